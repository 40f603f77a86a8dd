import { once } from 'node:events'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer } from '../support/builders.ts'
import type { Client, Reply } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let zh: Client
let en: Client
let customer: any
beforeAll(async () => {
  world = await startTestApp()
  zh = await world.asUser('lin')
  en = await world.asUser('lin', { language: 'en' })
  customer = await aCustomer(zh)
})
afterAll(() => world.close())

const chinese = /[\u4e00-\u9fff]/
const id = '01900000-0000-7000-8000-000000000000'

const cases: [string, number, string, (client: Client) => Promise<Reply>][] = [
  ['malformed JSON', 400, 'malformed', (client) => client.send({ method: 'POST', url: '/api/v1/customers', headers: { 'content-type': 'application/json' }, payload: '{"name":' })],
  ['letters in another encoding', 400, 'malformed', (client) => client.send({ method: 'POST', url: '/api/v1/customers', headers: { 'content-type': 'application/json' }, payload: Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xbc, 0xd7]), Buffer.from('"}')]) })],
  ['malformed filter', 400, 'malformed', (client) => client.get('/api/v1/customers?filter=[')],
  ['malformed address', 400, 'malformed', (client) => client.get('/api/v1/customers/%E0%A4%A')],
  ['a poisoned object', 400, 'malformed', (client) => client.send({ method: 'POST', url: '/api/v1/customers', headers: { 'content-type': 'application/json' }, payload: '{"__proto__":{"name":"x"}}' })],
  ['wrong If-Match', 400, 'malformed', (client) => client.patch(`/api/v1/customers/${customer.id}`, {}, { 'if-match': 'x' })],
  ['not allowed', 403, 'forbidden', (client) => client.post('/api/v1/users', { name: '新人', user_name: 'new' })],
  ['not there', 404, 'not-found', (client) => client.get(`/api/v1/customers/${id}`)],
  ['no such path', 404, 'not-found', (client) => client.post('/api/v1/nothing', {})],
  ['no such method', 404, 'not-found', (client) => client.del('/api/v1/customers')],
  ['a path that is too long', 404, 'not-found', (client) => client.get(`/api/v1/customers/${'a'.repeat(3000)}`)],
  ['an id that is too long', 404, 'not-found', (client) => client.patch(`/api/v1/customers/${'a'.repeat(3000)}`, {})],
  ['state forbids', 409, 'wrong-state', async (client) => client.post(`/api/v1/tasks/${(await zh.post('/api/v1/tasks', { name: '未完' })).body.id}/reopen`, {})],
  ['stale', 412, 'stale', (client) => client.patch(`/api/v1/customers/${customer.id}`, { remark: 'x' }, { 'if-match': '"99"' })],
  ['too large', 413, 'too-large', (client) => client.post('/api/v1/customers', { name: 'x'.repeat(11 * 1024 * 1024) })],
  ['plain text', 415, 'unsupported-media-type', (client) => client.send({ method: 'POST', url: '/api/v1/customers', headers: { 'content-type': 'text/plain' }, payload: 'name' })],
  ['a form', 415, 'unsupported-media-type', (client) => client.send({ method: 'POST', url: '/api/v1/customers', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: 'name=x' })],
  ['a form with files', 415, 'unsupported-media-type', (client) => client.send({ method: 'PATCH', url: `/api/v1/customers/${customer.id}`, headers: { 'content-type': 'multipart/form-data; boundary=x' }, payload: '--x\r\ncontent-disposition: form-data; name="remark"\r\n\r\nx\r\n--x--\r\n' })],
  ['a body without a type', 415, 'unsupported-media-type', (client) => client.send({ method: 'POST', url: '/api/v1/customers', payload: Buffer.from('{"name":"x"}') })],
  ['invalid', 422, 'validation', (client) => client.post('/api/v1/customers', { name: '', tier: 'gold', phones: ['1'] })],
  ['unknown parameter', 422, 'validation', (client) => client.get('/api/v1/customers?page=1')],
]

