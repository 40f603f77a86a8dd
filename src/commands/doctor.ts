/** bin/doctor: what is in force, and what is wrong with the mend. It only looks. bin/doctor audit checks the chain of the audit log. */
import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { modules, version } from '../app.ts'
import { buildRegistry } from '../kernel/definitions/registry.ts'
import { refuseDrift } from '../kernel/projections/drift.ts'
import { readConfig, type Config } from '../platform/config.ts'
import { findRunningEmbedded } from '../platform/db/embedded.ts'
import { migrationState } from '../platform/db/migrate.ts'
import { CommandError } from './command-error.ts'
import { startDatabase, type RunningDatabase } from './database.ts'
import { examineAudit } from './doctor-audit.ts'
import { good, note, wrong, type Finding } from './doctor-finding.ts'
import { reachMailServer } from './doctor-mail.ts'
import { askQuestions } from './doctor-questions.ts'

export async function run([about, ...words]: string[]): Promise<void> {
  const config = readConfig()
  if (about !== undefined && about !== 'audit') throw new CommandError('bin/doctor looks at everything; bin/doctor audit [SEQUENCE:HASH ...] checks the audit log')
  if (about === undefined) await tellSettings(config)
  if (!config.databaseUrl && !existsSync(join(config.dataFolder, 'pg'))) return console.log(`There is no database in ${config.dataFolder} yet: npm start makes it. Nothing is wrong.`)
  const isRunning = config.databaseUrl !== null || findRunningEmbedded(config.dataFolder) !== null
  const database = await startDatabase(config)
  try {
    if (about === 'audit') return await examineAudit(database.url, words)
    await lookAt(config, database, isRunning)
  } finally {
    await database.stop()
  }
}

async function tellSettings(config: Config): Promise<void> {
  console.log(`Guanxi ${version}, Node ${process.version}`)
  console.log(`listens on     ${config.host}:${config.port}`)
  console.log(`data           ${config.dataFolder}`)
  console.log(`database       ${config.databaseUrl ? 'server of DATABASE_URL' : 'embedded'}`)
  console.log(`demo           ${config.demo ?? 'on a first start with the embedded database'}`)
  console.log(`log            ${config.logLevel}\n`)
}

async function lookAt(config: Config, database: RunningDatabase, isRunning: boolean): Promise<void> {
  const findings = [...(await examine(database.url)), await diskOf(config.dataFolder), ...(await reachMailServer(process.env.GUANXI_SMTP_URL))]
  if (!isRunning) findings.push(note('Guanxi is not running just now: npm start'))
  for (const { state, text } of findings) console.log(`${state.padEnd(5)}  ${text}`)
  if (findings.some(({ state }) => state === 'WRONG')) process.exitCode = 1
}

async function examine(url: string): Promise<Finding[]> {
  const connection = new pg.Client({ connectionString: url })
  connection.on('error', () => {})
  try {
    await connection.connect()
  } catch (error) {
    return [wrong(`the database cannot be reached: ${error instanceof Error ? error.message : String(error)}`)]
  }
  try {
    await connection.query('set default_transaction_read_only = on')
    const state = await migrationState(connection)
    if (!state) return [good('the database is reached'), note('it has no tables yet: npm start makes them')]
    const findings = state.wrong.map(wrong)
    if (state.pending.length > 0) {
      // The questions below are about the tables as this version has them.
      return [...findings, note(`${state.applied} migrations applied, the next start applies ${state.pending.join(', ')}`)]
    }
    return [...findings, good(`all ${state.applied} migrations are applied`), await tablesFit(url), ...(await askQuestions(connection))]
  } finally {
    await connection.end()
  }
}

async function tablesFit(url: string): Promise<Finding> {
  return refuseDrift(buildRegistry(modules), url).then(
    () => good('tables fit the definitions'),
    (error: unknown) => wrong(error instanceof Error ? error.message : String(error)),
  )
}

const gigabyte = 2 ** 30

async function diskOf(folder: string): Promise<Finding> {
  const disk = await statfs(existsSync(folder) ? folder : '.')
  const free = disk.bavail * disk.bsize
  const text = `${(free / gigabyte).toFixed(1)} GB of ${((disk.blocks * disk.bsize) / gigabyte).toFixed(0)} GB are free where the data folder is`
  return free > gigabyte ? good(text) : wrong(`${text}: below 1 GB the database may stop`)
}
