import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../test/support/test-app.ts'
import { upload, work } from '../../test/support/upload.ts'

let world: TestApp
beforeAll(async () => {
  world = await startTestApp({ background: true })
})
afterAll(() => world.close())

const nothingIsKept = async () => {
  expect(await world.query('select 1 from imports')).toEqual([])
  const folder = readdirSync(world.dataFolder)
  expect(folder.includes('imports') ? readdirSync(join(world.dataFolder, 'imports')) : []).toEqual([])
}

const bad: Record<string, Buffer> = {
  'an empty file': Buffer.from(''),
  'nothing but blank lines': Buffer.from('\n\n  \n'),
  'a PDF': Buffer.from('%PDF-1.7\n1 0 obj'),
  'a picture': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  'an old Excel file': Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
  'a page': Buffer.from('<!doctype html><table><tr><td>1</td></tr></table>'),
  JSON: Buffer.from('{"name": "x"}'),
  'bytes without sense': Buffer.from(Array.from({ length: 4000 }, (_, n) => (n * 7919) % 29)),
  'a zip that is cut off': Buffer.from('504b030414000000080000', 'hex'),
  'a zip without a workbook': zip('readme.txt', Buffer.from('hello')),
  'a workbook that unpacks to gigabytes': zip('xl/workbook.xml', Buffer.alloc(80 * 1024 ** 2, 0x20)),
  'a gzip that unpacks to gigabytes': gzipSync(Buffer.alloc(80 * 1024 ** 2, 0x61), { level: 1 }),
  'a row of megabytes': Buffer.from(`name\n"${'x'.repeat(5 * 1024 ** 2)}`),
  'too many columns': Buffer.from(`${Array.from({ length: 3000 }, (_, n) => `c${n}`).join(',')}\n1\n`),
}

describe('a file that is no table', () => {
  for (const [what, file] of Object.entries(bad)) {
    test(`${what} is refused in words, and nothing is kept`, async () => {
      const admin = await world.asUser('admin')
      const reply = await upload(admin, '/api/v1/imports', { fields: { object: 'customer' }, file })
      expect([reply.status, reply.headers['content-type']]).toEqual([422, 'application/problem+json; charset=utf-8'])
      expect(reply.body).toMatchObject({ errors: [{ path: 'file', code: expect.any(String), message: expect.stringMatching(/\p{Script=Han}/u) }] })
      await nothingIsKept()
    })
  }

  test('a request that is no upload is refused in words', async () => {
    const admin = await world.asUser('admin')
    const send = (contentType: string, payload: string) => admin.send({ method: 'POST', url: '/api/v1/imports', headers: { 'content-type': contentType }, payload })
    expect((await send('application/json', '{"object":"customer"}')).status).toBe(415)
    expect((await send('multipart/form-data; boundary=b', '--b--\r\n')).status).toBe(400)
    expect((await send('multipart/form-data; boundary=b', '--b\r\ncontent-disposition: form-data; name="object"\r\n\r\ncustomer\r\n--b--\r\n')).status).toBe(400)
    expect((await send('multipart/form-data; boundary=b', '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nname\n1')).status).toBe(400)
    expect((await send('multipart/form-data', 'x')).status).toBeLessThan(500)
    expect((await upload(await world.asUser('admin'), '/api/v1/imports', { file: 'name\n1\n' })).status).toBe(422)
    expect((await upload(world.anonymous(), '/api/v1/imports', { fields: { object: 'customer' }, file: 'name\n1\n' })).status).toBe(401)
    await nothingIsKept()
  })

  test('whatever bytes a file has, it is refused or every row is accounted for', async () => {
    const admin = await world.asUser('admin')
    const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\0', '\ud800', "'; drop table customers;--", '<script>', '{{x}}', '=1+1', '1e999', '-0', '2026-99-99', '"', 'H-1', '🏨'))
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 }).map((rows) => Buffer.from(`name,phones,number\n${rows.map((row) => row.join(',')).join('\n')}`))
    const anything = fc.oneof({ weight: 3, arbitrary: table }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes)) })
    await fc.assert(
      fc.asyncProperty(anything, async (file) => {
        const reply = await upload(admin, '/api/v1/imports', { fields: { object: 'customer' }, file })
        expect(reply.status).toBeLessThan(500)
        if (reply.status !== 201) return
        const { id, columns } = reply.body
        const mapped = await admin.patch(`/api/v1/imports/${id}`, { mapping: Object.fromEntries(columns.map((column: string, at: number) => [column, ['name', 'phones', 'number', 'remark'][at] ?? null])) })
        expect(mapped.status).toBeLessThan(500)
        if (mapped.status !== 200 || columns.length === 0) return
        const done = await work(admin, id, 'run')
        expect(done.result.problem?.code).not.toBe('unexpected')
        const { rows, created, updated, skipped, failed } = done.result
        expect(created + updated + skipped + failed).toBe(rows)
      }),
      { numRuns: 60 },
    )
  }, 60_000)
})

/** A zip of one file, as small as the format allows. */
function zip(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(20, 4)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(content.length, 22)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(20, 6)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(content.length, 24)
  central.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length + name.length, 12)
  end.writeUInt32LE(local.length + name.length + packed.length, 16)
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end])
}
