import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import { castPassword } from '../support/cast.ts'
import { signIn, type Client, type Reply } from '../support/client.ts'
import { exe, gifOf, html, pdf, png, pngOf, svg } from '../support/sample-files.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { exportFile, importFile, prepareImport, upload } from '../support/upload.ts'
import { removeUnheldFiles } from '../../src/kernel/files/unheld-files.ts'
import { asProblem } from '../../src/platform/http/problem-answer.ts'
import { pictureSizeOf } from '../../src/platform/picture-size.ts'
import { receiveUpload } from '../../src/platform/http/upload.ts'

const hour = 3600_000
let now = Date.now()
let world: TestApp
let admin: Client
let lin: Client
let chen: Client
let stranger: Client
let folder: string
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => new Date(now) }, background: true })
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
  chen = await world.asUser('chen')
  stranger = await world.asUser('stranger')
  folder = join(world.dataFolder, 'files', (await world.contextOf('admin')).workspace.id)
})
afterAll(() => world.close())

const send = (client: Client, fileName: string, file: string | Buffer): Promise<Reply> => upload(client, '/api/v1/files', { fileName, file })

async function sent(client: Client, fileName: string, file: string | Buffer): Promise<any> {
  const reply = await send(client, fileName, file)
  expect([fileName, reply.status, reply.text]).toEqual([fileName, 201, reply.text])
  return reply.body
}

const statusFor = async (file: { id: string }, ...clients: Client[]) => Promise.all(clients.map(async (client) => (await client.get(`/api/v1/files/${file.id}`)).status))
const onDisk = () => readdirSync(folder)

describe('an uploaded file', () => {
  test('that is a picture is kept without place and device, and as upright as the camera was held', async () => {
    const jpeg = await Transformer.fromRgbaPixels(new Uint8Array(30 * 20 * 4).fill(120), 30, 20).jpeg(90)
    const tiff = Buffer.concat([Buffer.from('49492a0008000000010012010300010000000600000000000000', 'hex'), Buffer.from('GPS 31.2304N 121.4737E')])
    const exif = Buffer.concat([Buffer.of(0xff, 0xe1, 0, tiff.length + 8), Buffer.from('Exif\0\0'), tiff])
    const file = await sent(lin, 'IMG_0001.jpg', Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]))
    expect(file).toMatchObject({ type: 'image/jpeg', size: jpeg.length + 36 })
    const reply = await lin.get(file.url)
    expect(reply.bytes.length).toBe(file.size)
    expect(reply.bytes.includes('31.2304')).toBe(false)
    expect(reply.headers.etag).toBe(`"${createHash('sha256').update(reply.bytes).digest('hex')}"`)
    expect((await new Transformer(reply.bytes).metadata(true)).orientation).toBe(6)
    expect(readFileSync(join(folder, file.id)).equals(reply.bytes)).toBe(true)
    expect(onDisk().filter((name) => name.startsWith(file.id))).toEqual([file.id])
  })

  test('is kept by a record as { id, name, size, type, url } and comes back byte for byte', async () => {
    const picture = await sent(lin, '现场 照片.png', png)
    const text = await sent(lin, 'notes.txt', '会议记录\n')
    expect(picture).toEqual({ id: picture.id, name: '现场 照片.png', size: png.length, type: 'image/png', url: `/api/v1/files/${picture.id}` })
    const customer = await aCustomer(lin, { files: [picture.id, text] })
    expect(customer.files).toEqual([picture, text])
    expect((await lin.get(`/api/v1/customers/${customer.id}?fields=files`)).body.files).toEqual([picture, text])
    expect((await lin.list('customers', { filter: { files: { contains: '现场' } } })).map(({ id }) => id)).toEqual([customer.id])
    expect((await lin.list('customers', { filter: { and: [{ files: { is_empty: false } }, { id: { eq: customer.id } }] } })).length).toBe(1)
    const reply = await lin.get(picture.url)
    expect(reply.bytes.equals(png)).toBe(true)
    expect(reply.headers.etag).toBe(`"${createHash('sha256').update(png).digest('hex')}"`)
    expect(decodeURIComponent(String(reply.headers['content-disposition']))).toContain("filename*=UTF-8''现场 照片.png")
    expect((await lin.get(picture.url, { 'if-none-match': String(reply.headers.etag) })).status).toBe(304)
  })

  test('stands on the time line with the contact it belongs to', async () => {
    const customer = await aCustomer(lin)
    const recording = await sent(lin, '录音.txt', 'x')
    await create(lin, 'interactions', { customer: customer.id, content: '电话', files: [recording.id] })
    const { body } = await lin.get(`/api/v1/customers/${customer.id}/timeline`)
    expect(body.data[0].record.files).toEqual([recording])
  })

  test('comes in parts, and goes on where a download stopped', async () => {
    const text = '0123456789'.repeat(1000)
    const file = await sent(lin, 'long.txt', text)
    const etag = String((await lin.get(file.url)).headers.etag)
    const part = async (range: string, more: Record<string, string> = {}) => {
      const { status, text, headers } = await lin.get(file.url, { range, 'accept-encoding': 'br, gzip', ...more })
      return { status, text, range: headers['content-range'], encoding: headers['content-encoding'] }
    }
    expect(await part('bytes=5-7')).toEqual({ status: 206, text: '567', range: 'bytes 5-7/10000', encoding: undefined })
    expect(await part('bytes=-2')).toMatchObject({ status: 206, text: '89', range: 'bytes 9998-9999/10000' })
    expect(await part('bytes=9999-')).toMatchObject({ status: 206, text: '9' })
    expect(await part('bytes=10000-')).toMatchObject({ status: 416, range: 'bytes */10000' })
    expect(await part('bytes=0-0', { 'if-range': etag })).toMatchObject({ status: 206, text: '0' })
    expect(await part('bytes=0-0', { 'if-range': '"another"' })).toMatchObject({ status: 200, text })
    expect(await part('lines=1-2')).toMatchObject({ status: 200, text })
  })
})

