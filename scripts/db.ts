/** bin/db: psql on the database of this installation, its connection string, one statement, or db/schema.sql anew. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import pg from 'pg'
import { readConfig } from '../src/platform/config.ts'
import { findRunningEmbedded, startEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { schemaText } from '../src/platform/db/schema-text.ts'

const { databaseUrl, dataFolder } = readConfig()
const [command] = process.argv.slice(2)

if (command === 'url') printUrl()
else await onDatabase(command)

function printUrl(): void {
  const url = databaseUrl ?? findRunningEmbedded(dataFolder)
  if (url) return console.log(url)
  console.error(`The database in ${dataFolder} is not running: it runs while Guanxi does (npm start).`)
  process.exitCode = 1
}

async function onDatabase(statement: string | undefined): Promise<void> {
  const embedded = databaseUrl ? null : await startEmbedded({ dataDir: dataFolder, log: (line) => console.error(line) })
  // Ctrl-C belongs to psql, which ends a statement by it; we wait for its end.
  process.on('SIGINT', () => {})
  try {
    const url = databaseUrl ?? embedded?.url ?? ''
    if (statement === 'schema') await writeSchema(url)
    else if (statement) await runStatement(url, statement)
    else process.exitCode = openPsql(url)
  } finally {
    await embedded?.stop()
  }
}

async function writeSchema(url: string): Promise<void> {
  await migrate(url)
  writeFileSync(join(import.meta.dirname, '../db/schema.sql'), await schemaText(url))
}

function openPsql(url: string): number {
  const done = spawnSync('psql', [url], { stdio: 'inherit' })
  if (!done.error) return done.status ?? 1
  console.error('psql is not installed (Debian: apt-get install postgresql-client). One statement can be run by: bin/db "select ..."')
  return 1
}

async function runStatement(url: string, statement: string): Promise<void> {
  const session = new pg.Client({ connectionString: url })
  await session.connect()
  try {
    for (const result of [await session.query(statement)].flat()) {
      if (result.rows.length > 0) console.table(result.rows)
      console.log(`${result.command} ${result.rowCount ?? ''}`.trim())
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  } finally {
    await session.end()
  }
}
