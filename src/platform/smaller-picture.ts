/** Pictures (PNG, JPEG, WebP, of a GIF the first one) in the size in which they are shown. Made once, on the first request, and kept beside the file. */
import { readFile, rename, stat, writeFile } from 'node:fs/promises'
import type { Transformer } from '@napi-rs/image'
import { pictureSizeOf } from './picture-size.ts'

/** Longest side in points: of a face in a list on a fine screen, and of a preview that fills a window. */
export const pictureSides = { small: 256, large: 1600 } as const

export type PictureSide = keyof typeof pictureSides

export const smallerType = 'image/webp'

/** 40 million points are 160 MB once they are decoded; a camera of a telephone makes 12 to 50. */
export const mostPoints = 40_000_000
/** Decoded by a program in JavaScript, which nothing else runs beside: a tenth of a second. */
const mostOfGif = 4_000_000
const quality = 78

export interface KeptPicture {
  path: string
  size: number
  /** The file itself, since it is small enough. */
  isWhole: boolean
}

/**
 * @param path the file; the picture is kept at `path.small`. @param type as `mediaTypeOf` says.
 * @returns null where there is none: another kind of file, a broken one, one that comes to more than can be decoded.
 */
export async function smallerPicture(path: string, type: string, side: PictureSide): Promise<KeptPicture | null> {
  const smaller = `${path}.${side}`
  const known = await sizeOf(smaller)
  // Empty: that it cannot be made was found out before.
  if (known !== null) return known === 0 ? null : { path: smaller, size: known, isWhole: false }
  const points = await pictureSizeOf(path, type)
  const moves = type === 'image/gif'
  if (!points || points.width * points.height > (moves ? mostOfGif : mostPoints)) return null
  const longest = Math.max(points.width, points.height)
  // What moves is made still however small it is.
  if (longest <= pictureSides[side] && !moves) return { path, size: (await sizeOf(path)) ?? 0, isWhole: true }
  const size = await inTurn(() => make(path, smaller, { type, side: Math.min(longest, pictureSides[side]) }))
  return size === 0 ? null : { path: smaller, size, isWhole: false }
}

async function make(path: string, smaller: string, how: Making): Promise<number> {
  // Somebody else may have waited for the same one.
  const known = await sizeOf(smaller)
  if (known !== null) return known
  const made = await decode(await readFile(path), how)
  await writeFile(`${smaller}.part`, made)
  await rename(`${smaller}.part`, smaller)
  return made.length
}

interface Making {
  type: string
  side: number
}

/** Empty for what only looks like a picture. Turned as the camera was held. */
async function decode(bytes: Buffer, { type, side }: Making): Promise<Buffer> {
  // Loaded with the first picture: a server without any does not carry it in its memory.
  const { ResizeFit, Transformer } = await import('@napi-rs/image')
  try {
    const picture = type === 'image/gif' ? await firstOfGif(bytes) : new Transformer(bytes).rotate()
    return await picture.resize({ width: side, height: side, fit: ResizeFit.Inside }).webp(quality)
  } catch {
    return Buffer.alloc(0)
  }
}

async function firstOfGif(bytes: Buffer): Promise<Transformer> {
  const { GifReader } = await import('omggif')
  const { Transformer } = await import('@napi-rs/image')
  const gif = new GifReader(bytes)
  const points = new Uint8Array(gif.width * gif.height * 4)
  gif.decodeAndBlitFrameRGBA(0, points)
  return Transformer.fromRgbaPixels(points, gif.width, gif.height)
}

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(({ size }) => size, () => null)
}

let last: Promise<unknown> = Promise.resolve()

/** One at a time: a list of twenty large pictures would fill the memory. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const turn = last.then(work)
  last = turn.catch(() => undefined)
  return turn
}
