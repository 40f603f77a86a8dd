import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import { castPassword } from '../support/cast.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
beforeAll(async () => {
  world = await startTestApp()
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
})
afterAll(() => world.close())

async function follow(client: Client, after: string | null, query = ''): Promise<{ changes: any[]; cursor: string }> {
  const changes: any[] = []
  for (let cursor = after; ; ) {
    const reply = await client.get(`/api/v1/changes?limit=7${query}${cursor === null ? '' : `&after=${cursor}`}`)
    if (reply.status !== 200) throw new Error(reply.text)
    changes.push(...reply.body.data)
    if (reply.body.next_cursor === cursor) return { changes, cursor: reply.body.next_cursor }
    cursor = reply.body.next_cursor
  }
}

describe('the change feed', () => {
  test('tells every change in order, each once, and goes on from its cursor', async () => {
    const { cursor } = await follow(admin, null)
    const made = await Promise.all(Array.from({ length: 25 }, () => aCustomer(admin)))
    await admin.patch(`/api/v1/customers/${made[0].id}`, { remark: 'x' })
    await admin.del(`/api/v1/customers/${made[0].id}`)
    const next = await follow(admin, cursor)
    expect(next.changes.filter((change) => change.kind === 'customers.customer.created').map((change) => change.record_id).sort()).toEqual(made.map((customer) => customer.id).sort())
    expect(new Set(next.changes.map((change) => change.id)).size).toBe(next.changes.length)
    const own = next.changes.filter((change) => change.record_id === made[0].id)
    expect(own.map((change) => change.kind.split('.')[2])).toEqual(['created', 'updated', 'deleted'])
    expect(own[1]).toMatchObject({ object: 'customer', version: 2, actor: { name: '管理员' }, fields: [{ field: 'remark', before: null, after: 'x' }] })
    expect((await follow(admin, next.cursor)).changes).toEqual([])
  })

  test('begins with what comes after=now, and can be limited to objects', async () => {
    const { next_cursor } = (await admin.get('/api/v1/changes?after=now')).body
    await aCustomer(admin)
    await create(admin, 'tags', { name: '变更' })
    const { changes } = await follow(admin, next_cursor, '&objects=tag')
    expect(changes.map((change) => change.object)).toEqual(['tag'])
  })

  test('tells nothing of what the caller may not see', async () => {
    const { next_cursor } = (await lin.get('/api/v1/changes?after=now')).body
    const own = await aCustomer(lin)
    await aCustomer(admin)
    await create(await world.asUser('stranger'), 'customers', { name: '外' })
    const { changes } = await follow(lin, next_cursor)
    expect(changes.map((change) => change.record_id)).toEqual([own.id])
  })

  test('refuses a cursor that is none', async () => {
    for (const after of ['x', '', 'MSAy', Buffer.from('99999999999999999999 x').toString('base64url')]) expect([after, (await admin.get(`/api/v1/changes?after=${after}`)).status]).toEqual([after, 422])
  })
})

describe('the live stream', () => {
  /** Over a real connection: the answer has no end. */
  async function listen(app: TestApp, query = ''): Promise<{ next(word: string): Promise<string>; stop(): void }> {
    const address = await app.app.server.listen({ port: 0, host: '127.0.0.1' }).catch(() => `http://127.0.0.1:${(app.app.server.server.address() as { port: number }).port}`)
    const session = await fetch(`${address}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login: 'lin', password: castPassword }) })
    const stopper = new AbortController()
    const reply = await fetch(`${address}/api/v1/stream${query}`, { headers: { cookie: session.headers.get('set-cookie')!.split(';')[0]! }, signal: stopper.signal })
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8'])
    const reader = reply.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    return {
      next: async (word) => {
        while (!text.includes(word)) {
          const { done, value } = await reader.read()
          if (done) throw new Error(`The stream ended without ${word}: ${text}`)
          text += value
        }
        return text
      },
      stop: () => stopper.abort(),
    }
  }

  test('tells of a change within a second, without the values, and only what the caller may see', async () => {
    const stream = await listen(world)
    await stream.next('retry')
    await aCustomer(admin)
    const begin = Date.now()
    const own = await aCustomer(lin, { remark: '机密内容' })
    const text = await stream.next(own.id)
    expect(Date.now() - begin).toBeLessThan(5000)
    expect(text.match(/^event: change$/gm)).toHaveLength(1)
    expect(text).not.toContain('机密内容')
    stream.stop()
  })

  test('ends when the server stops, which does not wait for it', async () => {
    const other = await startTestApp()
    const stream = await listen(other)
    await stream.next('retry')
    const begin = Date.now()
    await other.close()
    expect(Date.now() - begin).toBeLessThan(5000)
    stream.stop()
  })
})
