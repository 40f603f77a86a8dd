/** The PostgreSQL of the tests, and the migrated database with the cast in it that every test's own database is a copy of. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openApp } from '../../src/app.ts'
import { createDatabase, databaseUrl, dropDatabase } from '../../src/platform/db/create-database.ts'
import { startEmbedded } from '../../src/platform/db/embedded.ts'
import { migrate, migrationsFolder } from '../../src/platform/db/migrate.ts'
import { enterCast } from './cast.ts'

export interface TestServer {
  url: string
  template: string
}

let prepared: Promise<TestServer> | null = null

/** The server with the template on it; made by the first test that asks, once in a run. */
export function testServer(): Promise<TestServer> {
  prepared ??= prepare()
  return prepared
}

/** The one that scripts/test.ts started, or one of the tests' own, which is let go by `stop`. */
export async function openServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.GUANXI_TEST_DATABASE_URL
  return given ? { url: given, stop: async () => {} } : await ownServer()
}

/** All threads of one run of vitest share a process. */
export function templateName(): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(migrationsFolder).sort()) hash.update(readFileSync(join(migrationsFolder, name)))
  return `guanxi_test_${process.pid}_${hash.digest('hex').slice(0, 8)}`
}

async function prepare(): Promise<TestServer> {
  const { url } = await openServer()
  const template = templateName()
  const session = new pg.Client({ connectionString: databaseUrl(url, 'postgres') })
  await session.connect()
  try {
    // Several threads may come at once: one makes the template, the others wait for it.
    await session.query('select pg_advisory_lock(7203119)')
    const found = await session.query('select 1 from pg_database where datname = $1', [template])
    if (found.rowCount === 0) await makeTemplate(url, template, session)
  } finally {
    await session.end()
  }
  return { url, template }
}

/** Made under another name first: a template is there whole or not at all. */
async function makeTemplate(url: string, template: string, session: pg.Client): Promise<void> {
  const draft = `${template}_draft`
  await dropDatabase(url, draft)
  const draftUrl = await createDatabase(url, draft)
  await migrate(draftUrl)
  const dataFolder = mkdtempSync(join(tmpdir(), 'guanxi-cast-'))
  const app = await openApp({ databaseUrl: draftUrl, dataFolder })
  await enterCast(app)
  await app.close()
  rmSync(dataFolder, { recursive: true, force: true })
  const connection = new pg.Client({ connectionString: draftUrl })
  await connection.connect()
  // The planner of a copy knows the small tables at once, and nothing needs to be vacuumed in it.
  await connection.query('vacuum (analyze)')
  await connection.end()
  for (let attempt = 1; ; attempt++) {
    try {
      await session.query(`alter database ${draft} rename to ${template}`)
      return
    } catch (error) {
      if (attempt >= 20) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** For a test that is run alone: a server that stays in the temporary folder, so that only the first run pays for it. */
async function ownServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  const server = await startEmbedded({ dataDir: join(tmpdir(), `guanxi-tests-${process.getuid?.() ?? 'own'}`), settings })
  await dropRemains(server.url)
  return server
}

/** Databases of runs that have ended, however they ended. */
async function dropRemains(url: string): Promise<void> {
  const session = new pg.Client({ connectionString: databaseUrl(url, 'postgres') })
  await session.connect()
  const found = await session.query<{ datname: string }>("select datname from pg_database where datname like 'guanxi\\_test\\_%'")
  await session.end()
  for (const { datname } of found.rows) {
    if (!isRunning(Number(datname.split('_')[2]))) await dropDatabase(url, datname)
  }
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0)
  } catch {
    return false
  }
}