describe.each(cases)('%s', (_name, status, code, ask) => {
  test(`is answered ${status} as a problem in the caller's language`, async () => {
    for (const [client, isChinese] of [[zh, true], [en, false]] as const) {
      const reply = await ask(client)
      expect([reply.status, reply.text]).toEqual([status, expect.any(String)])
      expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8')
      expect(reply.body).toMatchObject({ type: `/problems/${code}`, status, title: expect.any(String), detail: expect.any(String), instance: expect.stringMatching(/^\/api\/v1\//) })
      expect(chinese.test(reply.body.title)).toBe(isChinese)
      expect(chinese.test(reply.body.detail)).toBe(isChinese)
      for (const error of reply.body.errors ?? []) {
        expect(error).toMatchObject({ path: expect.any(String), code: expect.stringMatching(/^[a-z_-]+$/), message: expect.any(String) })
        expect([error.message, chinese.test(error.message)]).toEqual([error.message, isChinese])
      }
      expect(reply.text).not.toMatch(/node_modules|\.ts:|select |insert |at .*\(|\/src\//)
    }
  })
})

test('nobody signed in is told so in the own language', async () => {
  const reply = await world.anonymous({ language: 'en' }).get('/api/v1/customers')
  expect(reply).toMatchObject({ status: 401, body: { type: '/problems/not-signed-in', title: 'Please sign in first' } })
})

test('the language is the one preferred, and Chinese when neither is', async () => {
  for (const [header, isChinese] of [['en-GB,en;q=0.9', false], ['zh-CN,zh;q=0.9,en;q=0.8', true], ['fr', true], ['', true], ['fr,en;q=0.5', false], ['zh;q=0.3,en;q=0.9', false], ['*', true], ['en;q=0', true], [';;;q=', true]] as const) {
    const { body } = await zh.get(`/api/v1/customers/${id}`, { 'accept-language': header })
    expect([header, chinese.test(body.title)]).toEqual([header, isChinese])
  }
})

test('every answer carries the headers that protect a browser', async () => {
  for (const reply of [await zh.get('/api/v1/customers'), await zh.get('/nothing-here'), await zh.get('/api/v1/nothing')]) {
    expect(reply.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'content-security-policy': expect.stringContaining("default-src 'self'"), 'referrer-policy': 'same-origin' })
  }
})

test('a restore needs no body, and an empty one is as good as none', async () => {
  const gone = await aCustomer(zh)
  await zh.del(`/api/v1/customers/${gone.id}`)
  const reply = await zh.send({ method: 'POST', url: `/api/v1/customers/${gone.id}/restore`, headers: { 'content-type': 'application/json' }, payload: '' })
  expect(reply.status).toBe(200)
  expect((await zh.send({ method: 'DELETE', url: `/api/v1/customers/${gone.id}`, headers: { 'content-type': 'application/json' } })).status).toBe(204)
})

test('inside PostgreSQL nothing is trusted: what looks like SQL or script stays text', async () => {
  const text = `'); drop table customers; -- <script>alert(1)</script> \${7*7} {{7*7}} %s $1 \\'`
  const { body } = await zh.post('/api/v1/customers', { name: text, tags: ["a'b"], remark: text })
  expect(body).toMatchObject({ name: text, remark: text, tags: ["a'b"] })
  const list = await zh.list('customers', { filter: { name: text, tags: "a'b", remark: { contains: text } } })
  expect(list).toHaveLength(1)
})

describe('a body that is too large', () => {
  const megabyte = Buffer.alloc(1024 * 1024, 0x20)
  const opened = async (length: string): Promise<Socket> => {
    const { port } = world.app.server.server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write(`POST /api/v1/customers HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n${length}\r\n\r\n`)
    return socket
  }
  beforeAll(async () => {
    await world.app.server.listen({ host: '127.0.0.1', port: 0 })
  })

  test('is told so to a program that sends it whole before it reads', async () => {
    const socket = await opened(`content-length: ${30 * megabyte.length}`)
    for (let sent = 0; sent < 30; sent++) if (!socket.write(megabyte)) await once(socket, 'drain')
    let text = ''
    for await (const part of socket) text += String(part)
    expect(text).toMatch(/^HTTP\/1\.1 413 /)
    expect(text).toContain('/problems/too-large')
  })

  test('is cut off where it never ends', async () => {
    const socket = await opened('transfer-encoding: chunked')
    const gone = new Promise<void>((resolve) => void socket.on('error', () => {}).on('close', () => resolve()))
    const chunk = Buffer.concat([Buffer.from('100000\r\n'), megabyte, Buffer.from('\r\n')])
    let sent = 0
    for (; sent < 400 && !socket.destroyed; sent++) if (!socket.write(chunk)) await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), gone])
    expect(sent).toBeGreaterThan(100)
    expect(sent).toBeLessThan(400)
  })
})
