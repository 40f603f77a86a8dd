/** Named parts of a zip file, read from the file piece by piece; what the directory claims is checked while reading. */
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { crc32, createInflateRaw } from 'node:zlib'
import { inflateFile, pieceBytes } from './byte-source.ts'
import type { TableLimits } from './limits.ts'
import { TableError } from './table-error.ts'

export interface ZipContainer {
  has(name: string): boolean
  packedBytes(name: string): number
  /** @param onRead is told how many packed bytes are taken in. @throws TableError `broken_file`, `zip_bomb` */
  pieces(name: string, onRead?: (packedBytes: number) => void): AsyncGenerator<Buffer>
  /** The whole of a small part. @throws TableError as `pieces`, and `zip_bomb` above `limits.smallPartBytes` */
  read(name: string): Promise<Buffer>
}

interface Entry {
  name: string
  isStored: boolean
  crc: number
  packed: number
  unpacked: number
  headerAt: number
}

const endRecordBytes = 22
const longestComment = 65_535
const directoryBytes = 16 * 1024 ** 2
const zip64Mark = 0xffffffff

/** Names are looked up without regard to case, and `\` counts as `/`: some programs write them so. */
export async function openZip(options: { path: string; limits: TableLimits }): Promise<ZipContainer> {
  const { path, limits } = options
  const entries = await readDirectory(path, limits)
  guardClaims([...entries.values()], limits)

  return {
    has: (name) => entries.has(keyOf(name)),
    packedBytes: (name) => entryOf(name).packed,
    pieces: (name, onRead) => entryPieces({ path, entry: entryOf(name), limits, onRead }),
    read,
  }

  function entryOf(name: string): Entry {
    const entry = entries.get(keyOf(name))
    if (!entry) throw new TableError('broken_file', { missing: name })
    return entry
  }

  async function read(name: string): Promise<Buffer> {
    const entry = entryOf(name)
    if (entry.unpacked > limits.smallPartBytes) throw new TableError('zip_bomb', { part: name, limit: limits.smallPartBytes })
    const pieces: Buffer[] = []
    for await (const piece of entryPieces({ path, entry, limits })) pieces.push(piece)
    return Buffer.concat(pieces)
  }
}

async function readDirectory(path: string, limits: TableLimits): Promise<Map<string, Entry>> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const directory = await findDirectory(file, size)
    if (directory.entries > limits.zipEntries) throw new TableError('zip_bomb', { entries: directory.entries, limit: limits.zipEntries })
    if (directory.size > directoryBytes || directory.at + directory.size > size) throw new TableError('broken_file', { part: 'directory' })
    return parseDirectory(await readAt(file, directory.at, directory.size), directory.entries)
  } finally {
    await file.close()
  }
}

async function findDirectory(file: FileHandle, size: number): Promise<{ at: number; size: number; entries: number }> {
  const tailAt = Math.max(0, size - endRecordBytes - longestComment)
  const tail = await readAt(file, tailAt, size - tailAt)
  const endAt = tail.lastIndexOf('PK\x05\x06', tail.length - endRecordBytes, 'latin1')
  if (endAt < 0) throw new TableError('broken_file', { missing: 'directory' })

  const found = { entries: tail.readUInt16LE(endAt + 10), size: tail.readUInt32LE(endAt + 12), at: tail.readUInt32LE(endAt + 16) }
  if (found.entries < 0xffff && found.size < zip64Mark && found.at < zip64Mark) return found

  const locatorAt = endAt - 20
  if (locatorAt < 0 || tail.toString('latin1', locatorAt, locatorAt + 4) !== 'PK\x06\x07') return found
  const record = await readAt(file, Number(tail.readBigUInt64LE(locatorAt + 8)), 56)
  return { entries: Number(record.readBigUInt64LE(32)), size: Number(record.readBigUInt64LE(40)), at: Number(record.readBigUInt64LE(48)) }
}

