/** Bytes of a file, in pieces, inflated where it is gzip, with a watch on how much comes out. */
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import type { Transform } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { TableLimits } from './limits.ts'
import { TableError } from './table-error.ts'

/** Larger pieces are no faster, and the garbage they make lets the process grow by 100 MB. */
export const pieceBytes = 64 * 1024

export interface ByteSource {
  /** Size in the file, so packed where it is packed. */
  bytesTotal: number
  /** How much of it the latest `pieces()` has taken in. */
  bytesRead(): number
  pieces(): AsyncGenerator<Buffer>
}

/** @throws TableError `broken_file`, `zip_bomb` while reading */
export function openByteSource(options: { path: string; size: number; gzip: boolean; limits: TableLimits }): ByteSource {
  let read: () => number = () => 0

  return {
    bytesTotal: options.size,
    bytesRead: () => Math.min(options.size, read()),
    async *pieces() {
      if (options.gzip) {
        const inflater = createGunzip({ chunkSize: pieceBytes })
        read = () => inflater.bytesWritten
        yield* inflateFile({ path: options.path, inflater, limits: options.limits })
        return
      }
      const file = createReadStream(options.path, { highWaterMark: pieceBytes })
      read = () => file.bytesRead
      for await (const piece of file) yield asBuffer(piece)
    },
  }
}

/**
 * Inflates a range of a file and stops when it grows beyond the limits, before the memory does.
 * @throws TableError `broken_file` for damaged or cut off data, `zip_bomb`
 */
export async function* inflateFile(options: {
  path: string
  start?: number
  /** Last byte, inclusive. */
  end?: number
  inflater: Transform & { bytesWritten: number }
  limits: TableLimits
}): AsyncGenerator<Buffer> {
  const { path, start, end, inflater, limits } = options
  const file = createReadStream(path, { highWaterMark: pieceBytes, ...(start === undefined ? {} : { start, end }) })
  pipeline(file, inflater, () => {}) // a failure arrives at the loop below, which reads the inflater
  let unpacked = 0

  try {
    for await (const piece of inflater) {
      const bytes = asBuffer(piece)
      unpacked += bytes.length
      guardUnpacked({ unpacked, packed: inflater.bytesWritten, limits })
      yield bytes
    }
  } catch (error) {
    if (isZlibError(error)) throw new TableError('broken_file', { at: unpacked }, { cause: error })
    throw error
  } finally {
    file.destroy()
    inflater.destroy()
  }
}

export function guardUnpacked(options: { unpacked: number; packed: number; limits: TableLimits }): void {
  const { unpacked, packed, limits } = options
  if (unpacked > limits.unpackedBytes) throw new TableError('zip_bomb', { limit: limits.unpackedBytes })
  if (unpacked > limits.ratioFromBytes && unpacked > packed * limits.ratio) {
    throw new TableError('zip_bomb', { ratio: Math.round(unpacked / Math.max(1, packed)), limit: limits.ratio })
  }
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')
}

function asBuffer(piece: unknown): Buffer {
  if (!Buffer.isBuffer(piece)) throw new TypeError('a byte stream gave something that is not bytes')
  return piece
}
