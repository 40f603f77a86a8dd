/** A GIF without comments, texts and what programs wrote into it (GIF89a); how often it is shown and its colours stay. */
import { Broken, type Pieces } from './picture-pieces.ts'

const [extension, image, trailer] = [0x21, 0x2c, 0x3b]
const graphicControl = 0xf9
const application = 0xff
const staying = /^(NETSCAPE2\.0|ANIMEXTS1\.0|ICCRGBG1012)$/

/** Block after block; each is a row of parts of at most 255 bytes, up to an empty one. */
export async function copyGif(pieces: Pieces): Promise<boolean> {
  const head = Buffer.from(await pieces.ahead(13))
  if (head.length < 13) throw new Broken()
  await pieces.keep(13 + coloursOf(head.readUInt8(10)))
  for (;;) {
    const ahead = Buffer.from(await pieces.ahead(14))
    // Cut off between two blocks: shown as far as it goes.
    if (ahead.length === 0) return true
    const kind = ahead.readUInt8(0)
    if (kind === trailer) {
      await pieces.keep(1)
      return true
    }
    if (kind === image && ahead.length >= 10) {
      await pieces.keep(10 + coloursOf(ahead.readUInt8(9)) + 1)
      await eachPart(pieces, (length) => pieces.keep(length))
    } else if (kind === extension && ahead.length >= 3) {
      const stays = ahead.readUInt8(1) === graphicControl || (ahead.readUInt8(1) === application && staying.test(ahead.toString('latin1', 3)))
      const pass = (length: number) => (stays ? pieces.keep(length) : pieces.leaveOut(length))
      await pass(2)
      await eachPart(pieces, pass)
    } else throw new Broken()
  }
}

/** Bytes of the table of colours that the flags announce. */
function coloursOf(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
}

async function eachPart(pieces: Pieces, pass: (length: number) => Promise<void>): Promise<void> {
  for (;;) {
    const [length] = await pieces.ahead(1)
    if (length === undefined) throw new Broken()
    await pass(1 + length)
    if (length === 0) return
  }
}