describe('whoever may not see the record may not have its file', () => {
  test('before a record takes it only the sender has it, and only for a day', async () => {
    const file = await sent(lin, 'a.png', png)
    expect(await statusFor(file, lin, admin, chen, stranger, world.anonymous())).toEqual([200, 404, 404, 404, 401])
    now += 25 * hour
    expect(await statusFor(file, lin)).toEqual([404])
  })

  test('then those who see the record: not others, not another company, not from the recycle bin', async () => {
    const file = await sent(lin, 'a.png', png)
    const customer = await aCustomer(lin, { files: [file.id] })
    now += 25 * hour
    expect(await statusFor(file, lin, admin, chen, stranger)).toEqual([200, 200, 404, 404])
    expect((await chen.get(`/api/v1/files/${file.id}`)).body.detail).toBe((await chen.get('/api/v1/files/01900000-0000-7000-8000-000000000000')).body.detail)
    await lin.del(`/api/v1/customers/${customer.id}`)
    expect(await statusFor(file, lin, admin)).toEqual([404, 404])
    await admin.post(`/api/v1/customers/${customer.id}/restore`)
    expect(await statusFor(file, lin, admin)).toEqual([200, 200])
    await lin.patch(`/api/v1/customers/${customer.id}`, { files: [] })
    expect(await statusFor(file, lin, admin)).toEqual([404, 404])
  })

  test('where a role hides the field, the file is hidden with it', async () => {
    const role = await create(admin, 'roles', { key: 'no_files', name: '无附件', grants: { customer: { see: 'all', fields: { files: 'hidden' } } } })
    await create(admin, 'users', { name: '无附件', user_name: 'no-files', password: 'paper-lantern-9', roles: [role.id] })
    const blind = await signIn(world.app.server, { login: 'no-files', password: 'paper-lantern-9' })
    const file = await sent(lin, 'a.png', png)
    const customer = await aCustomer(lin, { files: [file.id] })
    expect((await blind.get(`/api/v1/customers/${customer.id}`)).body).not.toHaveProperty('files')
    expect(await statusFor(file, blind)).toEqual([404])
    expect((await send(blind, 'b.png', png)).status).toBe(403)
  })

  test("nobody takes a file into a record of one's own that one may not have", async () => {
    const file = await sent(lin, 'a.png', png)
    for (const client of [chen, stranger]) {
      const before = await world.query('select count(*)::int as n from customers')
      const reply = await client.post('/api/v1/customers', { name: '偷看', files: [file.id] })
      expect([reply.status, reply.body.errors[0].path, reply.body.errors[0].code]).toEqual([422, 'files', 'file_not_found'])
      expect(await world.query('select count(*)::int as n from customers')).toEqual(before)
      const own = await aCustomer(client)
      expect((await client.patch(`/api/v1/customers/${own.id}`, { files: [file] })).status).toBe(422)
    }
    expect((await lin.post('/api/v1/customers', { name: 'x', files: [{ ...file, name: 'other.exe', type: 'text/html' }] })).body.files).toEqual([file])
    for (const files of ['x', [1], [null], ['../../etc/passwd'], [{ name: 'x' }], {}, Array.from({ length: 101 }, () => file.id)]) {
      expect((await lin.post('/api/v1/customers', { name: 'x', files })).status).toBe(422)
    }
  })
})

