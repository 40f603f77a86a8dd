/**
 * Pictures without what the camera and the program wrote into them: place, device, names, comments, small copies, films behind the picture.
 * Parts of the file are left out, the picture itself is copied as it is; of all that was said about it the colours stay, and how the
 * camera was held. In pieces: a file of any size takes the memory of one part.
 */
import { createHash } from 'node:crypto'
import { open, rename, rm, writeFile } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { copyGif } from './bare-gif.ts'
import { emptyBoxes } from './bare-heif.ts'
import { pictureAnew } from './picture-anew.ts'
import { Broken, pieceSize, Pieces } from './picture-pieces.ts'

/**
 * Rewrites the file at `path` where there is something to leave out. One whose parts cannot be followed is drawn anew from what it shows.
 * @param type as `mediaTypeOf` says
 * @returns size and SHA-256 (hexadecimal) of what is there now; null where nothing was changed
 * @throws Broken where its parts cannot be followed and nothing can be drawn of it: nobody could say what it tells
 */
export async function barePicture(path: string, type: string): Promise<{ size: number; sha256: string } | null> {
  if (inBoxes.has(type)) return (await emptyBoxes(path)) ? measure(path) : null
  const copy = copies[type]
  if (!copy) return null
  const bare = `${path}.bare.part`
  const source = await open(path)
  const target = await open(bare, 'w+', 0o600)
  let isBare = false
  let isFollowed = true
  try {
    const pieces = new Pieces(source, target)
    isBare = (await copy(pieces)) && (await pieces.finish())
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    isFollowed = false
  } finally {
    await Promise.all([source.close(), target.close()])
    if (!isBare) await rm(bare, { force: true })
  }
  if (!isFollowed) await drawAnew(path, { type, to: bare })
  else if (!isBare) return null
  const now = await measure(bare)
  await rename(bare, path)
  return now
}

async function drawAnew(path: string, { type, to }: { type: string; to: string }): Promise<void> {
  const drawn = await pictureAnew(path, type)
  if (!drawn) throw new Broken()
  await writeFile(to, drawn, { mode: 0o600 })
}

/** EXIF says how the camera was held in its first part; what is longer than this is not read for it. */
const longestExif = 64 * 1024

const copies: Record<string, (pieces: Pieces) => Promise<boolean>> = { 'image/jpeg': copyJpeg, 'image/png': copyPng, 'image/apng': copyPng, 'image/webp': copyWebp, 'image/gif': copyGif }
const inBoxes = new Set(['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence', 'image/avif'])

/** Segment after segment (ITU T.81, B.1.1); those of a scan are followed by the picture up to the next marker. One cut off within a scan ends there. */
async function copyJpeg(pieces: Pieces): Promise<boolean> {
  await pieces.keep(2)
  let isTurned = false
  for (;;) {
    if ((await pieces.exactly(1)).readUInt8() !== 0xff) throw new Broken()
    let marker = (await pieces.exactly(1)).readUInt8()
    // Markers may be filled up with 0xff.
    while (marker === 0xff) marker = (await pieces.exactly(1)).readUInt8()
    const isAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd9)
    if (isAlone) await pieces.write(Buffer.of(0xff, marker))
    if (marker === 0xd9) return true
    if (isAlone) continue
    const length = (await pieces.exactly(2)).readUInt16BE()
    if (length < 2 || marker < 0xc0) throw new Broken()
    const body = await pieces.ahead(length - 2)
    if (staysInJpeg(marker, body)) {
      await pieces.write(Buffer.of(0xff, marker, length >> 8, length & 0xff))
      await pieces.keep(length - 2)
    } else {
      const turn: number | null = isTurned || marker !== 0xe1 || !body.toString('latin1', 0, 6).startsWith('Exif\0') ? null : turnOf(body.subarray(6))
      await pieces.leaveOut(length - 2)
      if (turn) await pieces.write(Buffer.concat([Buffer.from('ffe10022457869660000', 'hex'), tiffOf(turn)]))
      isTurned ||= turn !== null
    }
    if (marker === 0xda && !(await copyScan(pieces))) return true
  }
}

/** Frames, tables and scans; JFIF, the profile of the colours, and Adobe's word on how they are written. */
function staysInJpeg(marker: number, body: Buffer): boolean {
  if (marker === 0xe2) return body.toString('latin1', 0, 12) === 'ICC_PROFILE\0'
  return marker === 0xe0 || marker === 0xee || (marker < 0xe0 && marker >= 0xc0)
}

/** @returns false where the file ends without another marker */
async function copyScan(pieces: Pieces): Promise<boolean> {
  for (;;) {
    const ahead = await pieces.ahead(pieceSize)
    if (ahead.length === 0) return false
    let at = ahead.indexOf(0xff)
    // 0xff00 is a byte of the picture, 0xffd0 to 0xffd7 begin it anew.
    while (at >= 0 && at + 1 < ahead.length && isOfScan(ahead.readUInt8(at + 1))) at = ahead.indexOf(0xff, at + 2)
    if (at < 0 || (at + 1 === ahead.length && ahead.length < pieceSize)) await pieces.keep(ahead.length)
    else {
      await pieces.keep(at)
      // Cut through by the end of the piece: looked at again with what follows.
      if (at + 1 < ahead.length) return true
    }
  }
}

