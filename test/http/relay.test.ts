import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import type { StoredEvent } from '../../src/kernel/history/events.ts'
import { startRelay } from '../../src/kernel/history/relay.ts'
import type { Listener } from '../../src/kernel/definitions/module.ts'
import { transaction } from '../../src/platform/db/database.ts'
import { sql } from '../../src/platform/db/sql.ts'

let world: TestApp
let admin: Client
beforeAll(async () => {
  world = await startTestApp()
  admin = await world.asUser('admin')
})
afterAll(() => world.close())

/** A relay of one listener that only remembers; its position is its own. */
function listen(name: string, options: { kinds?: string[]; handle?: Listener['handle'] } = {}) {
  const heard: StoredEvent[] = []
  const listener: Listener = {
    name,
    kinds: options.kinds ?? ['customers.tag.created', 'customers.tag.updated'],
    handle: async (ctx, events) => {
      await options.handle?.(ctx, events)
      if (ctx.workspace.name === '青山商贸') heard.push(...events)
    },
  }
  const relay = startRelay({ listeners: [listener], contexts: () => world.app.runtime.systemContexts('test') })
  return { heard, relay }
}

let counter = 0
const aTag = () => create(admin, 'tags', { name: `标签 ${++counter}` })

describe('a listener', () => {
  test('hears every event of its kinds once and in order, and none of other kinds', async () => {
    const { heard, relay } = listen('t.order')
    const made: string[] = []
    for (let count = 0; count < 20; count++) {
      const tag = await aTag()
      made.push(tag.id, tag.id)
      await admin.patch(`/api/v1/tags/${tag.id}`, { remark: 'x' })
      await admin.del(`/api/v1/tags/${tag.id}`)
    }
    await relay.settle()
    const own = heard.filter((event) => made.includes(event.record_id))
    expect(own.map((event) => event.record_id)).toEqual(made)
    expect(own.map((event) => event.kind.split('.')[2])).toEqual(made.map((_, index) => (index % 2 ? 'updated' : 'created')))
    await relay.stop()
  })

  test('hears what many write at the same time, each exactly once', async () => {
    const { heard, relay } = listen('t.many')
    const made = await Promise.all(Array.from({ length: 60 }, aTag))
    await relay.settle()
    const ids = heard.map((event) => event.record_id)
    for (const { id } of made) expect(ids.filter((one) => one === id)).toHaveLength(1)
    await relay.stop()
  })

  test('is not passed by a transaction that began before and ends after the others', async () => {
    const { heard, relay } = listen('t.slow')
    const ctx = await world.contextOf('admin')
    let early = ''
    const late = await transaction(ctx, async (ctx) => {
      const { createRecord } = await import('../../src/kernel/records/create.ts')
      early = (await createRecord(ctx, ctx.objects.get('tag')!, { name: '早开晚结' })).id
      const other = await aTag()
      await Promise.race([relay.settle(), pause(300)])
      // Nothing behind the open transaction is taken yet: its event could never be heard in order.
      expect(heard.map((event) => event.record_id)).not.toContain(other.id)
      return other.id
    })
    await relay.settle()
    const ids = heard.map((event) => event.record_id).filter((id) => id === early || id === late)
    expect(ids).toHaveLength(2)
    await relay.stop()
  })

  test('that fails hears the same again, and what it wrote is undone', async () => {
    let failures = 2
    const { heard, relay } = listen('t.fails', {
      handle: async (ctx) => {
        await ctx.db.rows(sql`update tags t set color = 'gold' where t.workspace_id = ${sql.workspace}`)
        if (failures-- > 0) throw new Error('not today')
      },
    })
    const tag = await aTag()
    for (let attempt = 0; attempt < 100 && !heard.some((event) => event.record_id === tag.id); attempt++) {
      await Promise.race([relay.settle().catch(() => {}), pause(100)])
    }
    expect(heard.filter((event) => event.record_id === tag.id)).toHaveLength(1)
    await relay.stop()
  })

  test('that fails stops no other', async () => {
    const { relay: broken } = listen('t.broken', { handle: () => Promise.reject(new Error('never')) })
    const { heard, relay } = listen('t.fine')
    const tag = await aTag()
    await relay.settle()
    expect(heard.map((event) => event.record_id)).toContain(tag.id)
    await Promise.all([broken.stop(), relay.stop()])
  })

  test('that is killed in the middle hears the same again when it is started anew', async () => {
    const killed: string[] = []
    const first = listen('t.killed', {
      handle: async (ctx, events) => {
        await ctx.db.rows(sql`update tags t set color = 'purple' where t.workspace_id = ${sql.workspace}`)
        const [backend] = await ctx.db.rows<{ pid: number }>(sql`select pg_backend_pid() as pid`)
        const [end] = await world.query('select pg_terminate_backend($1) as is_ended', [backend!.pid])
        expect(end.is_ended).toBe(true)
        killed.push(...events.map((event) => event.record_id))
      },
    })
    const tag = await aTag()
    for (let attempt = 0; attempt < 100 && killed.length === 0; attempt++) await pause(20)
    await first.relay.stop()
    expect(await world.query("select 1 from tags where color = 'purple'")).toEqual([])
    const second = listen('t.killed')
    await second.relay.settle()
    expect(second.heard.map((event) => event.record_id)).toContain(tag.id)
    await second.relay.stop()
  })

  test('runs in one of several processes at a time, and each event is handled once', async () => {
    const heard: string[] = []
    const relays = Array.from({ length: 4 }, () => listen('t.shared', { handle: async (_ctx, events) => void heard.push(...events.map((event) => event.id)) }).relay)
    await Promise.all(Array.from({ length: 30 }, aTag))
    for (const relay of relays) await relay.settle()
    expect(new Set(heard).size).toBe(heard.length)
    await Promise.all(relays.map((relay) => relay.stop()))
  })
})

