/** Forward-only migrations: numbered SQL files that a person has read, each run once, in order, in its own transaction. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { runMigrations as migrateJobQueue } from 'graphile-worker'
import type { Db } from './database.ts'
import { sql } from './sql.ts'

export const migrationsFolder = join(import.meta.dirname, '../../../db/migrations')

/** Any constant will do; it only has to be the same in every process that migrates. */
const lockKey = 7_203_118

export interface MigrationReport {
  applied: string[]
  alreadyThere: number
}

/**
 * Brings the database at `url` up to date. Several processes may call it at once: one works, the others wait.
 * @throws when a file that was applied has changed since, or when the database knows a file that this version does not.
 */
export async function migrate(url: string): Promise<MigrationReport> {
  const connection = new pg.Client({ connectionString: url })
  await connection.connect()
  try {
    await connection.query('select pg_advisory_lock($1)', [lockKey])
    await connection.query(
      'create table if not exists schema_migrations (name text primary key, checksum text not null, applied_at timestamptz not null)',
    )
    const known = await connection.query<{ name: string; checksum: string }>('select name, checksum from schema_migrations')
    const checksums = new Map(known.rows.map((row) => [row.name, row.checksum]))
    const files = await migrationFiles()
    refuseStrangers(checksums, files)
    const applied: string[] = []
    for (const file of files) {
      const checksum = checksums.get(file.name)
      if (checksum === file.checksum) continue
      if (checksum) throw new Error(`Migration ${file.name} was changed after it had been applied; add a new migration instead`)
      await apply(connection, file)
      applied.push(file.name)
    }
    await migrateJobQueue({ connectionString: url })
    await connection.query('grant select on schema_migrations to guanxi_app')
    await letApplicationAddJobs(connection)
    return { applied, alreadyThere: files.length - applied.length }
  } finally {
    await connection.end()
  }
}

/** Whether every migration of this version has been applied. @throws when the database cannot be reached */
export async function isMigrated(db: Db): Promise<boolean> {
  const files = await migrationFiles()
  const known = await db.rows<{ name: string }>(sql`select m.name from schema_migrations m`)
  const names = new Set(known.map((row) => row.name))
  return files.every((file) => names.has(file.name))
}

export interface MigrationState {
  applied: number
  /** Names of files that the next start will apply. */
  pending: string[]
  /** What a start would refuse: files changed since, or of a newer version. */
  wrong: string[]
}

/** What `migrate` would meet, without doing it. Null where nothing was ever migrated. */
export async function migrationState(connection: pg.ClientBase): Promise<MigrationState | null> {
  const found = await connection.query<{ is_there: boolean }>("select to_regclass('schema_migrations') is not null as is_there")
  if (!found.rows[0]?.is_there) return null
  const known = await connection.query<{ name: string; checksum: string }>('select name, checksum from schema_migrations')
  const checksums = new Map(known.rows.map((row) => [row.name, row.checksum]))
  const files = await migrationFiles()
  const names = new Set(files.map((file) => file.name))
  return {
    applied: known.rows.length,
    pending: files.filter((file) => !checksums.has(file.name)).map((file) => file.name),
    wrong: [
      ...files.filter((file) => checksums.has(file.name) && checksums.get(file.name) !== file.checksum).map((file) => `${file.name} was changed after it had been applied`),
      ...known.rows.filter((row) => !names.has(row.name)).map((row) => `${row.name} is of a newer version of Guanxi`),
    ],
  }
}

interface MigrationFile {
  name: string
  text: string
  checksum: string
}

async function migrationFiles(): Promise<MigrationFile[]> {
  const names = (await readdir(migrationsFolder)).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(migrationsFolder, name), 'utf8')
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

function refuseStrangers(applied: Map<string, string>, files: MigrationFile[]): void {
  const names = new Set(files.map((file) => file.name))
  const stranger = [...applied.keys()].find((name) => !names.has(name))
  if (stranger) throw new Error(`The database was migrated by a newer version (${stranger}); start that version`)
}

async function apply(connection: pg.Client, file: MigrationFile): Promise<void> {
  await connection.query('begin')
  try {
    await connection.query(file.text)
    await connection.query('insert into schema_migrations values ($1, $2, now())', [file.name, file.checksum])
    await connection.query('commit')
  } catch (error) {
    await connection.query('rollback').catch(() => {})
    throw new Error(`Migration ${file.name} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

/** Made after the job queue's own schema exists, hence not in a numbered file. */
async function letApplicationAddJobs(connection: pg.Client): Promise<void> {
  await connection.query(`
    create or replace function add_job(task text, payload json, job_key text default null) returns void
      language sql security definer set search_path = pg_catalog
      as $$ select graphile_worker.add_job(task, payload, job_key := add_job.job_key, max_attempts := 8) $$;
    revoke all on function add_job(text, json, text) from public;
    grant execute on function add_job(text, json, text) to guanxi_app;
  `)
}
