/** What `postmaster.pid` says about the server of a cluster, believed only as far as that server is alive. */
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

export interface Postmaster {
  pid: number
  port: number
  /** Folder of the Unix socket; empty where there is none. */
  socketFolder: string
  status: 'starting' | 'ready' | 'stopping'
}

/** The living server of the cluster in `folder`; null when there is none. */
export function readPostmaster(folder: string): Postmaster | null {
  const lines = readLines(folder)
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0 || !isServerOf(folder, pid, lines[1] ?? '')) return null
  const status = lines[7]?.trim()
  return {
    pid,
    port: Number(lines[3]),
    socketFolder: lines[4] ?? '',
    status: status === 'ready' ? 'ready' : status === 'stopping' ? 'stopping' : 'starting',
  }
}

/**
 * PostgreSQL removes the lock files of a dead server by itself, but it takes any process with the same number for it: after the
 * restart of a container, in a copy of a data folder, or while nobody collects the dead, it would refuse to start. Should
 * processes of the old server be left, PostgreSQL still finds them by the shared memory, which is named after the folder.
 */
export function removeStaleLocks(folder: string): void {
  const lines = readLines(folder)
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0 || !exists(pid) || readPostmaster(folder)) return
  // The server of the folder this one was copied from lives and needs its own lock.
  const isOther = isAlive(pid) && nameOf(pid).includes('postgres')
  if (lines[4] && !isOther) rmSync(join(lines[4], `.s.PGSQL.${lines[3]}.lock`), { force: true })
  rmSync(join(folder, 'postmaster.pid'), { force: true })
}

/** True while a server starts, runs or stops, and after one was killed. */
export function hasPostmasterFile(folder: string): boolean {
  return existsSync(join(folder, 'postmaster.pid'))
}

function readLines(folder: string): string[] {
  try {
    return readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

function isServerOf(folder: string, pid: number, namedFolder: string): boolean {
  if (!isAlive(pid)) return false
  const works = identityOf(`/proc/${pid}/cwd`)
  if (works) return works === identityOf(folder)
  // The process belongs to somebody else or there is no /proc.
  return nameOf(pid).includes('postgres') && identityOf(namedFolder) === identityOf(folder)
}

/** Device and inode: a folder reached by another path is the same folder. */
function identityOf(path: string): string | null {
  try {
    const { dev, ino } = statSync(path)
    return `${dev}:${ino}`
  } catch {
    return null
  }
}

/** A process that has died but was not collected is a zombie, which exists() finds. */
function isAlive(pid: number): boolean {
  return exists(pid) && stateOf(pid) !== 'Z'
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function stateOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3)
  } catch {
    return null
  }
}

function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8')
  } catch {
    if (process.platform === 'win32') return 'postgres'
  }
  try {
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}
