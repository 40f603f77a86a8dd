import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Collects garbage when the heap has grown by a fifth, not after it has grown fourfold: an import makes much garbage and keeps little. Measured on
 * 100,000 rows into a million customers: 301 MB resident at most on a server just started, 320 MB where it may grow by half. Little is left for this
 * collection to do, since what answers lists dies young (db/database.ts). The young generation is bounded where Node is started (scripts/run.mjs), because V8 takes that only from the command line.
 */
export function keepMemoryLow(): void {
  setFlagsFromString('--heap-growing-percent=20')
}

/**
 * Gives back what a start has used up (sources read, schemas and routes put together), which V8 keeps for as long as little happens: of the demo
 * world at rest 39 MB (bench/RESULTS.md). Half a second of a busy machine, in which nothing is answered: only before the server listens.
 */
export function forgetTheStart(): void {
  collector()({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}

const secondsBetween = 10
/** Of the processor's time: less is the clocks of the background alone. */
const idleShare = 0.03
const grownBy = 40 * 1024 * 1024

/**
 * Gives back what much work has left behind, once there is none: V8 collects when something new is wanted, and would keep it until then. Nothing is
 * answered meanwhile, so only when little was asked for ten seconds and there is much to gain.
 */
export function forgetWhenIdle(): void {
  let least = process.memoryUsage.rss()
  let used = process.cpuUsage()
  setInterval(() => {
    const since = process.cpuUsage(used)
    used = process.cpuUsage()
    least = Math.min(least, process.memoryUsage.rss())
    const isIdle = since.user + since.system < idleShare * secondsBetween * 1e6
    if (!isIdle || process.memoryUsage.rss() < least + grownBy) return
    collector()({ type: 'major', execution: 'sync' })
    // What is left is in use: it is not tried again until there is more.
    least = process.memoryUsage.rss()
  }, secondsBetween * 1000).unref()
}

let made: NodeJS.GCFunction | null = null

function collector(): NodeJS.GCFunction {
  if (made) return made
  setFlagsFromString('--expose-gc')
  const collect: NodeJS.GCFunction = runInNewContext('gc')
  made = collect
  return collect
}
