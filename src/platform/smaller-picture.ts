/** Pictures (PNG, JPEG, WebP) in the size in which they are shown. Made once, on the first request, and kept beside the file. */
import { readFile, rename, stat, writeFile } from 'node:fs/promises'
import { pictureSizeOf } from './picture-size.ts'

/** Longest side in points: of a face in a list on a fine screen, and of a preview that fills a window. */
export const pictureSides = { small: 256, large: 1600 } as const

export type PictureSide = keyof typeof pictureSides

export const smallerType = 'image/webp'

/** 40 million points are 160 MB once they are decoded; a camera of a telephone makes 12 to 50. */
const mostPoints = 40_000_000
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
  if (!points || points.width * points.height > mostPoints) return null
  if (Math.max(points.width, points.height) <= pictureSides[side]) return { path, size: (await sizeOf(path)) ?? 0, isWhole: true }
  const size = await inTurn(() => make(path, smaller, pictureSides[side]))
  return size === 0 ? null : { path: smaller, size, isWhole: false }
}

async function make(path: string, smaller: string, side: number): Promise<number> {
  // Somebody else may have waited for the same one.
  const known = await sizeOf(smaller)
  if (known !== null) return known
  const made = await decode(await readFile(path), side)
  await writeFile(`${smaller}.part`, made)
  await rename(`${smaller}.part`, smaller)
  return made.length
}

/** Empty for what only looks like a picture. Turned as the camera was held. */
async function decode(bytes: Buffer, side: number): Promise<Buffer> {
  // Loaded with the first picture: a server without any does not carry it in its memory.
  const { ResizeFit, Transformer } = await import('@napi-rs/image')
  try {
    return await new Transformer(bytes).rotate().resize({ width: side, height: side, fit: ResizeFit.Inside }).webp(quality)
  } catch {
    return Buffer.alloc(0)
  }
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
