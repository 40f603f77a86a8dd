/**
 * The first start plants the demo world in a process of its own: it leaves some 300 MB of garbage, which V8 would keep for a
 * server that hardly allocates anything afterwards (a thread's would stay with the process as well).
 */
import { fork } from 'node:child_process'
import { openApp } from '../app.ts'
import { plantDemoWorld, type PlantOptions } from '../demo/plant.ts'

type Apart = Pick<PlantOptions, 'databaseUrl' | 'administrator'>

export function plantApart(options: Apart): Promise<void> {
  return new Promise((resolve, reject) => {
    const planting = fork(import.meta.filename, [word])
    planting.once('error', reject)
    planting.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The demo world could not be planted (${code})`))))
    // Not by the command line, which other users of the machine can read.
    planting.send(options)
  })
}

const word = 'plant'

if (process.argv[1] === import.meta.filename && process.argv[2] === word) {
  process.once('message', (options: Apart) => void plant(options))
}

async function plant({ databaseUrl, administrator }: Apart): Promise<void> {
  // A server that goes away takes the planting along, and the transaction is rolled back.
  process.once('disconnect', () => process.exit(1))
  const app = await openApp({ databaseUrl, dataFolder: '', poolSize: 1 })
  await plantDemoWorld(app.runtime, { databaseUrl, administrator })
  process.exit(0)
}