describe('settle', () => {
  test('waits until what was committed before has been heard, also while the relay is at it', async () => {
    const { heard, relay } = listen('t.settle', { handle: () => pause(30) })
    for (let count = 0; count < 5; count++) {
      const tag = await aTag()
      await relay.settle()
      expect(heard.map((event) => event.record_id)).toContain(tag.id)
    }
    await relay.stop()
  })
})

describe('numbers in turn', () => {
  test('are never given twice, however many ask at once, and one batch takes them in a row', async () => {
    const made = await Promise.all(Array.from({ length: 50 }, () => aCustomer(admin)))
    const numbers = made.map((customer) => customer.number)
    expect(new Set(numbers).size).toBe(50)
    for (const number of numbers) expect(number).toMatch(/^KH-\d{4}-\d{6}$/)
  })

  test('pass the ones that people bring along, and do not mind those of another form', async () => {
    const next = async () => Number((await aCustomer(admin)).number.slice(-6))
    const before = await next()
    const year = (await aCustomer(admin)).number.slice(0, 8)
    await aCustomer(admin, { number: `${year}${String(before + 100).padStart(6, '0')}` })
    expect(await next()).toBe(before + 101)
    await aCustomer(admin, { number: 'A-17' })
    expect(await next()).toBe(before + 102)
    expect((await admin.post('/api/v1/customers', { name: '重号', number: 'A-17' })).status).toBe(409)
    expect(await next()).toBeGreaterThan(before + 102)
  })

  test('begin anew with the year', async () => {
    let now = new Date('2030-12-31T15:59:00Z')
    const other = await startTestApp({ clock: { now: () => now } })
    try {
      const client = await other.asUser('lin')
      expect((await aCustomer(client)).number).toBe('KH-2030-000001')
      expect((await aCustomer(client)).number).toBe('KH-2030-000002')
      // Midnight in Shanghai, not in Greenwich.
      now = new Date('2030-12-31T16:00:00Z')
      expect((await aCustomer(client)).number).toBe('KH-2031-000001')
    } finally {
      await other.close()
    }
  })
})
