/** Nobody reads a thread that is not theirs: not by a guessed id, by search, by a filter or count, by its files; and what is sent in may be broken in any way. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { Transformer } from '@napi-rs/image'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { gifOf, png } from '../support/sample-files.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { upload } from '../support/upload.ts'

let world: TestApp
let admin: Client
let now = new Date('2026-03-02T02:00:00Z')
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => now } })
  admin = await world.asUser('admin')
})
afterAll(() => world.close())

const secret = '保险箱密码四个九'
const filter = (value: object) => encodeURIComponent(JSON.stringify(value))

test('a colleague without a right to the request finds nothing of its thread, whoever asks how', async () => {
  const lin = await world.asUser('lin')
  const customer = await aCustomer(lin)
  const kept = await upload(lin, '/api/v1/files', { fileName: 'secret.txt', file: secret })
  const request = await create(lin, 'service-requests', { subject: `打不开 ${secret}`, description: secret, kind: 'fault', customer: customer.id, requester_phone: '13977778888', files: [kept.body.id] })
  for (const act of ['reply', 'note']) expect((await lin.post(`/api/v1/service-requests/${request.id}/${act}`, { content: `${act} ${secret}` })).status).toBe(200)
  await world.settle()
  const [message] = await lin.list('request-messages', { filter: { request: request.id } })
  const asked = (client: Client): Promise<[string, { status: number; text: string }][]> =>
    Promise.all(
      ([
        ['the request', () => client.get(`/api/v1/service-requests/${request.id}`)],
        ['its page', () => client.get(`/api/v1/service-requests/${request.id}/page`)],
        ['its history', () => client.get(`/api/v1/service-requests/${request.id}/history`)],
        ['its time line', () => client.get(`/api/v1/service-requests/${request.id}/timeline`)],
        ['a message', () => client.get(`/api/v1/request-messages/${message.id}`)],
        ['a message’s history', () => client.get(`/api/v1/request-messages/${message.id}/history`)],
        ['its file', () => client.get(`/api/v1/files/${kept.body.id}`)],
        ['search', () => client.get(`/api/v1/search?q=${encodeURIComponent('保险箱')}`)],
        ['search by number', () => client.get(`/api/v1/search?q=${request.number}`)],
        ['search by telephone', () => client.get('/api/v1/search?q=13977778888')],
        ['words of the list', () => client.get(`/api/v1/service-requests?q=${encodeURIComponent('保险箱')}`)],
        ['words of the messages', () => client.get(`/api/v1/request-messages?filter=${filter({ content: { contains: '保险箱' } })}`)],
        ['a filter through messages', () => client.get(`/api/v1/service-requests?count=exact&filter=${filter({ request_messages: { some: { content: { contains: '保险箱' } } } })}`)],
        ['a filter through the request', () => client.get(`/api/v1/request-messages?count=exact&filter=${filter({ request: { subject: { contains: '保险箱' } } })}`)],
        ['a count', () => client.post('/api/v1/query', { object: 'request', filter: { subject: { contains: '保险箱' } } })],
        ['the change feed', () => client.get('/api/v1/changes?limit=1000')],
        ['similar ones', () => client.post(`/api/v1/service-requests/${request.id}/similar`, {})],
      ] as [string, () => Promise<{ status: number; text: string }>][]).map(async ([name, ask]): Promise<[string, { status: number; text: string }]> => [name, await ask()]),
    )
  // Whoever may see it reads it there: what follows is not true for want of an answer.
  const told = (await asked(lin)).filter(([, { text }]) => text.includes('保险箱')).map(([name]) => name)
  expect(told).toEqual(expect.arrayContaining(['the request', 'its page', 'a message', 'search', 'search by number', 'words of the list', 'words of the messages', 'a filter through messages', 'a filter through the request', 'the change feed']))
  for (const login of ['mei', 'chen', 'stranger'] as const) {
    for (const [name, { status, text }] of await asked(await world.asUser(login))) {
      expect([login, name, status < 500, text.includes(request.id) && name.startsWith('search'), /保险箱|四个九|13977778888/.test(text)]).toEqual([login, name, true, false, false])
      if (/count|filter/.test(name)) expect([login, name, JSON.parse(text).total ?? JSON.parse(text).data?.[0]?.count ?? 0]).toEqual([login, name, 0])
    }
  }
})

test('a picture whose inside is broken, cut off or lies about itself is taken or refused in words, never an error, and what is taken is whole', async () => {
  const points = Uint8Array.from({ length: 40 * 20 * 4 }, (_, at) => (at % 4 === 3 ? 255 : (at * 37) % 251))
  const picture = () => Transformer.fromRgbaPixels(points, 40, 20)
  // A JPEG with EXIF whose directory points beyond its end, counts more than there is, and calls itself its own successor.
  const jpeg = await picture().jpeg(80)
  const exifOf = (inside: Buffer) => {
    const body = Buffer.concat([Buffer.from('Exif\0\0'), inside])
    return Buffer.concat([jpeg.subarray(0, 2), Buffer.of(0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255), body, jpeg.subarray(2)])
  }
  const lies = ['49492a00ffffffff', '49492a0008000000ffff', '4d4d002a000000080001011200030000000100630000', '49492a00080000000100120103000100000006000000080000', '49492a000800', '00'.repeat(40), '49492a0008000000010025880400010000000800000008000000'].map((hex) => exifOf(Buffer.from(hex, 'hex')))
  const whole = [jpeg, png, await picture().webp(80), gifOf(8, 8, [3, 9]), Buffer.from('0000001c66747970686569630000000068656963', 'hex'), ...lies]
  const form = (await admin.post('/api/v1/request-intakes', { kind: 'form' })).body.address.split('/f/')[1]
  const guest = world.anonymous()
  let [taken, refused] = [0, 0]
  const send = async (bytes: Buffer, fileName: string) => {
    // Of one address so many a minute, of one sender so many that wait.
    now = new Date(now.getTime() + 61_000)
    const key = randomUUID()
    const sent = await upload(await world.asUser('lin'), '/api/v1/files', { fileName, file: bytes })
    const outside = taken + refused < 12 ? await upload(guest, `/api/v1/public-forms/${form}/files?key=${key}`, { fileName, file: bytes }) : null
    for (const reply of [sent, outside]) {
      if (!reply) continue
      expect([reply.status, bytes.toString('hex').slice(0, 400)]).toEqual([expect.toSatisfy((status: number) => status === 201 || (status >= 400 && status < 500)), expect.anything()])
      if (reply.status !== 201) expect(reply.body.title).toBeTruthy()
      if (reply.status === 201) taken++
      else refused++
    }
    if (sent.status === 201) {
      const back = await (await world.asUser('lin')).get(`/api/v1/files/${sent.body.id}`)
      expect([back.status, back.bytes.length]).toEqual([200, sent.body.size])
      // A smaller copy is made of what can be read; of what cannot, there is none, in words.
      expect((await (await world.asUser('lin')).get(`/api/v1/files/${sent.body.id}?size=small`)).status).toBeLessThan(500)
    }
    if (outside?.status === 201 && taken < 6) expect((await guest.post(`/api/v1/public-forms/${form}`, { key, subject: '坏图', kind: 'fault', name: '周', phone: '13900001111', files: [outside.body.id] })).status).toBe(201)
  }
  for (const [at, bytes] of whole.entries()) await send(bytes, `p${at}.jpg`)
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { maxLength: 6 }), fc.option(fc.nat(4000)), async (which, changes, cut) => {
      const bytes = Buffer.from(whole[which]!)
      for (const [at, value] of changes) bytes[at % bytes.length] = value
      await send(cut === null ? bytes : bytes.subarray(0, 1 + (cut % bytes.length)), 'p.png')
    }),
    { numRuns: 60 },
  )
  expect(taken).toBeGreaterThan(whole.length)
  expect((await world.query("select count(*)::int as n from service_requests where subject = '坏图'"))[0].n).toBeGreaterThan(0)
})