describe('a file is what its content says', () => {
  test('pictures and PDF are shown in a box without scripts, everything else is only saved', async () => {
    const cases = [
      ['a.txt', png, 'image/png', 'inline'], ['a.html', pdf, 'application/pdf', 'inline'],
      ['a.png', html, 'text/plain; charset=utf-8', 'attachment'], ['a.png', svg, 'text/plain; charset=utf-8', 'attachment'],
      ['a.html', html, 'text/plain; charset=utf-8', 'attachment'], ['a.svg', `  ${svg}`, 'text/plain; charset=utf-8', 'attachment'],
      ['x.js.txt', 'alert(1)', 'text/plain; charset=utf-8', 'attachment'], ['a.pdf', Buffer.from([1, 0, 255]), 'application/octet-stream', 'attachment'],
    ] as const
    for (const [name, content, type, kind] of cases) {
      const { headers } = await lin.get((await sent(lin, name, content)).url)
      expect([name, headers['content-type'], String(headers['content-disposition']).split(';', 1)[0]]).toEqual([name, type, kind])
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      if (type !== 'application/pdf') expect(headers['content-security-policy']).toContain('sandbox')
    }
    const picture = await sent(lin, 'a.png', png)
    expect((await lin.get(`${picture.url}?download=true`)).headers['content-disposition']).toContain('attachment')
  })

  test('programs are refused, whatever they are called', async () => {
    const before = onDisk().length
    for (const [name, content] of [['a.txt', exe], ['a.exe', 'x'], ['a.PDF.scr', pdf], ['\u202efdp.bat', 'x'], ['a.ps1 ', 'x']] as const) {
      const reply = await send(lin, name, content)
      expect([name, reply.status, reply.body.type]).toEqual([name, 415, '/problems/unsupported-media-type'])
    }
    expect(onDisk().length).toBe(before)
  })

  test('names are cleaned of folders, control characters and marks that turn the writing', async () => {
    expect((await sent(lin, '../../etc/pass\u202ewd.txt', 'x')).name).toBe('passwd.txt')
    expect((await sent(lin, 'C:\\fotos\\猫.png', png)).name).toBe('猫.png')
    expect((await sent(lin, '\u0007\u200f', 'x')).name).toBe('file')
  })
})

describe('what goes wrong leaves nothing behind', () => {
  const nothing = async (work: () => Promise<Reply>, status: number) => {
    const before = [onDisk(), await world.query('select count(*)::int as n from files')]
    const reply = await work()
    expect([reply.status, reply.headers['content-type']]).toEqual([status, 'application/problem+json; charset=utf-8'])
    expect([onDisk(), await world.query('select count(*)::int as n from files')]).toEqual(before)
    return reply
  }

  test('a file that is too large, empty, missing or cut off is refused in words', async () => {
    const reply = await nothing(() => send(lin, 'big.bin', Buffer.alloc(50 * 1024 * 1024 + 1)), 413)
    expect(reply.body.title).toBe('文件过大，最大 50 MB')
    await nothing(() => send(lin, 'a.txt', ''), 400)
    await nothing(() => lin.post('/api/v1/files', { file: 'x' }), 415)
    await nothing(() => upload(lin, '/api/v1/files', { fields: { a: 'b' }, file: '' }), 400)
    const cut = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf'
    await nothing(() => lin.send({ method: 'POST', url: '/api/v1/files', headers: { 'content-type': 'multipart/form-data; boundary=x' }, payload: cut }), 400)
  })

  test.runIf(process.platform === 'linux')('a full disk is told as such', async () => {
    const place = mkdtempSync(join(tmpdir(), 'guanxi-full-'))
    // Every write to it answers that no space is left.
    symlinkSync('/dev/full', join(place, 'file'))
    const parts = async function* () {
      const { Readable } = await import('node:stream')
      yield { type: 'file', file: Readable.from([Buffer.alloc(100_000)]), filename: 'a.txt', fieldname: 'file' }
    }
    const error: unknown = await receiveUpload({ isMultipart: () => true, parts }, join(place, 'file')).catch((error: unknown) => error)
    expect(asProblem(error)).toMatchObject({ status: 507, code: 'disk-full' })
    expect(readdirSync(place)).toEqual([])
    rmSync(place, { recursive: true })
  })
})

