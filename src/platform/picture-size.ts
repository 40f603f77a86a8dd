/** How large a picture is, from its first bytes and without decoding it: a file of a few kilobytes may come to gigabytes of points. */
import { open } from 'node:fs/promises'

export interface PictureSize {
  width: number
  height: number
}

/** Behind so much a JPEG has said it, also one with a preview and a profile before its size. */
const longestHead = 1024 * 1024

/** @param type as `mediaTypeOf` says. @returns null for other kinds, and for what does not say it where it should. */
export async function pictureSizeOf(path: string, type: string): Promise<PictureSize | null> {
  const read = readers[type]
  if (!read) return null
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(longestHead), 0, longestHead, 0)
    const size = read(buffer.subarray(0, bytesRead))
    return size && size.width > 0 && size.height > 0 ? size : null
  } catch (error) {
    // Cut off before it says so.
    if (error instanceof RangeError) return null
    throw error
  } finally {
    await file.close()
  }
}

const readers: Record<string, (head: Buffer) => PictureSize | null> = {
  'image/png': (head) => ({ width: head.readUInt32BE(16), height: head.readUInt32BE(20) }),
  'image/jpeg': jpegSize,
  'image/webp': webpSize,
  'image/gif': (head) => ({ width: head.readUInt16LE(6), height: head.readUInt16LE(8) }),
}

/** Segment after segment up to the one that begins the picture (ITU T.81, B.2.2). */
function jpegSize(head: Buffer): PictureSize | null {
  for (let at = 2; ; ) {
    if (head.readUInt8(at) !== 0xff) return null
    const marker = head.readUInt8(at + 1)
    // A marker may be filled up with 0xff; some stand alone.
    if (marker === 0xff) at++
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return { height: head.readUInt16BE(at + 5), width: head.readUInt16BE(at + 7) }
    else if (marker === 0xd9 || marker === 0xda) return null
    else at += 2 + Math.max(2, head.readUInt16BE(at + 2))
  }
}

/** The container (RFC 9649): an extended file says the canvas, a simple one the frame. */
function webpSize(head: Buffer): PictureSize | null {
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 }
    case 'VP8L': {
      const bits = head.readUInt32LE(21)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8 ':
      return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff }
    default:
      return null
  }
}
