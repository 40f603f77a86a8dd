import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { objectOf } from '../../src/kernel/context.ts'
import { updateRecord } from '../../src/kernel/records/update.ts'
import { aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { addressOf, listenTo } from '../support/live-stream.ts'
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
  await world.untilTold()
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
    await world.untilTold()
    const { next_cursor } = (await admin.get('/api/v1/changes?after=now')).body
    await aCustomer(admin)
    await create(admin, 'tags', { name: '变更' })
    const { changes } = await follow(admin, next_cursor, '&objects=tag')
    expect(changes.map((change) => change.object)).toEqual(['tag'])
  })

  test('says in the words of the reader what the program did by itself, and the metadata names it for steps', async () => {
    await world.untilTold()
    const { next_cursor } = (await admin.get('/api/v1/changes?after=now')).body
    const made = await aCustomer(admin)
    const [{ workspace_id: workspace }] = await world.query('select workspace_id from customers where id = $1', [made.id])
    const ctx = await world.app.runtime.systemContext(workspace, 'relay')
    await updateRecord(ctx, objectOf(ctx, 'customer'), made.id, { remark: '由系统' }, { asSystem: true })
    await world.untilTold()
    const actorIn = async (language: 'zh' | 'en') => {
      const { body } = await (await world.asUser('admin', { language })).get(`/api/v1/changes?limit=50&after=${next_cursor}`)
      return body.data.find((change: any) => change.record_id === made.id && change.kind.endsWith('.updated')).actor.name
    }
    expect([await actorIn('zh'), await actorIn('en')]).toEqual(['系统（后续处理）', 'The system (following up)'])
    expect((await admin.get('/api/v1/metadata')).body.system_names).toMatchObject({ relay: { zh: '系统（后续处理）', en: 'The system (following up)' }, 'service link': { zh: '请求人（网上链接）', en: 'The requester (by the link)' }, portal: { zh: '系统（自助门户）' } })
  })

  test('tells nothing of what the caller may not see', async () => {
    await world.untilTold()
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
  test('tells of a change within a second, without the values, and only what the caller may see', async () => {
    const stream = await listenTo(await addressOf(world))
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
    const stream = await listenTo(await addressOf(other))
    await stream.next('retry')
    const begin = Date.now()
    await other.close()
    expect(Date.now() - begin).toBeLessThan(5000)
    stream.stop()
  })

  test('tells of a share that runs out with the day, at midnight where the company is, and of nothing then that stays as it is', async () => {
    const day = '2026-03-02'
    let shift = new Date(`${day}T23:50:00+08:00`).getTime() - Date.now()
    const night = await startTestApp({ clock: { now: () => new Date(Date.now() + shift) } })
    const [owner, manager] = [await night.asUser('lin'), await night.asUser('admin')]
    const customer = await aCustomer(owner)
    await owner.post(`/api/v1/customers/${customer.id}/share`, { person: night.ids.chen, right: 'read', until: day })
    const address = await addressOf(night)
    const [concerned, other] = [await listenTo(address, { login: 'chen' }), await listenTo(address, { login: 'mei' })]
    for (const stream of [concerned, other]) await stream.next('event: layouts')
    const midnight = new Date('2026-03-03T00:00:00+08:00').getTime()
    shift = midnight - 300 - Date.now()
    // Something wakes the streams: they had been told to sleep longer than the clock of this test lets them.
    await aCustomer(manager, { owner: night.ids.chen })
    await concerned.next('event: change')
    const heard = await concerned.next('event: rights')
    expect(Date.now() + shift - midnight).toBeLessThan(1000)
    expect(heard).not.toContain('event: change')
    expect((await (await night.asUser('chen')).get(`/api/v1/customers/${customer.id}`)).status).toBe(404)
    await aCustomer(manager, { owner: night.ids.mei })
    expect(await other.next('event: change')).not.toContain('event: rights')
    for (const stream of [concerned, other]) stream.stop()
    await night.close()
  })
})
