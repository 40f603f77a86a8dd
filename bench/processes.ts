/** The processes that are measured: started, found ready, looked at, stopped. */
import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')

export interface Running {
  port: number
  process: ChildProcess
  /** Milliseconds from the start to the first served page. */
  readyAfter: number
  stop(): Promise<void>
}

/** One client of a bench asks more than a company does. */
const withoutLimits = { GUANXI_RATE_ADDRESS: '0', GUANXI_RATE_PERSON: '0', GUANXI_RATE_KEY: '0' }

/** Process groups and processes that are running for us. */
const running = new Set<number>()
let isWatching = false

/** However the bench ends, what it started ends with it: a product that goes on holds its database, which then goes on as well. */
function endWithUs(child: ChildProcess, isGroup: boolean): void {
  if (!isWatching) {
    isWatching = true
    process.once('exit', endAll)
    // A signal alone would end us without a word.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))
  }
  const id = isGroup ? -(child.pid ?? 0) : (child.pid ?? 0)
  running.add(id)
  child.once('exit', () => running.delete(id))
}

function endAll(): void {
  for (const id of running) {
    try {
      process.kill(id, 'SIGINT')
    } catch {
      // Ended by itself.
    }
  }
}

/** The product as people run it. */
export async function startProduct(options: { dataFolder: string; command?: [string, ...string[]]; folder?: string; patience?: number }): Promise<Running> {
  const port = await freePort()
  const [command, ...words] = options.command ?? [process.execPath, 'scripts/run.mjs', 'src/main.ts', 'start']
  const started = performance.now()
  const child = spawn(command, words, {
    cwd: options.folder ?? root,
    env: { ...process.env, PORT: String(port), HOST: 'localhost', GUANXI_DATA: options.dataFolder, GUANXI_LOG: 'error', DATABASE_URL: '', ...withoutLimits },
    stdio: ['ignore', 'ignore', 'inherit'],
    // A group of its own, so that it can be ended as Ctrl-C ends it: npm, run.mjs and the server alike.
    detached: true,
  })
  endWithUs(child, true)
  await untilServed(port, child, options.patience ?? 60_000)
  return { port, process: child, readyAfter: performance.now() - started, stop: () => stopped(child, true) }
}

export async function startFloor(words: string[]): Promise<Running> {
  const started = performance.now()
  const child = spawn(process.execPath, [join(import.meta.dirname, 'floor.ts'), ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  endWithUs(child, false)
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(Number(line.toString())))
    child.once('exit', () => reject(new Error('The floor did not start')))
  })
  return { port, process: child, readyAfter: performance.now() - started, stop: () => stopped(child, false) }
}

async function untilServed(port: number, child: ChildProcess, patience: number): Promise<void> {
  const until = Date.now() + patience
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}`)
    const answer = await fetch(`http://localhost:${port}/`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('The server did not come up')
}

function stopped(child: ChildProcess, isGroup: boolean): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    process.kill(isGroup ? -(child.pid ?? 0) : (child.pid ?? 0), 'SIGINT')
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Resident memory in megabytes of a process and of its children that run this project's server; Linux only. */
export function memoryOf(processId: number): number {
  const status = readFileSync(`/proc/${processId}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1000)
}

/** The process that listens, however many stand before it: npm starts a shell, the shell run.mjs, and run.mjs the server. */
export function serverProcess(processId: number): number {
  let found = processId
  for (let child = childOf(found); child !== null; child = childOf(found)) found = child
  return found
}

function childOf(processId: number): number | null {
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${entry}/status`, 'utf8'))?.[1]
      const line = readFileSync(`/proc/${entry}/cmdline`, 'utf8')
      // The server has children of its own: its database.
      if (Number(parent) === processId && /main\.ts|run\.mjs|npm/.test(line)) return Number(entry)
    } catch {
      // Processes come and go.
    }
  }
  return null
}
