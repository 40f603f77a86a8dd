import { Worker } from 'node:worker_threads'

const printer = new URL('./printer.ts', import.meta.url)
const patience = 30_000

let last: Promise<unknown> = Promise.resolve()

/**
 * The PDF of plain values, made in a thread that ends with it: fonts for Chinese are large, and the memory they take goes back. One after
 * the other, so that many at once take no more.
 * @param definition a file of ours that exports `pageDefinition(values)`, what pdfmake lays out
 */
export function printPages(definition: URL, values: object): Promise<Buffer> {
  const printed = last.then(() => print(definition, values))
  last = printed.catch(() => {})
  return printed
}

function print(definition: URL, values: object): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(printer, { workerData: { definition: definition.href, values }, resourceLimits: { maxOldGenerationSizeMb: 256 } })
    const timer = setTimeout(() => void worker.terminate(), patience)
    worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)))
    worker.once('error', reject)
    worker.once('exit', () => {
      clearTimeout(timer)
      reject(new Error('The printer ended without a page'))
    })
  })
}
