import { Worker } from 'node:worker_threads'
import type { Paper } from './paper.ts'

const printer = new URL('./printer.ts', import.meta.url)
const patience = 30_000

let last: Promise<unknown> = Promise.resolve()

/**
 * The PDF of a paper, made in a thread that ends with it: fonts for Chinese are large, and the memory they take goes back. One after
 * the other, so that many at once take no more.
 */
export function printPaper(paper: Paper): Promise<Buffer> {
  const printed = last.then(() => print(paper))
  last = printed.catch(() => {})
  return printed
}

function print(paper: Paper): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(printer, { workerData: paper, resourceLimits: { maxOldGenerationSizeMb: 256 } })
    const timer = setTimeout(() => void worker.terminate(), patience)
    worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)))
    worker.once('error', reject)
    worker.once('exit', () => {
      clearTimeout(timer)
      reject(new Error('The printer ended without a page'))
    })
  })
}
