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
  setFlagsFromString('--expose-gc')
  const collect: NodeJS.GCFunction = runInNewContext('gc')
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