describe('tables', () => {
  test('name the files of a record, and take none', async () => {
    const file = await sent(lin, '合同.pdf', pdf)
    const customer = await aCustomer(lin, { files: [file.id] })
    const { reply } = await exportFile(admin, { object: 'customers', filter: { id: { eq: customer.id } }, fields: ['number', 'name', 'files'] })
    expect(reply.text).toContain('合同.pdf')
    const again = await importFile(admin, { object: 'customer', file: reply.text, options: { duplicates: 'update', match_by: ['number'] } })
    expect(again).toMatchObject({ state: 'done', result: { failed: 0 } })
    expect((await lin.get(`/api/v1/customers/${customer.id}`)).body.files).toEqual([file])
    const offered = await prepareImport(admin, { object: 'customer', file: reply.text })
    expect(JSON.stringify(offered.fields ?? [])).not.toContain('"files"')
  })
})

describe('a picture', () => {
  const sized = (client: Client, file: { id: string }, size = 'small') => client.get(`/api/v1/files/${file.id}?size=${size}`)

  test('comes as small as it is shown, made once, and only for who may have the file', async () => {
    const photo = await sent(lin, '照片.png', pngOf(900, 600))
    await aCustomer(lin, { files: [photo.id] })
    const reply = await sized(lin, photo)
    expect([reply.status, reply.headers['content-type']]).toEqual([200, 'image/webp'])
    writeFileSync(join(world.dataFolder, 'small.webp'), reply.bytes)
    expect(await pictureSizeOf(join(world.dataFolder, 'small.webp'), 'image/webp')).toEqual({ width: 256, height: 171 })
    expect(String(reply.headers['cache-control'])).toContain('private')
    // What was made is what is answered from then on.
    writeFileSync(join(folder, `${photo.id}.small`), 'kept')
    expect((await sized(lin, photo)).text).toBe('kept')
    expect((await sized(lin, photo)).headers.etag).not.toBe((await lin.get(photo.url)).headers.etag)
    // It fills no window: the larger one is the file itself.
    expect((await sized(lin, photo, 'large')).bytes.equals(pngOf(900, 600))).toBe(true)
    for (const client of [chen, stranger]) expect((await sized(client, photo)).status).toBe(404)
    expect((await sized(lin, photo, 'huge')).status).toBe(422)
  })

  test('is not made of what is none, or comes to more than can be decoded', async () => {
    for (const [name, content] of [['a.txt', 'text'], ['a.pdf', pdf], ['bomb.png', pngOf(60_000, 60_000, false)]] as const) {
      const file = await sent(lin, name, content)
      for (let times = 0; times < 2; times++) expect([name, (await sized(lin, file)).status, (await sized(lin, file)).body.type]).toEqual([name, 415, expect.stringMatching(/no-picture$/)])
    }
  })

  test('of a GIF is its first one, still, however small it is', async () => {
    for (const [width, height, shown] of [[600, 300, { width: 256, height: 128 }], [40, 20, { width: 40, height: 20 }]] as const) {
      const gif = await sent(lin, '动图.gif', gifOf(width, height, [120, 10]))
      const reply = await sized(lin, gif)
      expect([reply.status, reply.headers['content-type']]).toEqual([200, 'image/webp'])
      const picture = new Transformer(reply.bytes)
      expect(await picture.metadata()).toMatchObject(shown)
      expect((await picture.rawPixels())[0]).toBeGreaterThan(200)
      expect((await lin.get(gif.url)).bytes.equals(gifOf(width, height, [120, 10]))).toBe(true)
    }
    for (const empty of [gifOf(60_000, 60_000, []), gifOf(300, 300, [])]) expect((await sized(lin, await sent(lin, '空.gif', empty))).status).toBe(415)
  })

  test('so broken that nobody can say what it tells besides what it shows is refused in words, and nothing of it is kept', async () => {
    const kept = () => readdirSync(folder).length
    const before = kept()
    for (const [name, content] of [['cut.png', pngOf(900, 600).subarray(0, 600)], ['cut.gif', gifOf(600, 300, [1]).subarray(0, 900)]] as const) {
      const reply = await send(lin, name, content)
      expect([name, reply.status, reply.body.type, reply.body.title]).toEqual([name, 422, expect.stringMatching(/broken-picture$/), expect.stringContaining('损坏')])
    }
    expect(kept()).toBe(before)
  })

  test('many at once are made one after the other, the same one once', async () => {
    const photos = await Promise.all([1, 2, 3].map((index) => sent(lin, `${index}.png`, pngOf(400 + index, 300))))
    const replies = await Promise.all([...photos, ...photos].map((photo) => sized(lin, photo)))
    expect(replies.map(({ status }) => status)).toEqual(Array(6).fill(200))
    expect(replies[0]!.bytes.equals(replies[3]!.bytes)).toBe(true)
  })
})

