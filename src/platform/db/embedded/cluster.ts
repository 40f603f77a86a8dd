/** The cluster: the folder `<dataDir>/pg` that initdb makes. */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chooseAccount, giveTo, type Account } from './account.ts'
import { findBinaries, serverMajor, type Binaries } from './binaries.ts'

export interface Cluster {
  dataDir: string
  folder: string
  binaries: Binaries
  account: Account
  settings: Record<string, string>
}

/** Where Unix sockets cannot be used the server listens on the loopback address, and wants this password. */
export function passwordFile(dataDir: string): string {
  return join(dataDir, 'pg-password')
}

/** Makes the cluster unless it is there. @throws Error when it is of another major version or cannot be made */
export async function prepareCluster(options: {
  dataDir: string
  settings: Record<string, string>
  log: (line: string) => void
}): Promise<Cluster> {
  const binaries = findBinaries()
  const folder = join(options.dataDir, 'pg')
  if (!existsSync(folder)) await makeCluster({ ...options, folder, binaries })
  const account = chooseAccount({ folder, postgres: binaries.postgres })
  refuseOtherVersion(folder)
  giveTo(account, folder)
  // A folder that was copied may have lost its rights, and PostgreSQL refuses one that others can read.
  if (process.platform !== 'win32') chmodSync(folder, 0o700)
  return { dataDir: options.dataDir, folder, binaries, account, settings: options.settings }
}

/** Made aside and renamed: what is called `pg` is complete, whenever we are killed, and only one of two processes succeeds. */
async function makeCluster(options: { dataDir: string; folder: string; binaries: Binaries; log: (line: string) => void }): Promise<void> {
  options.log('Making the database ...')
  removeRemains(options.dataDir)
  const unfinished = join(options.dataDir, `pg.new-${process.pid}-${randomBytes(3).toString('hex')}`)
  mkdirSync(unfinished, { mode: 0o700 })
  try {
    const account = chooseAccount({ folder: unfinished, postgres: options.binaries.postgres })
    giveTo(account, unfinished)
    const { file, args, uid, gid } = account.command(options.binaries.initdb, initdbArguments(unfinished, options.dataDir))
    await promisify(execFile)(file, args, { cwd: '/', uid, gid, env: serverEnvironment() })
    renameSync(unfinished, options.folder)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (existsSync(options.folder)) return
    throw error
  }
}

function initdbArguments(folder: string, dataDir: string): string[] {
  const common = ['-D', folder, '-U', 'postgres', '--encoding=UTF8', '--no-instructions']
  // With the character classes of C, or with the builtin provider, pg_trgm finds no trigrams in Chinese text.
  if (process.platform === 'linux') return [...common, '--locale=C.UTF-8', '--auth=trust']
  if (process.platform === 'darwin') return [...common, '--locale=en_US.UTF-8', '--lc-collate=C', '--auth=trust']
  if (!existsSync(passwordFile(dataDir))) writeFileSync(passwordFile(dataDir), randomBytes(24).toString('hex'), { mode: 0o600 })
  return [...common, '--locale=en-US', '--lc-collate=C', '--auth=scram-sha-256', `--pwfile=${passwordFile(dataDir)}`]
}

function removeRemains(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const pid = Number(/^pg\.new-(\d+)-/.exec(name)?.[1])
    if (!pid) continue
    try {
      process.kill(pid, 0)
    } catch {
      rmSync(join(dataDir, name), { recursive: true, force: true })
    }
  }
}

function refuseOtherVersion(folder: string): void {
  const file = join(folder, 'PG_VERSION')
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim() : 'no version'
  if (version === serverMajor) return
  throw new Error(
    `${folder} was made by PostgreSQL ${version}; this Guanxi brings PostgreSQL ${serverMajor}. ` +
      'Write a backup with the Guanxi that made it, and restore it into a new data folder.',
  )
}

/**
 * PostgreSQL reads PGDATA, PGPORT, PGOPTIONS ... from the environment: none of them is meant for this server. The allocator of glibc (others do not
 * read these) keeps some megabytes for the next statement, instead of giving them to the system after each and taking page by page again.
 */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && !name.startsWith('LC_'))
  return { ...Object.fromEntries(own), MALLOC_TOP_PAD_: String(megabyte), MALLOC_TRIM_THRESHOLD_: String(16 * megabyte), MALLOC_MMAP_THRESHOLD_: String(4 * megabyte) }
}

const megabyte = 1024 * 1024
