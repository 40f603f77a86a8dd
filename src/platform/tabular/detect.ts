/** What kind of table a file holds, judged by its content and never by its name. */
import { isAscii } from 'node:buffer'
import { stat } from 'node:fs/promises'
import { openByteSource } from './byte-source.ts'
import type { ByteSource } from './byte-source.ts'
import type { TextLayout } from './delimiter.ts'
import { detectLayout } from './delimiter.ts'
import { createPieceDecoder, detectEncoding, knownEncoding } from './encoding.ts'
import type { TableLimits } from './limits.ts'
import { TableError } from './table-error.ts'

const sampleBytes = 256 * 1024

export type Detected =
  | { format: 'csv'; bytes: ByteSource; encoding: string; layout: TextLayout }
  | { format: 'vcard'; bytes: ByteSource; encoding: string }
  | { format: 'xlsx'; size: number }

/**
 * @param encoding a TextDecoder label that overrules what the bytes look like
 * @throws TableError `empty_file`, `not_a_table`, `old_excel`, `encrypted`, `encoding`, `broken_file`, `zip_bomb`
 */
export async function detectTable(options: { path: string; encoding?: string; limits: TableLimits }): Promise<Detected> {
  const { path, limits } = options
  const wanted = options.encoding === undefined ? undefined : knownEncoding(options.encoding)
  const { size } = await stat(path)
  const packed = openByteSource({ path, size, gzip: false, limits })
  const head = (await readSample(packed, 8)).bytes
  if (isZip(head)) return { format: 'xlsx', size }
  const bytes = isGzip(head) ? openByteSource({ path, size, gzip: true, limits }) : packed
  const sample = await readSample(bytes, sampleBytes)
  if (isZip(sample.bytes)) throw new TableError('not_a_table', { kind: 'gzip of a zip' })
  refuseBinary(sample.bytes)

  const encoding = wanted ?? detectEncoding(sample.isWhole || !isAscii(sample.bytes) ? sample.bytes : await firstForeignPiece(bytes))
  const { text } = createPieceDecoder(encoding).decode(sample.bytes, sample.isWhole)
  if (sample.isWhole && text.trim() === '') throw new TableError('empty_file')
  if (/^\s*BEGIN:VCARD/i.test(text)) return { format: 'vcard', bytes, encoding }
  if (wanted === undefined) refuseOtherText(text)
  return { format: 'csv', bytes, encoding, layout: detectLayout(text, sample.isWhole) }
}

async function readSample(bytes: ByteSource, length: number): Promise<{ bytes: Buffer; isWhole: boolean }> {
  const pieces: Buffer[] = []
  let total = 0
  for await (const piece of bytes.pieces()) {
    pieces.push(piece)
    total += piece.length
    if (total > length) return { bytes: Buffer.concat(pieces).subarray(0, length), isWhole: false }
  }
  return { bytes: Buffer.concat(pieces), isWhole: true }
}

/** When the beginning is plain ASCII, the first name with a Chinese character may come a million rows later. */
async function firstForeignPiece(bytes: ByteSource): Promise<Buffer> {
  for await (const piece of bytes.pieces()) {
    if (!isAscii(piece)) return piece
  }
  return Buffer.alloc(0)
}

function isZip(bytes: Buffer): boolean {
  return ['PK\x03\x04', 'PK\x05\x06'].includes(bytes.toString('latin1', 0, 4))
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

function refuseBinary(bytes: Buffer): void {
  if (bytes.toString('hex', 0, 8) === 'd0cf11e0a1b11ae1') {
    throw new TableError(bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'old_excel')
  }
  const beginning = bytes.toString('latin1', 0, 8)
  const kind = /^(%PDF-|\x89PNG|GIF8|Rar!|7z\xbc\xaf|\xff\xd8\xff|\x7fELF|SQLite)/.exec(beginning)?.[1]
  if (kind !== undefined) throw new TableError('not_a_table', { kind })
}

/** Pages, data trees and bytes that only happen to decode. A CSV may hold control characters, but not many. */
function refuseOtherText(text: string): void {
  const kind = /^\s*(<(?:!doctype|html|\?xml|table|svg)|\{\s*"|\[\s*[[{])/i.exec(text)?.[1]
  if (kind !== undefined) throw new TableError('not_a_table', { kind })
  const controls = text.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd]/g)?.length ?? 0
  if (controls > 50 && controls > text.length * 0.1) throw new TableError('not_a_table', { kind: 'binary' })
}
