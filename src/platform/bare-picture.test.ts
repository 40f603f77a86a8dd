import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { Transformer } from '@napi-rs/image'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barePicture } from './bare-picture.ts'
import { Broken } from './picture-pieces.ts'

const folder = mkdtempSync(join(tmpdir(), 'guanxi-bare-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What stands in each thing that must not stay. */
const secret = 'GPS-31.2304N-121.4737E'
const [width, height] = [48, 20]
const plain: Record<Kind, Buffer> = { jpeg: Buffer.alloc(0), png: Buffer.alloc(0), webp: Buffer.alloc(0) }
type Kind = 'jpeg' | 'png' | 'webp'
beforeAll(async () => {
  const points = Uint8Array.from({ length: width * height * 4 }, (_, at) => (at % 4 === 3 ? 255 : (at * 37) % 251))
  const picture = () => Transformer.fromRgbaPixels(points, width, height)
  plain.jpeg = await picture().jpeg(90)
  plain.png = await picture().png()
  plain.webp = await picture().webp(90)
})

async function bared(bytes: Uint8Array, kind: string) {
  const path = join(folder, 'picture')
  writeFileSync(path, bytes)
  const told = await barePicture(path, `image/${kind}`)
  expect(readdirSync(folder)).toEqual(['picture'])
  const after = readFileSync(path)
  if (told) expect(told).toEqual({ size: after.length, sha256: createHash('sha256').update(after).digest('hex') })
  else expect(after.equals(bytes)).toBe(true)
  return { told, after }
}

/** Null where it is refused: then nothing was made of it. */
async function baredIfAny(bytes: Uint8Array, kind: string) {
  try {
    return await bared(bytes, kind)
  } catch (error) {
    expect(error).toBeInstanceOf(Broken)
    expect(readdirSync(folder)).toEqual(['picture'])
    return null
  }
}

const points = (bytes: Buffer) => new Transformer(bytes).rawPixels()

/** EXIF with the turn among other things, in either order of bytes. */
function tiff(turn: number | null, isLittle: boolean): Buffer {
  const short = (value: number) => (isLittle ? Buffer.of(value & 255, value >> 8) : Buffer.of(value >> 8, value & 255))
  const long = (value: number) => (isLittle ? Buffer.concat([short(value), short(0)]) : Buffer.concat([short(0), short(value)]))
  const number = (tag: number, value: number) => Buffer.concat([short(tag), short(3), long(1), short(value), short(0)])
  const count = turn === null ? 2 : 3
  const text = Buffer.concat([short(270), short(2), long(secret.length), long(8 + 2 + count * 12 + 4)])
  const entries = [number(256, width), text, ...(turn === null ? [] : [number(274, turn)])]
  return Buffer.concat([Buffer.from(isLittle ? 'II' : 'MM'), short(42), long(8), short(entries.length), ...entries, long(0), Buffer.from(secret)])
}

const segment = (marker: number, ...content: (string | Buffer)[]) => {
  const body = Buffer.concat(content.map((one) => (typeof one === 'string' ? Buffer.from(one, 'latin1') : one)))
  return Buffer.concat([Buffer.of(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255), body])
}
const chunk = (name: string, body: Buffer) => {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  sum.writeUInt32BE(crc32(Buffer.concat([Buffer.from(name), body])))
  return Buffer.concat([length, Buffer.from(name), body, sum])
}
const riff = (name: string, body: Buffer) => {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(body.length)
  return Buffer.concat([Buffer.from(name), length, body, Buffer.alloc(body.length % 2)])
}
const webpOf = (chunks: Buffer[]) => {
  const body = Buffer.concat([Buffer.from('WEBP'), ...chunks])
  const size = Buffer.alloc(4)
  size.writeUInt32LE(body.length)
  return Buffer.concat([Buffer.from('RIFF'), size, body])
}
const vp8x = (flags: number) => riff('VP8X', Buffer.from([flags, 0, 0, 0, width - 1, 0, 0, height - 1, 0, 0]))

const traces = fc.array(fc.constantFrom('exif', 'xmp', 'iptc', 'comment', 'maker', 'mpf'), { maxLength: 6 })
const jpegTraces: Record<string, () => Buffer> = {
  exif: () => segment(0xe1, 'Exif\0\0', tiff(null, true)),
  xmp: () => segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', secret),
  iptc: () => segment(0xed, 'Photoshop 3.0\0', secret),
  comment: () => segment(0xfe, secret),
  maker: () => segment(0xeb, secret.repeat(2000)),
  mpf: () => segment(0xe2, 'MPF\0', secret),
}

test('of a JPEG everything that was written into it goes, in any order, filled up or followed by more; its points stay as they are', async () => {
  const before = await points(plain.jpeg)
  const profile = segment(0xe2, 'ICC_PROFILE\0', Buffer.from([1, 1]), 'colours')
  await fc.assert(
    fc.asyncProperty(traces, fc.nat({ max: 3 }), fc.boolean(), fc.constantFrom('', secret), fc.boolean(), async (found, fill, hasProfile, behind, isFirst) => {
      const added = [...found.map((one) => Buffer.concat([Buffer.alloc(fill, 0xff), jpegTraces[one]!()])), ...(hasProfile ? [profile] : [])]
      // Behind the first segment of the encoder, or before it.
      const at = isFirst ? 2 : 4 + plain.jpeg.readUInt16BE(4)
      const { told, after } = await bared(Buffer.concat([plain.jpeg.subarray(0, at), ...added, plain.jpeg.subarray(at), Buffer.from(behind)]), 'jpeg')
      expect(told !== null).toBe(found.length > 0 || behind !== '')
      expect(after.includes('31.2304')).toBe(false)
      expect(after.includes('colours')).toBe(hasProfile)
      if (!hasProfile) expect(after.equals(plain.jpeg)).toBe(true)
      expect((await points(after)).equals(before)).toBe(true)
    }),
    { numRuns: 150 },
  )
})

test('a picture stays as upright as the camera was held', async () => {
  const turnOf = async (bytes: Buffer) => (await new Transformer(bytes).metadata(true)).orientation
  for (const turn of [2, 3, 6, 8]) {
    for (const isLittle of [true, false]) {
      const jpeg = Buffer.concat([plain.jpeg.subarray(0, 2), segment(0xe1, 'Exif\0\0', tiff(turn, isLittle)), plain.jpeg.subarray(2)])
      const { after } = await bared(jpeg, 'jpeg')
      expect([after.includes('31.2304'), await turnOf(after)]).toEqual([false, turn])
      expect((await new Transformer(after).rotate().rawPixels()).equals(await new Transformer(jpeg).rotate().rawPixels())).toBe(true)
      // What is left says the turn and nothing else.
      expect(after.length).toBe(plain.jpeg.length + 36)
      expect((await bared(after, 'jpeg')).after.equals(after)).toBe(true)
      const png = Buffer.concat([plain.png.subarray(0, 33), chunk('eXIf', tiff(turn, isLittle)), plain.png.subarray(33)])
      expect((await bared(png, 'png')).after.equals(Buffer.concat([plain.png.subarray(0, 33), chunk('eXIf', Buffer.from(`4d4d002a0000000800010112000300000001000${turn}000000000000`, 'hex')), plain.png.subarray(33)]))).toBe(true)
    }
  }
  const upright = Buffer.concat([plain.jpeg.subarray(0, 2), segment(0xe1, 'Exif\0\0', tiff(1, true)), plain.jpeg.subarray(2)])
  expect((await bared(upright, 'jpeg')).after.equals(plain.jpeg)).toBe(true)
})

test('of a PNG texts, times and what programs wrote go, wherever they stand', async () => {
  const before = await points(plain.png)
  const names = fc.array(fc.constantFrom('eXIf', 'tEXt', 'iTXt', 'zTXt', 'tIME', 'caBX', 'prVt'), { maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(names, names, fc.constantFrom('', secret), async (early, late, behind) => {
      const made = (all: string[]) => all.map((name) => chunk(name, Buffer.from(secret)))
      const end = plain.png.length - 12
      const { told, after } = await bared(Buffer.concat([plain.png.subarray(0, 33), ...made(early), plain.png.subarray(33, end), ...made(late), plain.png.subarray(end), Buffer.from(behind)]), 'png')
      expect(told !== null).toBe(early.length + late.length > 0 || behind !== '')
      expect(after.equals(plain.png)).toBe(true)
      expect((await points(after)).equals(before)).toBe(true)
    }),
    { numRuns: 100 },
  )
})

test('of a WebP EXIF and XMP go, with the word at its head that they follow; a turn stays', async () => {
  const before = await points(plain.webp)
  const picture = plain.webp.subarray(12)
  for (const [turn, length] of [[null, 0], [6, 1], [6, 0]] as const) {
    const texts = [riff('EXIF', tiff(turn, true)), riff('XMP ', Buffer.from(secret + 'x'.repeat(length))), riff('what', Buffer.from(secret))]
    const { after } = await bared(Buffer.concat([webpOf([vp8x(0x0c), picture, ...texts]), Buffer.from(secret)]), 'webp')
    expect(after.includes('31.2304')).toBe(false)
    expect(after.readUInt32LE(4)).toBe(after.length - 8)
    expect(after.readUInt8(20)).toBe(turn ? 0x08 : 0)
    expect(after.includes('EXIF')).toBe(turn !== null)
    expect((await points(after)).equals(before)).toBe(true)
  }
  // The last one not filled up, as some programs leave it.
  const short = webpOf([vp8x(0x04), picture, riff('XMP ', Buffer.from(secret.slice(1))).subarray(0, -1)])
  expect((await bared(short, 'webp')).after.includes('31.2304')).toBe(false)
})

test('a picture longer than a piece, with markers cut through by its end, stays the same', async () => {
  for (const length of [256 * 1024 - 700, 256 * 1024 - 620, 512 * 1024 + 1]) {
    const scan = plain.jpeg.lastIndexOf(Buffer.of(0xff, 0xda))
    const head = scan + 2 + plain.jpeg.readUInt16BE(scan + 2)
    const body = Buffer.from(Uint8Array.from({ length }, (_, at) => [0x12, 0xff, 0x00, 0xff, 0xd0 + (at % 8)][at % 5] ?? 0))
    const picture = Buffer.concat([plain.jpeg.subarray(0, head), body, Buffer.of(0x11, 0xff, 0xd9)])
    const { after } = await bared(Buffer.concat([picture, Buffer.from(secret)]), 'jpeg')
    expect(after.equals(picture)).toBe(true)
  }
})

test('cut off anywhere, or with any bytes changed, it is a picture without traces or refused', async () => {
  const whole: Record<Kind, Buffer> = {
    jpeg: Buffer.concat([plain.jpeg.subarray(0, 2), jpegTraces.exif!(), jpegTraces.xmp!(), plain.jpeg.subarray(2)]),
    png: Buffer.concat([plain.png.subarray(0, 33), chunk('tEXt', Buffer.from(secret)), plain.png.subarray(33)]),
    webp: webpOf([vp8x(0x0c), plain.webp.subarray(12), riff('EXIF', tiff(6, false))]),
  }
  await fc.assert(
    fc.asyncProperty(fc.constantFrom<Kind>('jpeg', 'png', 'webp'), fc.double({ min: 0, max: 1, noNaN: true }), fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 3 }), async (kind, share, changes) => {
      const bytes = Buffer.from(whole[kind].subarray(0, Math.floor(whole[kind].length * share)))
      for (const [at, byte] of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte
      const found = await baredIfAny(bytes, kind)
      if (changes.length === 0) expect(found?.after.includes('31.2304') ?? false).toBe(false)
    }),
    { numRuns: 400 },
  )
  // One that broke off while it was sent is shown as far as it goes, and so it goes without traces.
  expect((await bared(whole.jpeg.subarray(0, -30), 'jpeg')).after.equals(plain.jpeg.subarray(0, -30))).toBe(true)
})

test('whose parts cannot be followed is drawn anew: it shows the same, and tells nothing', async () => {
  const behindHead = 4 + plain.jpeg.readUInt16BE(4)
  const cases: [Kind, Buffer][] = [
    // A chunk whose name is none, before and behind the points.
    ['png', Buffer.concat([plain.png.subarray(0, 33), chunk('e!If', Buffer.from(secret)), plain.png.subarray(33)])],
    ['png', Buffer.concat([plain.png.subarray(0, -12), chunk('e!If', Buffer.from(secret)), plain.png.subarray(-12)])],
    // EXIF that says it is longer than the file.
    ['webp', Buffer.concat([webpOf([plain.webp.subarray(12), Buffer.concat([Buffer.from('EXIF'), Buffer.of(255, 255, 0, 0), Buffer.from(secret)])])])],
    // Something between two parts that belongs to neither.
    ['jpeg', Buffer.concat([plain.jpeg.subarray(0, behindHead), Buffer.from(secret), plain.jpeg.subarray(behindHead)])],
    ['jpeg', Buffer.concat([plain.jpeg.subarray(0, 2), jpegTraces.exif!(), Buffer.from(secret), plain.jpeg.subarray(2)])],
  ]
  const drawn = await Promise.all(cases.map(async ([kind, bytes], index) => {
    const path = join(folder, `anew-${index}`)
    writeFileSync(path, bytes)
    const told = await barePicture(path, `image/${kind}`).catch((error: unknown) => error)
    const after = readFileSync(path)
    rmSync(path)
    if (told instanceof Broken) return 'refused'
    expect(after.includes('31.2304')).toBe(false)
    expect(await new Transformer(after).metadata()).toMatchObject({ width, height })
    if (kind === 'png') expect((await points(after)).equals(await points(plain.png))).toBe(true)
    return 'drawn'
  }))
  expect(drawn.slice(0, 3)).toEqual(['drawn', 'drawn', 'drawn'])
})

test('what is no such picture is left alone', async () => {
  const path = join(folder, 'picture')
  writeFileSync(path, `%PDF ${secret}`)
  expect(await barePicture(path, 'application/pdf')).toBeNull()
  expect(readFileSync(path, 'utf8')).toContain(secret)
})

test('of a GIF comments, texts and XMP go; its pictures, their times and turns stay', async () => {
  const part = (text: string) => Buffer.concat([Buffer.of(text.length), Buffer.from(text, 'latin1')])
  const block = (kind: number, ...texts: string[]) => Buffer.concat([Buffer.of(0x21, kind), ...texts.map(part), Buffer.of(0)])
  const head = Buffer.concat([Buffer.from('GIF89a'), Buffer.of(1, 0, 1, 0, 0x80, 0, 0), Buffer.of(0, 0, 0, 255, 255, 255)])
  const stays = [block(0xff, 'NETSCAPE2.0', '\x01\0\0'), block(0xf9, '\0\x0a\0\0')]
  const picture = Buffer.concat([Buffer.of(0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0x80, 1, 2, 3, 4, 5, 6, 2), part('\x44\x01'), Buffer.of(0)])
  const goes = { comment: block(0xfe, secret, secret), xmp: block(0xff, 'XMP DataXMP', secret), text: block(0x01, 'x'.repeat(12), secret) }
  const plainGif = Buffer.concat([head, ...stays, picture, stays[1]!, picture, Buffer.of(0x3b)])
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom<keyof typeof goes>('comment', 'xmp', 'text'), { maxLength: 4 }), fc.nat({ max: 4 }), fc.constantFrom('', secret), async (kinds, place, behind) => {
      const parts = [head, ...stays, picture, Buffer.concat([stays[1]!, picture])]
      const added = kinds.map((kind) => goes[kind])
      const { told, after } = await bared(Buffer.concat([...parts.slice(0, place + 1), ...added, ...parts.slice(place + 1), Buffer.of(0x3b), Buffer.from(behind)]), 'gif')
      expect(told !== null).toBe(kinds.length > 0 || behind !== '')
      expect(after.equals(plainGif)).toBe(true)
    }),
    { numRuns: 60 },
  )
  const broken = Buffer.concat([head, Buffer.of(0x77), Buffer.from(secret)])
  // Nothing draws a GIF: it is refused.
  expect(await baredIfAny(broken, 'gif')).toBeNull()
})

