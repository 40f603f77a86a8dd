/** bin/doctor: what is in force, and what is wrong with the mend. */
import pg from 'pg'
import { modules, version } from '../app.ts'
import { buildRegistry } from '../kernel/definitions/registry.ts'
import { refuseDrift } from '../kernel/projections/drift.ts'
import { readConfig } from '../platform/config.ts'
import { migrate } from '../platform/db/migrate.ts'
import { startDatabase } from './database.ts'

interface Finding {
  isGood: boolean
  text: string
}

export async function run(): Promise<void> {
  const config = readConfig()
  const database = await startDatabase(config)
  try {
    console.log(`Guanxi ${version}, Node ${process.version}`)
    console.log(`listens on     ${config.host}:${config.port}`)
    console.log(`data           ${config.dataFolder}`)
    console.log(`database       ${database.isEmbedded ? 'embedded' : 'server of DATABASE_URL'}`)
    console.log(`demo           ${config.demo ?? 'on a first start with the embedded database'}`)
    console.log(`log            ${config.logLevel}\n`)
    const findings = await examine(database.url)
    for (const finding of findings) console.log(`${finding.isGood ? 'good ' : 'WRONG'}  ${finding.text}`)
    if (findings.some((finding) => !finding.isGood)) process.exitCode = 1
  } finally {
    await database.stop()
  }
}

async function examine(url: string): Promise<Finding[]> {
  const { applied, alreadyThere } = await migrate(url)
  const connection = new pg.Client({ connectionString: url })
  await connection.connect()
  try {
    const findings = [{ isGood: true, text: `migrations: ${applied.length} applied now, ${alreadyThere} before` }, await tablesFit(url)]
    for (const question of questions) findings.push(await ask(connection, question))
    return findings
  } finally {
    await connection.end()
  }
}

async function tablesFit(url: string): Promise<Finding> {
  return refuseDrift(buildRegistry(modules), url).then(
    () => ({ isGood: true, text: 'tables fit the definitions' }),
    (error: unknown) => ({ isGood: false, text: error instanceof Error ? error.message : String(error) }),
  )
}

interface Question {
  query: string
  good: string
  wrong: string
}

const questions: Question[] = [
  {
    query: "select current_setting('server_version_num')::int between 150000 and 189999 as answer",
    good: 'PostgreSQL is of a version that is tested (15 to 18)',
    wrong: 'PostgreSQL is not of a version that is tested (15 to 18)',
  },
  {
    query: "select show_trgm('北京') <> '{}' as answer",
    good: 'Chinese search works in this locale',
    wrong: 'pg_trgm finds nothing in Chinese text: make the database with a UTF-8 locale such as C.UTF-8 (not C)',
  },
  {
    query: "select proleakproof as answer from pg_proc where oid = 'pg_catalog.textlike(text, text)'::regprocedure",
    good: 'searches use their indexes under row-level security',
    wrong: 'searches are slow under row-level security: as a superuser run  alter function pg_catalog.textlike(text, text) leakproof',
  },
  {
    query: "select not rolsuper and not rolbypassrls as answer from pg_roles where rolname = 'guanxi_app'",
    good: 'the application acts as a role that cannot pass row-level security',
    wrong: 'the role guanxi_app may pass row-level security: alter role guanxi_app nosuperuser nobypassrls',
  },
  {
    query: "select not exists (select 1 from jobs where state = 'failed' and updated_at > now() - interval '1 day') as answer",
    good: 'no long work failed in the last day',
    wrong: 'imports, exports or other long work failed in the last day; see the table jobs',
  },
]

async function ask(connection: pg.Client, question: Question): Promise<Finding> {
  const { rows } = await connection.query<{ answer: boolean | null }>(question.query)
  const isGood = rows[0]?.answer === true
  return { isGood, text: isGood ? question.good : question.wrong }
}
