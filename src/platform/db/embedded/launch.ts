/** Starting the server process, and how to reach it. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chownSync, closeSync, existsSync, lstatSync, mkdirSync, openSync, readFileSync, renameSync, rmdirSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { passwordFile, serverEnvironment, type Cluster } from './cluster.ts'
import { readPostmaster, type Postmaster } from './postmaster.ts'
import { serverSettings } from './settings.ts'

const socketPort = 5432
/** Notes what the buffers hold and reads it in again after a start, so that the first who ask do not wait for the disk. */
const warming = 'pg_prewarm'

export function serverLog(cluster: { dataDir: string }): string {
  return join(cluster.dataDir, 'postgres.log')
}

/** How to reach the running server. Port and encryption are named, so that PGPORT and PGSSLMODE cannot change them. */
export function connectionUrl(postmaster: Postmaster, cluster: { dataDir: string }, database: string): string {
  if (postmaster.socketFolder) {
    const host = encodeURIComponent(postmaster.socketFolder).replaceAll('%2F', '/')
    return `postgresql://postgres@/${database}?host=${host}&port=${postmaster.port}&sslmode=disable`
  }
  const password = readFileSync(passwordFile(cluster.dataDir), 'utf8').trim()
  return `postgresql://postgres:${password}@127.0.0.1:${postmaster.port}/${database}?sslmode=disable`
}

/**
 * Starts the server and waits until it accepts connections, however long a recovery takes. The process outlives this one if it
 * must: it has its own session and writes to a file.
 *
 * @returns null when it is up; an Error with the end of its log when the process came to its end instead
 */
export async function launchServer(cluster: Cluster): Promise<Error | null> {
  const args = await serverArguments(cluster)
  const output = openLog(serverLog(cluster))
  const from = statSync(serverLog(cluster)).size
  const { file, args: words, uid, gid } = cluster.account.command(cluster.binaries.postgres, args)
  let ended = ''
  try {
    const child = spawn(file, words, { cwd: '/', uid, gid, env: serverEnvironment(), detached: true, stdio: ['ignore', output, output] })
    child.once('error', (error) => (ended = error.message))
    child.once('exit', (code, signal) => (ended = `exit ${signal ?? code}`))
    child.unref()
    while (ended === '') {
      const postmaster = readPostmaster(cluster.folder)
      if (postmaster?.pid === child.pid && postmaster?.status === 'ready') return null
      await pause(10)
    }
  } finally {
    closeSync(output)
  }
  const said = readFileSync(serverLog(cluster)).subarray(from).toString('utf8').trim()
  return new Error(`PostgreSQL did not start (${ended}):\n${said || `nothing was written to ${serverLog(cluster)}`}`)
}

async function serverArguments(cluster: Cluster): Promise<string[]> {
  const listen =
    process.platform === 'win32'
      ? { listen_addresses: '127.0.0.1', port: String(await freePort()), unix_socket_directories: '' }
      : {
          listen_addresses: '',
          port: String(socketPort),
          unix_socket_directories: socketFolder(cluster),
          unix_socket_permissions: '0700',
        }
  const settings = { ...serverSettings(), ...(cluster.binaries.hasLibrary(warming) ? { shared_preload_libraries: warming } : {}), ...cluster.settings, ...listen }
  return ['-D', cluster.folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

/** The cluster's folder, which nobody else can enter; a short one where the path does not fit into a socket's address. */
function socketFolder(cluster: Cluster): string {
  const limit = process.platform === 'darwin' ? 104 : 108
  const longest = join(cluster.folder, `.s.PGSQL.${socketPort}.lock`)
  // A comma or a quote would be read as a list of folders.
  if (Buffer.byteLength(longest) < limit && !/[",]/.test(longest)) return cluster.folder
  const folder = join(tmpdir(), `guanxi-${createHash('sha256').update(cluster.folder).digest('hex').slice(0, 12)}`)
  const owner = cluster.account.owner ?? process.getuid?.() ?? 0
  if (!existsSync(folder)) {
    mkdirSync(folder, { mode: 0o700 })
    if (cluster.account.owner !== null) chownSync(folder, owner, owner)
  }
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== owner || (found.mode & 0o077) !== 0) {
    throw new Error(`${folder} is not ours: remove it, or set GUANXI_DATA to a folder with a shorter path.`)
  }
  return folder
}

/** Only the short one, and only when it is empty: a server that has started meanwhile keeps it. */
export function removeSocketFolder(cluster: Cluster, postmaster: Postmaster): void {
  if (!postmaster.socketFolder || postmaster.socketFolder === cluster.folder) return
  try {
    rmdirSync(postmaster.socketFolder)
  } catch {
    // In use again, or gone already.
  }
}

/** One old log is kept; the server never closes its own, so it is turned over at a start. */
function openLog(path: string): number {
  if (existsSync(path) && statSync(path).size > 10_000_000) renameSync(path, `${path}.old`)
  return openSync(path, 'a', 0o600)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No free port was found for the database.')
  return address.port
}
