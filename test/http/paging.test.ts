import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import { listUrl, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let rows: any[]

const names = ['张三', '李四', '王五', '欧阳修', '单雄信', 'abc', 'ABC', '', '阿里', '上海远航', '', '北京', '重庆', '长沙', '解放', '123', '😀', 'ümlaut']

beforeAll(async () => {
  world = await startTestApp()
  admin = await world.asUser('admin')
  const input = Array.from({ length: 90 }, (_, index) => ({
    name: names[index % names.length] || `无名${index}`,
    short_name: index % 3 === 0 ? null : index % 3 === 1 ? '' : `短${index % 7}`,
    tier: ['vip', 'a', 'b', 'c', 'potential'][index % 5],
    credit_limit: index % 4 === 0 ? null : `${(index * 37) % 11}.50`,
    credit_days: index % 5 === 0 ? null : index % 6,
    founded_on: index % 6 === 0 ? null : `20${10 + (index % 13)}-0${1 + (index % 9)}-1${index % 10}`,
    industry: index % 2 === 0 ? null : `行业${index % 4}`,
    owner: [world.ids.lin, world.ids.chen, world.ids.ma, null][index % 4],
  }))
  for (const part of [input.slice(0, 30), input.slice(30, 60), input.slice(60)]) await admin.post('/api/v1/customers/batch', { create: part })
  rows = await admin.list('customers', { limit: 500 })
})
afterAll(() => world.close())

const sortable = ['name', 'short_name', 'tier', 'credit_limit', 'credit_days', 'founded_on', 'industry', 'number', 'created_at', 'updated_at', 'completeness', 'total_amount', 'last_contact_at', 'id', 'version']
const filters = [undefined, { tier: { in: ['vip', 'a'] } }, { credit_limit: { is_empty: true } }, { or: [{ industry: '行业1' }, { founded_on: { gt: '2015-01-01' } }] }]

const anOrder = fc
  .uniqueArray(fc.constantFrom(...sortable), { minLength: 1, maxLength: 5 })
  .chain((fields) => fc.tuple(...fields.map((field) => fc.boolean().map((isDescending) => `${isDescending ? '-' : ''}${field}`))))
  .map((fields) => fields.join(','))

async function walk(query: { sort: string; filter?: unknown; limit: number }, between: (page: number) => Promise<void> = async () => {}): Promise<any[]> {
  const all: any[] = []
  let cursor = ''
  for (let page = 0; page < 500; page++) {
    const { body, status, text } = await admin.get(listUrl('customers', { ...query, fields: 'id' }, cursor))
    if (status !== 200) throw new Error(text)
    expect(body.data.length).toBeLessThanOrEqual(query.limit)
    all.push(...body.data)
    if (body.next_cursor === null) return all
    expect(body.data.length).toBe(query.limit)
    cursor = body.next_cursor
    await between(page)
  }
  throw new Error('The list has no end')
}

describe('walking a list page by page', () => {
  test('gives each row exactly once, in the order of the whole, for any order and filter', async () => {
    await fc.assert(
      fc.asyncProperty(anOrder, fc.constantFrom(...filters), fc.integer({ min: 1, max: 40 }), async (sort, filter, limit) => {
        const whole = (await admin.get(listUrl('customers', { sort, filter, limit: 500, fields: 'id' }))).body.data
        expect((await walk({ sort, filter, limit })).map((row) => row.id)).toEqual(whole.map((row: any) => row.id))
      }),
      { numRuns: 40 },
    )
  })

  test('from the end gives the same rows in the same order, the last page first', async () => {
    await fc.assert(
      fc.asyncProperty(anOrder, fc.constantFrom(...filters), fc.integer({ min: 1, max: 40 }), async (sort, filter, limit) => {
        const whole = (await admin.get(listUrl('customers', { sort, filter, limit: 500, fields: 'id' }))).body.data.map((row: any) => row.id)
        const pages: string[][] = []
        for (let cursor: string | null = ''; cursor !== null && pages.length < 500; ) {
          const { body } = await admin.get(`${listUrl('customers', { sort, filter, limit, fields: 'id' }, cursor)}&from=end`)
          pages.unshift(body.data.map((row: any) => row.id))
          cursor = body.next_cursor
        }
        expect(pages.flat()).toEqual(whole)
      }),
      { numRuns: 60 },
    )
  })

  test('a cursor from the start does not lead on from the end', async () => {
    const { body } = await admin.get(listUrl('customers', { sort: 'name', limit: 5 }))
    expect((await admin.get(`${listUrl('customers', { sort: 'name', limit: 5 }, body.next_cursor)}&from=end`)).status).toBe(422)
  })

  test('gives what was there exactly once also while records are added and deleted', async () => {
    for (const sort of ['-created_at', 'name', '-credit_limit,name', 'short_name,-founded_on']) {
      const known = new Set((await walk({ sort, limit: 50 })).map((row) => row.id))
      const own: string[] = []
      const seen = await walk({ sort, limit: 13 }, async (page) => {
        const customer = await aCustomer(admin, { name: names[page % names.length] || '插入', credit_limit: page % 2 ? '4.50' : null, short_name: '短3' })
        own.push(customer.id)
        if (page % 2) await admin.del(`/api/v1/customers/${own[0]}`)
        if (page % 2) own.shift()
      })
      const ids = seen.map((row) => row.id)
      expect(new Set(ids).size).toBe(ids.length)
      expect([...known].filter((id) => !ids.includes(id))).toEqual([])
      await admin.post('/api/v1/customers/batch', { delete: own })
    }
  })

  test('goes on where values are long', async () => {
    for (const letter of ['甲', '乙', '丙']) await aCustomer(admin, { name: letter, tier_reason: '长', short_name: letter.repeat(2000) })
    const seen = await walk({ sort: 'short_name', filter: { tier_reason: '长' }, limit: 1 })
    expect(seen).toHaveLength(3)
    for (const row of await admin.list('customers', { filter: { tier_reason: '长' } })) await admin.del(`/api/v1/customers/${row.id}`)
  })
})

describe('the order', () => {
  const order = async (sort: string, filter?: object) => (await admin.get(listUrl('customers', { sort, limit: 500, filter }))).body.data as any[]

  test('is by the values, nothing last in both directions', async () => {
    for (const sort of ['credit_limit', '-credit_limit']) {
      const values = (await order(sort)).map((row) => row.credit_limit)
      const known = values.filter((value) => value !== null).map(Number)
      expect(known).toEqual(known.toSorted((a, b) => (sort.startsWith('-') ? b - a : a - b)))
      expect(values.slice(known.length).every((value) => value === null)).toBe(true)
    }
  })

  test('of Chinese names is by pinyin, of people by the reading of the surname', async () => {
    for (const name of ['赵云', '阿斗', '重庆火锅', '张飞', '貂蝉', '曹操']) await aCustomer(admin, { name, tier_reason: '三国' })
    for (const name of ['单田芳', '解晓东']) await aCustomer(admin, { name, kind: 'person', tier_reason: '三国' })
    expect((await order('name', { tier_reason: '三国' })).map((row) => row.name)).toEqual(['阿斗', '曹操', '重庆火锅', '貂蝉', '单田芳', '解晓东', '张飞', '赵云'])
    expect((await order('-name', { tier_reason: '三国' })).map((row) => row.name)[0]).toBe('赵云')
  })

  test('of several fields: the first decides, the next where it is equal', async () => {
    const list = await order('tier,-credit_days,name')
    for (const [index, row] of list.slice(1).entries()) {
      const before = list[index]
      expect(before.tier <= row.tier).toBe(true)
      if (before.tier === row.tier && before.credit_days !== null && row.credit_days !== null) expect(before.credit_days).toBeGreaterThanOrEqual(row.credit_days)
      if (before.tier === row.tier && before.credit_days === null) expect(row.credit_days).toBeNull()
    }
  })

  test('by what has no order, is unknown or hidden is refused, as are more than five fields', async () => {
    for (const sort of ['phones', 'addresses', 'remark', 'owner', 'tags', 'colour', 'contact_facts', 'name_pinyin', '--name', 'tier,number,name,city,status,website']) {
      const { status, body } = await admin.get(listUrl('customers', { sort }))
      expect([sort, status, body.errors?.[0].path]).toEqual([sort, 422, 'sort'])
    }
  })
})

describe('cursor, limit and count', () => {
  test('a cursor of another order, and a cursor that is none, are refused', async () => {
    const { body } = await admin.get(listUrl('customers', { sort: 'name', limit: 5 }))
    for (const [sort, cursor] of [['-name', body.next_cursor], ['tier', body.next_cursor], ['name', 'x'], ['name', '%00'], ['name', Buffer.from('["name","a"]').toString('base64url')], ['name', Buffer.from('["name","a","b"]').toString('base64url')], ['name', Buffer.from('["name",{},[]]').toString('base64url')]]) {
      const reply = await admin.get(listUrl('customers', { sort, limit: 5 }, cursor))
      expect([cursor, reply.status]).toEqual([cursor, 422])
    }
  })

  test('limit is 1 to 500, 50 when it is left out', async () => {
    expect((await admin.get('/api/v1/customers')).body.data).toHaveLength(50)
    expect((await admin.get('/api/v1/customers?limit=1')).body.data).toHaveLength(1)
    for (const limit of ['0', '501', '-1', '1.5', 'x', '']) expect([limit, (await admin.get(`/api/v1/customers?limit=${limit}`)).status]).toEqual([limit, 422])
  })

  test('the total is given only when it is asked for', async () => {
    const total = (query: object) => admin.get(listUrl('customers', { limit: 1, ...query })).then(({ body }) => body.total)
    expect(await total({})).toBeNull()
    expect(await total({ count: 'none' })).toBeNull()
    expect(await total({ count: 'exact', filter: { id: rows.map((row) => row.id) } })).toBe(rows.length)
    expect(await total({ count: 'exact', filter: { tier: 'vip', id: rows.map((row) => row.id) } })).toBe(rows.filter((row) => row.tier === 'vip').length)
    expect(await total({ count: 'estimate' })).toEqual(expect.any(Number))
  })

  test('unknown parameters are refused', async () => {
    expect((await admin.get('/api/v1/customers?page=2')).status).toBe(422)
  })

  test('words narrow a list together with its filter', async () => {
    await create(admin, 'customers', { name: '词语公司甲', tier: 'vip' })
    await create(admin, 'customers', { name: '词语公司乙', tier: 'a' })
    const found = await admin.list('customers', { q: '词语', filter: { tier: 'vip' }, count: 'exact' })
    expect(found.map((row) => row.name)).toEqual(['词语公司甲'])
  })
})

describe('a time line', () => {
  test('is walked both ways from any entry of it: everything in order, once', async () => {
    const customer = await aCustomer(admin, { name: '两头' })
    // Several at one moment, so that the moment alone does not say the order.
    for (let index = 0; index < 14; index++) await create(admin, 'interactions', { customer: customer.id, content: `第${index}次`, channel: 'call', at: `2026-03-0${1 + Math.floor(index / 5)}T02:00:00Z` })
    await admin.patch(`/api/v1/customers/${customer.id}`, { remark: '变' })
    const page = async (query: object) => {
      const reply = await admin.get(`/api/v1/customers/${customer.id}/timeline?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`)
      expect(reply.status).toBe(200)
      return reply.body
    }
    const keysOf = ({ data }: any): string[] => data.map(({ key }: any) => key)
    const whole = keysOf(await page({ limit: 200 }))
    expect(whole.length).toBeGreaterThanOrEqual(15)
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 6 }), async (place, limit) => {
        const first = await page({ limit, entry: whole[place] })
        const [above, below]: [string[][], string[][]] = [[], [keysOf(first)]]
        for (let { next_cursor: cursor } = first; cursor !== null; ) {
          const older = await page({ limit, cursor })
          below.push(keysOf(older))
          cursor = older.next_cursor
        }
        for (let { previous_cursor: cursor } = first; cursor !== null; ) {
          const newer = await page({ limit, cursor, towards: 'newer' })
          // From a newer page one comes back to what is below it.
          if (newer.data.length > 0) expect(keysOf(await page({ limit: 200, cursor: newer.next_cursor }))).toEqual(whole.slice(whole.indexOf(keysOf(newer).at(-1)!) + 1))
          above.unshift(keysOf(newer))
          cursor = newer.previous_cursor
        }
        expect([...above, ...below].flat()).toEqual(whole)
        expect(below.flat()).toContain(whole[place])
      }),
      { numRuns: 15 },
    )
    expect(keysOf(await page({ limit: 200, entry: world.ids.lin }))).toEqual(whole)
    expect(keysOf(await page({ limit: 200, entry: 'none' }))).toEqual(whole)
    expect((await page({ limit: 200 })).previous_cursor).toBeNull()
  })
})
