/** A picture drawn anew from its points: nothing that was written beside them comes along. */
import { readFile, stat } from 'node:fs/promises'
import { mostPoints } from './smaller-picture.ts'

const mostBytes = 64 * 1024 * 1024
/** Hardly to be told from the picture that was. */
const quality = 92

const encoded = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
} as const

/** @param type as `mediaTypeOf` says. @returns null where it shows nothing: another kind, broken through, more than can be decoded. */
export async function pictureAnew(path: string, type: string): Promise<Buffer | null> {
  const kind = isEncoded(type) ? encoded[type] : null
  if (!kind || (await stat(path)).size > mostBytes) return null
  const { Transformer } = await import('@napi-rs/image')
  try {
    const bytes = await readFile(path)
    const { width, height } = await new Transformer(bytes).metadata()
    if (width * height > mostPoints) return null
    // Turned as the camera was held: what said so is left out with the rest.
    const picture = new Transformer(bytes).rotate()
    return kind === 'png' ? await picture.png() : kind === 'webp' ? await picture.webp(quality) : await picture.jpeg(quality)
  } catch {
    return null
  }
}

function isEncoded(type: string): type is keyof typeof encoded {
  return Object.hasOwn(encoded, type)
}