function parseDirectory(bytes: Buffer, count: number): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  let at = 0
  for (let number = 0; number < count; number++) {
    if (at + 46 > bytes.length || bytes.toString('latin1', at, at + 4) !== 'PK\x01\x02') throw new TableError('broken_file', { part: 'directory' })
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28)
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30)
    const method = bytes.readUInt16LE(at + 10)
    const isEncrypted = (bytes.readUInt16LE(at + 8) & 1) === 1
    if (isEncrypted) throw new TableError('encrypted')

    const entry: Entry = {
      name: bytes.toString('utf8', at + 46, nameEnd),
      isStored: method === 0,
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      headerAt: bytes.readUInt32LE(at + 42),
    }
    if (method !== 0 && method !== 8) throw new TableError('broken_file', { part: entry.name, method })
    widen(entry, bytes.subarray(nameEnd, extraEnd))
    entries.set(keyOf(entry.name), entry)
    at = extraEnd + bytes.readUInt16LE(at + 32)
  }
  return entries
}

/** Zip64: the 32-bit fields that are full have their value in the extra field, in this order. */
function widen(entry: Entry, extra: Buffer): void {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let valueAt = at + 4
    const next = () => {
      if (valueAt + 8 > extra.length) throw new TableError('broken_file', { part: entry.name })
      valueAt += 8
      return Number(extra.readBigUInt64LE(valueAt - 8))
    }
    if (entry.unpacked === zip64Mark) entry.unpacked = next()
    if (entry.packed === zip64Mark) entry.packed = next()
    if (entry.headerAt === zip64Mark) entry.headerAt = next()
    return
  }
}

/** An honest bomb is refused before anything is unpacked. */
function guardClaims(entries: Entry[], limits: TableLimits): void {
  const total = entries.reduce((sum, entry) => sum + entry.unpacked, 0)
  if (total > limits.unpackedBytes) throw new TableError('zip_bomb', { claimed: total, limit: limits.unpackedBytes })
  const swollen = entries.find((entry) => entry.unpacked > limits.ratioFromBytes && entry.unpacked > entry.packed * limits.ratio)
  if (swollen) throw new TableError('zip_bomb', { part: swollen.name, limit: limits.ratio })
}

interface EntryReading {
  path: string
  entry: Entry
  limits: TableLimits
  onRead?: (packedBytes: number) => void
}

async function* entryPieces(reading: EntryReading): AsyncGenerator<Buffer> {
  const { entry } = reading
  let unpacked = 0
  let crc = 0

  for await (const piece of entry.packed === 0 ? [] : rawPieces(reading)) {
    unpacked += piece.length
    if (unpacked > entry.unpacked) throw new TableError('zip_bomb', { part: entry.name, claimed: entry.unpacked })
    crc = crc32(piece, crc)
    yield piece
  }
  if (unpacked !== entry.unpacked || crc !== entry.crc) throw new TableError('broken_file', { part: entry.name })
}

async function* rawPieces({ path, entry, limits, onRead }: EntryReading): AsyncGenerator<Buffer> {
  const start = await dataStart(path, entry)
  const range = { start, end: start + entry.packed - 1 }
  if (entry.isStored) {
    const file = createReadStream(path, { ...range, highWaterMark: pieceBytes })
    for await (const piece of file) {
      onRead?.(file.bytesRead)
      if (Buffer.isBuffer(piece)) yield piece
    }
    return
  }
  const inflater = createInflateRaw({ chunkSize: pieceBytes })
  for await (const piece of inflateFile({ path, ...range, inflater, limits })) {
    onRead?.(inflater.bytesWritten)
    yield piece
  }
}

async function dataStart(path: string, entry: Entry): Promise<number> {
  const file = await open(path)
  try {
    const header = await readAt(file, entry.headerAt, 30)
    if (header.toString('latin1', 0, 4) !== 'PK\x03\x04') throw new TableError('broken_file', { part: entry.name })
    return entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  } finally {
    await file.close()
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  if (!Number.isSafeInteger(position)) throw new TableError('broken_file', { at: position })
  const { bytesRead } = await file.read(bytes, 0, length, position)
  if (bytesRead < length) throw new TableError('broken_file', { at: position })
  return bytes
}

function keyOf(name: string): string {
  return name.replaceAll('\\', '/').toLowerCase()
}
