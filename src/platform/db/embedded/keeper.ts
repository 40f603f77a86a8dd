/**
 * Who uses the server, counted by the kernel: every process that uses it holds a named pipe open for writing; a small shell
 * process reads it and comes to its end when the last of them has closed it or died, `kill -9` included. Then it asks the
 * server to stop (SIGINT: fast shutdown with a checkpoint).
 *
 * Rejected: `setpriv --pdeathsig`, under which the end of the process that launched the server takes it away from all others.
 */
import { execFileSync, spawn } from 'node:child_process'
import { closeSync, constants, existsSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export interface Hold {
  /** Counts anew if the keeper has gone meanwhile. */
  renew(): void
  release(): void
}

/** Standard input is closed before anything else, so that who comes now learns that it comes too late. */
const keeperScript = `
while read -r _; do :; done
exec 0<&-
for _ in 1 2 3 4 5; do
  pid=$(head -n 1 "$1/postmaster.pid" 2>/dev/null) && case $(cat "/proc/$pid/comm" 2>/dev/null || ps -o comm= -p "$pid") in
    *postgres*) kill -INT "$pid"; exit ;;
  esac
  sleep 1
done`

/** Counts this process as a user of the server; starts the keeper when there is none. */
export function holdServer(cluster: { dataDir: string; folder: string }): Hold {
  if (process.platform === 'win32') return { renew() {}, release() {} }
  const pipe = pipeOf(cluster)
  const hold = () => openPipe(pipe) ?? startKeeper(pipe, cluster.folder)
  let handle: number | null = hold()
  return {
    renew() {
      if (handle !== null && isRead(handle)) return
      if (handle !== null) closeSync(handle)
      handle = hold()
    },
    release() {
      if (handle !== null) closeSync(handle)
      handle = null
    },
  }
}

function isRead(handle: number): boolean {
  try {
    writeSync(handle, '\n')
    return true
  } catch {
    return false
  }
}

/** Does any process still hold the server? To be asked after the own hold is released. */
export async function isServerHeld(cluster: { dataDir: string }): Promise<boolean> {
  if (process.platform === 'win32') return false
  const pipe = pipeOf(cluster)
  // The keeper wakes up within a millisecond or two; on a machine that is busy to the brim it may take longer.
  for (let waited = 0; waited < 500; waited += 10) {
    const handle = openPipe(pipe)
    if (handle === null) return false
    closeSync(handle)
    await pause(10)
  }
  return true
}

function pipeOf(cluster: { dataDir: string }): string {
  return join(cluster.dataDir, 'pg-users')
}

/** Null when nobody reads the pipe. */
function openPipe(pipe: string): number | null {
  try {
    return openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK)
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENXIO' || error.code === 'ENOENT')) return null
    throw error
  }
}

function startKeeper(pipe: string, folder: string): number {
  makePipe(pipe)
  // Opened for both first: opening one end alone would wait for the other.
  const both = openSync(pipe, constants.O_RDWR)
  const readEnd = openSync(pipe, constants.O_RDONLY)
  const writeEnd = openSync(pipe, constants.O_WRONLY)
  // Its own session: Ctrl-C in the terminal must not reach it.
  const keeper = spawn('sh', ['-c', keeperScript, 'guanxi-keeper', folder], {
    cwd: '/',
    detached: true,
    stdio: [readEnd, 'ignore', 'ignore'],
  })
  keeper.on('error', () => {})
  keeper.unref()
  closeSync(readEnd)
  closeSync(both)
  return writeEnd
}

function makePipe(pipe: string): void {
  try {
    execFileSync('mkfifo', ['-m', '600', pipe], { stdio: 'ignore' })
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!existsSync(pipe)) throw error
  }
}