test('of HEIC and AVIF the items with EXIF and XMP are emptied where they stand, in the list or behind it; nothing else moves', async () => {
  const long = (value: number) => Buffer.of((value >>> 24) & 255, (value >> 16) & 255, (value >> 8) & 255, value & 255)
  const short = (value: number) => Buffer.of(value >> 8, value & 255)
  const box = (name: string, ...content: Buffer[]) => Buffer.concat([long(8 + Buffer.concat(content).length), Buffer.from(name), ...content])
  const infe = (item: number, type: string, more = '') => box('infe', long(0x02000000), short(item), short(0), Buffer.from(`${type}\0${more}`))
  const made = (version: 0 | 1) => {
    const inside = version === 1
    const [exif, xmp, picture] = [Buffer.concat([long(0), tiff(null, false)]), Buffer.from(`<x:xmpmeta>${secret}</x:xmpmeta>`), Buffer.from('the points of the picture')]
    const ftyp = box('ftyp', Buffer.from('heic\0\0\0\0mif1heic'))
    const iloc = (first: number) => box('iloc', long(version << 24), Buffer.of(0x44, 0), short(3), ...[[1, first, picture.length, 0], [2, first + picture.length, exif.length, 0], [3, inside ? 0 : first + picture.length + exif.length, xmp.length, inside ? 1 : 0]].map(([item = 0, at = 0, length = 0, method = 0]) => Buffer.concat([short(item), ...(inside ? [short(method)] : []), short(0), short(1), long(at), long(length)])))
    const meta = (first: number) => box('meta', long(0), box('hdlr', Buffer.alloc(24)), iloc(first), box('iinf', long(0), short(3), infe(1, 'hvc1'), infe(2, 'Exif'), infe(3, 'mime', 'application/rdf+xml\0')), ...(inside ? [box('idat', xmp)] : []))
    const first = ftyp.length + meta(0).length + 8
    return { whole: Buffer.concat([ftyp, meta(first), box('mdat', picture, exif, ...(inside ? [] : [xmp]))]), traces: [exif, xmp] }
  }
  for (const version of [0, 1] as const) {
    for (const kind of ['heic', 'avif']) {
      const { whole, traces } = made(version)
      const { told, after } = await bared(whole, kind)
      expect(told).not.toBeNull()
      const wanted = Buffer.from(whole)
      for (const trace of traces) wanted.fill(0, whole.indexOf(trace), whole.indexOf(trace) + trace.length)
      expect(after.equals(wanted)).toBe(true)
    }
  }
  await fc.assert(
    fc.asyncProperty(fc.double({ min: 0, max: 1, noNaN: true }), fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 3 }), async (share, changes) => {
      const { whole } = made(1)
      const bytes = Buffer.from(whole.subarray(0, Math.floor(whole.length * share)))
      for (const [at, byte] of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte
      const found = await baredIfAny(bytes, 'heic')
      if (found) expect(found.after.length).toBe(bytes.length)
      if (found && changes.length === 0) expect(found.after.includes('31.2304')).toBe(false)
    }),
    { numRuns: 200 },
  )
})
