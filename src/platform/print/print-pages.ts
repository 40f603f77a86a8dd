import { runInThread } from '../threads/run-in-thread.ts'

const printer = new URL('./printer.ts', import.meta.url)

let last: Promise<unknown> = Promise.resolve()

/**
 * The PDF of plain values, made in a thread that ends with it: fonts for Chinese are large, and the memory they take goes back. One after
 * the other, so that many at once take no more.
 * @param definition a file of ours that exports `pageDefinition(values)`, what pdfmake lays out
 */
export function printPages(definition: URL, values: object): Promise<Buffer> {
  const printed = last.then(async () => Buffer.from(await runInThread<Uint8Array>(printer, 'print', { definition: definition.href, values }, { seconds: 30, megabytes: 256, young: 8 })))
  last = printed.catch(() => {})
  return printed
}
