import { crc32, deflateSync } from 'node:zlib'

/** The smallest files that are what they say. */
export const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

export const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
)

export const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(document.cookie)</script></svg>'

export const html = '<!doctype html><html><script>fetch("/api/v1/session")</script></html>'

/** The first bytes of a program of Windows. */
export const exe = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])

/** A picture of one colour; `points` false: only its head, that says how large it is. */
export function pngOf(width: number, height: number, points = true): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2], 8)
  const rows = points ? Buffer.alloc((width * 3 + 1) * height, 120) : Buffer.alloc(100)
  // Each row begins with the filter that it is written by: none.
  if (points) for (let row = 0; row < height; row++) rows[row * (width * 3 + 1)] = 0
  return Buffer.concat([png.subarray(0, 8), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

/** Pictures of one colour each that are shown in turn; colours are places in a table of reds. */
export function gifOf(width: number, height: number, colours: number[]): Buffer {
  const head = Buffer.from([...Buffer.from('GIF89a'), width & 255, width >> 8, height & 255, height >> 8, 0xf6, 0, 0])
  const table = Buffer.from(Array.from({ length: 128 }, (_, red) => [red * 2, 0, 0]).flat())
  const pictures = colours.map((colour) => Buffer.concat([Buffer.from([0x2c, 0, 0, 0, 0, width & 255, width >> 8, height & 255, height >> 8, 0, 7]), blocks(codesOf(width * height, colour)), Buffer.from([0])]))
  return Buffer.concat([head, table, ...pictures, Buffer.from([0x3b])])
}

/** Not compressed: the table of codes is cleared (0x80) before it needs a ninth bit; 0x81 ends. */
function codesOf(points: number, colour: number): Buffer {
  const codes: number[] = []
  for (let point = 0; point < points; point++) {
    if (point % 100 === 0) codes.push(0x80)
    codes.push(colour)
  }
  return Buffer.from([...codes, 0x81])
}

function blocks(data: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at < data.length; at += 255) {
    const part = data.subarray(at, at + 255)
    parts.push(Buffer.from([part.length]), part)
  }
  return Buffer.concat(parts)
}

function chunk(type: string, data: Buffer): Buffer {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  const body = Buffer.concat([Buffer.from(type), data])
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
