import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { pictureSizeOf } from './picture-size.ts'

const folder = mkdtempSync(join(tmpdir(), 'guanxi-pictures-'))
afterAll(() => rmSync(folder, { recursive: true }))

function kept(bytes: Uint8Array): string {
  const path = join(folder, 'picture')
  writeFileSync(path, bytes)
  return path
}

test('the size of a picture is read from its head, whatever wrote it', async () => {
  const [width, height] = [301, 40]
  const picture = () => Transformer.fromRgbaPixels(new Uint8Array(width * height * 4).fill(90), width, height)
  const made: [type: string, bytes: Uint8Array][] = [
    ['image/png', await picture().png()],
    ['image/jpeg', await picture().jpeg(80)],
    ['image/webp', await picture().webp(80)],
    ['image/webp', await picture().webpLossless()],
  ]
  for (const [type, bytes] of made) expect([type, await pictureSizeOf(kept(bytes), type)]).toEqual([type, { width, height }])
  expect(await pictureSizeOf(kept(Buffer.from('text')), 'text/plain')).toBeNull()
})

test('what is broken has none, and nothing is thrown, whatever the bytes', async () => {
  const heads = { 'image/png': '89504e470d0a1a0a', 'image/jpeg': 'ffd8ffe0', 'image/webp': '52494646ffffffff57454250' }
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.entries(heads)), fc.uint8Array({ maxLength: 60 }), async ([type, head], more) => {
      const size = await pictureSizeOf(kept(Buffer.concat([Buffer.from(head, 'hex'), more])), type)
      expect(size === null || (size.width > 0 && size.height > 0)).toBe(true)
    }),
    { numRuns: 500 },
  )
})
