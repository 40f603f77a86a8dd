/** What is asked too often, too slowly or for too long, and what browsers and proxies are told. */
import { once } from 'node:events'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { longTransaction, transaction } from '../../src/platform/db/database.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { asProblem } from '../../src/platform/http/problem-answer.ts'
import { castPassword } from '../support/cast.ts'
import { makeClient, signIn, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let port: number
beforeAll(async () => {
  world = await startTestApp({ app: { rates: { address: 60, person: 10, key: 5 }, trustedProxies: '10.0.0.0/8', statementTimeout: 200, bodyPatience: 300, mostConnections: 20 } })
  await world.app.server.listen({ host: '127.0.0.1', port: 0 })
  port = (world.app.server.server.address() as AddressInfo).port
})
afterAll(() => world.close())

const from = (address: string): Record<string, string> => ({ 'x-forwarded-for': address })
const inject = async (client: { remoteAddress: string; headers?: Record<string, string>; url?: string }) =>
  world.app.server.inject({ method: 'GET', url: client.url ?? '/api/v1/session', remoteAddress: client.remoteAddress, headers: client.headers ?? {} })

describe('who asks too often', () => {
  test('is told before, and then 429 with Retry-After in both languages', async () => {
    for (const [login, language] of [['lin', 'zh'], ['mei', 'en']] as const) {
      const client: Client = await signIn(world.app.server, { login, password: castPassword, language })
      const first = await client.get('/api/v1/session')
      expect(first.headers).toMatchObject({ 'ratelimit-policy': '"person";q=10;w=60', ratelimit: '"person";r=9;t=6' })
      const replies = []
      for (let count = 0; count < 15; count++) replies.push(await client.get('/api/v1/session'))
      const refused = replies.filter(({ status }) => status === 429)
      expect(refused.length).toBeGreaterThanOrEqual(5)
      expect(refused[0]!.headers['retry-after']).toMatch(/^[1-6]$/)
      expect(refused[0]!.body).toMatchObject({ type: '/problems/too-many-requests', status: 429, title: expect.stringMatching(language === 'zh' ? /^请求过于频繁/ : /^Too many requests/) })
    }
  })

  test('is told so before the password is looked at, by address', async () => {
    const statuses = []
    for (let count = 0; count < 70; count++) statuses.push((await inject({ remoteAddress: '203.0.113.9' })).statusCode)
    expect(statuses.slice(0, 60)).toEqual(Array(60).fill(401))
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(8)
    expect((await inject({ remoteAddress: '203.0.113.10' })).statusCode).toBe(401)
  })
})

describe('a proxy', () => {
  test('is believed about the address of the caller only where it is named', async () => {
    const ask = async (remoteAddress: string, forwarded: string) => (await inject({ remoteAddress, headers: from(forwarded) })).headers.ratelimit
    const left = (header: unknown) => Number(/r=(\d+)/.exec(String(header))?.[1])
    expect(left(await ask('10.0.0.1', '198.51.100.1'))).toBe(59)
    expect(left(await ask('10.0.0.2', '198.51.100.1'))).toBe(58)
    // Whatever somebody else puts there, it counts for the address it came from.
    expect(left(await ask('192.0.2.1', '198.51.100.2'))).toBe(59)
    expect(left(await ask('192.0.2.1', '198.51.100.3'))).toBe(58)
    // Only what the nearest proxy wrote is taken; what the caller wrote before it is not.
    expect(left(await ask('10.0.0.1', '6.6.6.6, 198.51.100.1'))).toBe(57)
  })

  test('that speaks TLS gets HSTS and a cookie bound to the host; others get neither', async () => {
    const secure = { 'x-forwarded-proto': 'https', ...from('198.51.100.20') }
    const sign = (headers: Record<string, string>, remoteAddress: string) =>
      world.app.server.inject({ method: 'POST', url: '/api/v1/session', remoteAddress, headers: { 'content-type': 'application/json', ...headers }, payload: JSON.stringify({ login: 'chen', password: castPassword }) })
    const behind = await sign(secure, '10.0.0.1')
    expect(behind.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
    const cookieOf = ({ headers }: typeof behind) => [headers['set-cookie']].flat().find((text) => /guanxi_session=/.test(String(text)))
    expect(cookieOf(behind)).toMatch(/^__Host-guanxi_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Expires=.*; Secure$/)
    const plain = await sign(secure, '192.0.2.2')
    expect(plain.headers['strict-transport-security']).toBeUndefined()
    expect(cookieOf(plain)).toMatch(/^guanxi_session=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Expires=[^;]+$/)
    const token = /=([^;]+)/.exec(String(cookieOf(behind)))?.[1]
    const who = async (cookie: string) => (await inject({ remoteAddress: '10.0.0.1', headers: { ...secure, cookie } })).statusCode
    expect([await who(`__Host-guanxi_session=${token}`), await who(`guanxi_session=${token}`)]).toEqual([200, 401])
  })
})

describe('a slow client', () => {
  const opened = async (): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    return socket
  }
  const readAll = async (socket: Socket) => {
    let text = ''
    for await (const chunk of socket) text += String(chunk)
    return text
  }

  test('that does not send its body is answered 408 and let go', async () => {
    const socket = await opened()
    socket.write('POST /api/v1/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"login"')
    const text = await readAll(socket)
    expect(text).toMatch(/^HTTP\/1\.1 408 /)
    expect(text).toContain('/problems/too-slow')
  })

  test('one connection too many is turned away, the others are served', async () => {
    const sockets = await Promise.all(Array.from({ length: 30 }, opened))
    await pause(100)
    const alive = sockets.filter((socket) => !socket.destroyed && !socket.readableEnded)
    for (const socket of alive) socket.on('error', () => {})
    sockets[0]!.write('GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
    expect(await readAll(sockets[0]!)).toMatch(/^HTTP\/1\.1 200 /)
    for (const socket of sockets) socket.destroy()
  })
})

test('a statement that takes too long is answered 503 with Retry-After, in words', async () => {
  const error: unknown = await world.app.runtime.database.local.rows(sql`select pg_sleep(5)`).catch((error: unknown) => error)
  expect(asProblem(error)).toMatchObject({ status: 503, code: 'too-slow', title: { zh: '查询耗时过长，请缩小范围' }, headers: { 'retry-after': '2' } })
})

test('work of the night may take longer than the statements of a page, and leaves those as they were', async () => {
  const { local } = world.app.runtime.database
  await longTransaction({ db: local }, ({ db }) => db.rows(sql`select pg_sleep(0.5)`))
  await expect(transaction({ db: local }, ({ db }) => db.rows(sql`select pg_sleep(0.5)`))).rejects.toMatchObject({ code: '57014' })
})

test('every answer tells browsers what to refuse', async () => {
  const client = makeClient(world.app.server)
  for (const url of ['/healthz', '/api/v1/nothing', '/api/openapi.json']) {
    const { headers } = await client.get(url)
    const policy = String(headers['content-security-policy'])
    expect(policy).not.toMatch(/script-src[^;]*unsafe|style-src [^;]*unsafe/)
    expect(policy).toMatch(/default-src 'self';.*script-src 'self';.*object-src 'none';.*base-uri 'none';.*frame-ancestors 'none'/)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=(), microphone=()'),
    })
    if (url.startsWith('/api/')) expect(headers['cache-control']).toBe('no-store')
    expect(headers).not.toHaveProperty('x-powered-by')
    expect(headers['content-type']).toMatch(/^application\/(?:problem\+)?json; charset=utf-8$/)
    for (const method of ['GET', 'OPTIONS']) {
      const asked = await client.send({ method, url, headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' } })
      expect(Object.keys(asked.headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
  }
})
