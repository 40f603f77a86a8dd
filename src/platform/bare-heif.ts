/**
 * HEIC, HEIF and AVIF (ISO 14496-12, 23008-12): EXIF and XMP are items whose places are listed. They are overwritten with zeros where they stand, so that
 * no other place moves; how the camera was held is said by the picture itself and stays.
 */
import { open, type FileHandle } from 'node:fs/promises'
import { Broken } from './picture-pieces.ts'

/** The list of what is in the file. */
const longestList = 4 * 1024 * 1024
const pieceSize = 256 * 1024
const mostExtents = 100
/** A picture has a handful at its top; a file of millions of empty ones would be read for minutes. */
const mostBoxes = 100

interface Box { name: string; from: number; to: number }
interface Extent { at: number; length: number }

/** @returns whether anything was emptied. @throws Broken for what cannot be followed to its end */
export async function emptyBoxes(path: string): Promise<boolean> {
  const file = await open(path, 'r+')
  try {
    const list = await listOf(file)
    const extents = list ? tracesIn(list.bytes, list.at) : null
    if (!extents || extents.length > mostExtents) throw new Broken()
    const { size } = await file.stat()
    // A list may say anything, also the whole file a million times.
    let left = size
    for (const { at, length } of extents) {
      const reached = Math.max(0, Math.min(length, size - at, left))
      await empty(file, at, reached)
      left -= reached
    }
    if (extents.length > 0) await file.sync()
    return extents.length > 0
  } catch (error) {
    if (error instanceof RangeError) throw new Broken()
    throw error
  } finally {
    await file.close()
  }
}

async function listOf(file: FileHandle): Promise<{ bytes: Buffer; at: number } | null> {
  const { size: end } = await file.stat()
  for (let at = 0, boxes = 0; at + 16 <= end && boxes < mostBoxes; boxes++) {
    const { buffer } = await file.read(Buffer.alloc(16), 0, 16, at)
    const short = buffer.readUInt32BE(0)
    const size = short === 1 ? Number(buffer.readBigUInt64BE(8)) : short === 0 ? end - at : short
    if (size < 8) return null
    if (buffer.toString('latin1', 4, 8) === 'meta') {
      if (size > longestList || at + size > end) return null
      const bytes = Buffer.alloc(size)
      await file.read(bytes, 0, bytes.length, at)
      return { bytes, at }
    }
    at += size
  }
  return null
}

/** Null where it does not say what is in the file. @throws RangeError for a list that ends before it is over */
function tracesIn(bytes: Buffer, start: number): Extent[] | null {
  const boxes = boxesIn(bytes, 12, bytes.length)
  const [names, places, inside] = ['iinf', 'iloc', 'idat'].map((name) => boxes.find((box) => box.name === name))
  if (!names || !places) return null
  const traces = tracedItems(bytes, names)
  return extentsOf(bytes, places).flatMap(({ item, isInside, at, length }) => {
    if (!traces.has(item) || length === 0) return []
    return [{ at: isInside ? start + (inside?.from ?? 0) + at : at, length }]
  })
}

function boxesIn(bytes: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = []
  for (let at = from; at + 8 <= to; ) {
    const size = bytes.readUInt32BE(at)
    if (size < 8) break
    boxes.push({ name: bytes.toString('latin1', at + 4, at + 8), from: at + 8, to: Math.min(at + size, to) })
    at += size
  }
  return boxes
}

/** Items of type Exif, and of a type of text: XMP. */
function tracedItems(bytes: Buffer, { from, to }: Box): Set<number> {
  const isShort = bytes.readUInt8(from) === 0
  return new Set(
    boxesIn(bytes, from + (isShort ? 6 : 8), to).flatMap(({ name, from: at }) => {
      const version = bytes.readUInt8(at)
      if (name !== 'infe' || version < 2) return []
      const item = version === 2 ? bytes.readUInt16BE(at + 4) : bytes.readUInt32BE(at + 4)
      const typeAt = at + (version === 2 ? 8 : 10)
      return ['Exif', 'mime', 'uri '].includes(bytes.toString('latin1', typeAt, typeAt + 4)) ? [item] : []
    }),
  )
}

function extentsOf(bytes: Buffer, { from }: Box): (Extent & { item: number; isInside: boolean })[] {
  let at = from
  const next = (size: number) => {
    at += size
    return size === 0 ? 0 : size === 8 ? Number(bytes.readBigUInt64BE(at - 8)) : bytes.readUIntBE(at - size, size)
  }
  const version = next(1)
  next(3)
  const [sizes, more] = [next(1), next(1)]
  const [offsetSize, lengthSize, baseSize, indexSize] = [sizes >> 4, sizes & 15, more >> 4, version > 0 ? more & 15 : 0]
  const wide = version < 2 ? 2 : 4
  // Parts that take no byte of the list would never end it.
  if (offsetSize + lengthSize === 0) return []
  const found: (Extent & { item: number; isInside: boolean })[] = []
  for (let left = next(wide); left > 0; left--) {
    const item = next(wide)
    const method = version > 0 ? next(2) & 15 : 0
    next(2)
    const base = next(baseSize)
    for (let parts = next(2); parts > 0; parts--) {
      next(indexSize)
      const offset = base + next(offsetSize)
      const length = next(lengthSize)
      // Built from other items: those say where they stand.
      if (method < 2) found.push({ item, isInside: method === 1, at: offset, length })
    }
  }
  return found
}

async function empty(file: FileHandle, at: number, length: number): Promise<void> {
  for (let done = 0; done < length; done += pieceSize) await file.write(Buffer.alloc(Math.min(pieceSize, length - done)), 0, undefined, at + done)
}