describe('the daily work', () => {
  /** Sessions end meanwhile. */
  const later = async (hours: number) => {
    now += hours * hour
    lin = await signIn(world.app.server, { login: 'lin', password: castPassword })
  }
  const run = async () => removeUnheldFiles(await world.contextOf('admin'), world.dataFolder)
  const isThere = async (...files: { id: string }[]) =>
    Promise.all(files.map(async ({ id }) => [onDisk().includes(id), (await world.query('select 1 from files where id = $1', [id])).length === 1].join()))

  test('removes uploads that no record took, and keeps what a record holds, in the recycle bin too', async () => {
    const [loose, held, binned, late] = [await sent(lin, '1', 'x'), await sent(lin, '2', 'x'), await sent(lin, '3', 'x'), await sent(lin, '4', 'x')]
    const [shown, looseShown] = [await sent(lin, '5.png', pngOf(300, 300)), await sent(lin, '6.png', pngOf(300, 300))]
    for (const { id } of [shown, looseShown]) await lin.get(`/api/v1/files/${id}?size=small`)
    await aCustomer(lin, { files: [held.id, shown.id] })
    const gone = await aCustomer(lin, { files: [binned.id] })
    await lin.del(`/api/v1/customers/${gone.id}`)
    await later(20)
    await run()
    expect(await isThere(loose, held, binned, late)).toEqual(Array(4).fill('true,true'))
    await aCustomer(lin, { files: [late.id] })
    await later(5)
    await run()
    expect(await isThere(loose, held, binned, late)).toEqual(['false,false', 'true,true', 'true,true', 'true,true'])
    expect([shown, looseShown].map(({ id }) => onDisk().includes(`${id}.small`))).toEqual([true, false])
    await later(100 * 24)
    await run()
    expect(await isThere(held, binned, late)).toEqual(Array(3).fill('true,true'))
  })

  test('keeps for thirty days what was taken from its record, so that this can be undone', async () => {
    const [back, gone] = [await sent(lin, '1', 'x'), await sent(lin, '2', 'x')]
    const customer = await aCustomer(lin, { files: [back.id, gone.id] })
    await later(60 * 24)
    await lin.patch(`/api/v1/customers/${customer.id}`, { files: [] })
    await run()
    await later(29 * 24)
    await run()
    expect(await isThere(back, gone)).toEqual(['true,true', 'true,true'])
    const [{ id: event }] = (await lin.get(`/api/v1/customers/${customer.id}/history`)).body.data
    expect((await lin.post(`/api/v1/customers/${customer.id}/undo`, { event })).status).toBe(200)
    const { body } = await lin.get(`/api/v1/customers/${customer.id}`)
    expect(body.files.map((file: any) => file.id)).toEqual([back.id, gone.id])
    await lin.patch(`/api/v1/customers/${customer.id}`, { files: [back.id] })
    await run()
    await later(31 * 24)
    await run()
    expect(await isThere(back, gone)).toEqual(['true,true', 'false,false'])
  })

  test('removes what an upload left that was cut off by the end of the process', async () => {
    const left = join(folder, '01900000-0000-7000-8000-000000000000.part')
    writeFileSync(left, 'half')
    await run()
    expect(onDisk()).not.toContain('01900000-0000-7000-8000-000000000000.part')
    writeFileSync(left, 'half')
    utimesSync(left, new Date(now), new Date(now))
    await run()
    expect(readFileSync(left, 'utf8')).toBe('half')
    rmSync(left)
  })
})