/** What is no marker is a fault in the picture, which is shown nevertheless. */
function isOfScan(second: number): boolean {
  return second < 0xc0 || (second >= 0xd0 && second <= 0xd7)
}

const staysInPng = /^(IHDR|PLTE|IDAT|IEND|tRNS|cHRM|gAMA|iCCP|sBIT|sRGB|bKGD|hIST|pHYs|sPLT|acTL|fcTL|fdAT|cICP|mDCV|cLLI)$/

/** Chunk after chunk (PNG, 5.3): length, name, content, checksum. */
async function copyPng(pieces: Pieces): Promise<boolean> {
  await pieces.keep(8)
  for (;;) {
    const head = Buffer.from(await pieces.ahead(8))
    if (head.length < 8) throw new Broken()
    const length = head.readUInt32BE()
    const name = head.toString('latin1', 4)
    if (!/^[A-Za-z]{4}$/.test(name)) throw new Broken()
    if (staysInPng.test(name)) await pieces.keep(12 + length)
    else {
      const turn = name === 'eXIf' ? turnOf((await pieces.ahead(8 + Math.min(length, longestExif))).subarray(8)) : null
      await pieces.leaveOut(12 + length)
      if (turn) await pieces.write(chunkOf('eXIf', tiffOf(turn)))
    }
    if (name === 'IEND') return true
  }
}

function chunkOf(name: string, content: Buffer): Buffer {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

const staysInWebp = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** In the first byte of VP8X: that EXIF and XMP follow. */
const [hasExif, hasXmp] = [0x08, 0x04]

/** Chunk after chunk (WebP, RIFF): name, length, content, filled up to an even length. How long the whole is stands at its head. */
async function copyWebp(pieces: Pieces): Promise<boolean> {
  const whole = (await pieces.ahead(12)).length === 12 ? 8 + (await pieces.ahead(12)).readUInt32LE(4) : 0
  await pieces.keep(12)
  let flags: { at: number; byte: number } | null = null
  let turned: Buffer | null = null
  for (let read = 12; read < whole; ) {
    const head = Buffer.from(await pieces.ahead(9))
    if (head.length < 8) throw new Broken()
    const name = head.toString('latin1', 0, 4)
    const length = head.readUInt32LE(4)
    if (name === 'VP8X' && head.length === 9) flags = { at: pieces.written + 8, byte: head.readUInt8(8) }
    const stays = staysInWebp.has(name)
    if (stays) await pieces.keep(8 + length)
    else {
      const content = name === 'EXIF' ? (await pieces.ahead(8 + Math.min(length, longestExif))).subarray(8) : Buffer.alloc(0)
      const turn = turnOf(content.toString('latin1', 0, 6) === 'Exif\0\0' ? content.subarray(6) : content)
      if (turn) turned = Buffer.concat([Buffer.from('EXIF\x1a\0\0\0', 'latin1'), tiffOf(turn)])
      await pieces.leaveOut(8 + length)
    }
    // Some programs leave out the byte that fills up the last one.
    const isOdd = length % 2 === 1
    if (isOdd && (await pieces.ahead(1)).length > 0) await pieces.exactly(1)
    if (isOdd && stays) await pieces.write(Buffer.of(0))
    read += 8 + length + (length % 2)
  }
  const isTurned = turned !== null && flags !== null
  if (turned && isTurned) await pieces.write(turned)
  const size = Buffer.alloc(4)
  size.writeUInt32LE(pieces.written - 8)
  await pieces.writeAt(4, size)
  if (flags) await pieces.writeAt(flags.at, Buffer.of((flags.byte & ~(hasExif | hasXmp)) | (isTurned ? hasExif : 0)))
  return true
}

/** How the camera was held (TIFF 6.0, tag 274): 2 to 8; null for upright, and where it does not say so. */
function turnOf(tiff: Buffer): number | null {
  try {
    const order = tiff.toString('latin1', 0, 2)
    if (order !== 'II' && order !== 'MM') return null
    const short = (at: number) => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
    const first = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
    for (let entry = 0; entry < short(first); entry++) {
      const at = first + 2 + entry * 12
      if (short(at) === 274) return short(at + 8) >= 2 && short(at + 8) <= 8 ? short(at + 8) : null
    }
    return null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** EXIF that says this and nothing else: 26 bytes. */
function tiffOf(turn: number): Buffer {
  return Buffer.from(`4d4d002a0000000800010112000300000001000${turn}000000000000`, 'hex')
}

async function measure(path: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256')
  const file = await open(path)
  let size = 0
  for await (const piece of file.createReadStream()) {
    const bytes: Buffer = piece
    hash.update(bytes)
    size += bytes.length
  }
  return { size, sha256: hash.digest('hex') }
}
