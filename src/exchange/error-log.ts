/** The error file of an import, batch by batch: what is beyond the committed length is written over, so that nothing stands twice. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable, Writable } from 'node:stream'
import { errorFileWriter, type RowErrors } from '../platform/tabular/error-file.ts'

/** Writes at `offset` and answers the new length. The header comes first. */
export async function writeErrors(path: string, options: { offset: number; columns: readonly string[]; rows: RowErrors[] }): Promise<number> {
  if (options.rows.length === 0) return options.offset
  const columns = [...options.columns]
  const all = await csvOf(columns, options.rows)
  const bytes = options.offset === 0 ? all : all.subarray((await csvOf(columns, [])).length)
  const file = await open(path, options.offset === 0 ? 'w' : 'r+')
  try {
    await file.write(bytes, 0, bytes.length, options.offset)
    await file.datasync()
  } finally {
    await file.close()
  }
  return options.offset + bytes.length
}

export function readErrors(path: string, length: number): Readable {
  return length === 0 ? Readable.from([]) : createReadStream(path, { end: length - 1 })
}

async function csvOf(columns: string[], rows: RowErrors[]): Promise<Buffer> {
  const chunks: Buffer[] = []
  const sink = new Writable({
    write: (chunk: Buffer | string, _encoding, done) => {
      chunks.push(Buffer.from(chunk))
      done()
    },
  })
  const writer = errorFileWriter(sink, { columns })
  if (rows.length > 0) await writer.write(rows)
  await writer.end()
  return Buffer.concat(chunks)
}
