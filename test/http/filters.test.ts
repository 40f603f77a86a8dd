import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { fixedClock } from '../../src/platform/clock.ts'

// A Wednesday, noon in Shanghai.
const now = '2026-03-11T04:00:00Z'

let world: TestApp
let admin: Client
beforeAll(async () => {
  world = await startTestApp({ clock: fixedClock(now) })
  admin = await world.asUser('admin')
})
afterAll(() => world.close())

/** Names of the records that a filter finds, in order of name. */
async function found(objects: string, filter: unknown, name = 'name'): Promise<string[]> {
  const rows = await admin.list(objects, { filter })
  return rows.map((row) => row[name]).sort()
}

async function refused(objects: string, filter: unknown): Promise<string[]> {
  const reply = await admin.get(`/api/v1/${objects}?filter=${encodeURIComponent(JSON.stringify(filter))}`)
  expect([filter, reply.status]).toEqual([filter, 422])
  return reply.body.errors.map((error: any) => error.path)
}

async function expectFound(objects: string, cases: [filter: unknown, names: string][], name?: string): Promise<void> {
  for (const [filter, names] of cases) {
    expect([JSON.stringify(filter), (await found(objects, filter, name)).join(' ')]).toEqual([JSON.stringify(filter), names])
  }
}

describe('operators by type', () => {
  beforeAll(async () => {
    const { lin, chen } = world.ids
    const parent = await create(admin, 'customers', { name: 'a', industry: '航运', credit_days: 30, credit_limit: '100.00', founded_on: '2001-05-01', tier: 'vip', tags: ['x', 'y'], phones: ['13812345678'], emails: ['a@one.example'], addresses: [{ city: '宁波市', street: '中山路' }], tax_bank: { bank: '工商银行' } })
    await create(admin, 'consent-records', { customer: parent.id, channel: 'sms' })
    await create(admin, 'customers', { owner: lin, name: 'b', industry: '航空', credit_days: 60, credit_limit: '100.01', founded_on: '2026-03-11', tier: 'a', tags: ['y', 'z'], phones: ['13999990000', '057188886666'], emails: ['b@two.example'], addresses: [{ city: '杭州市' }], parent: parent.id, source: 'referral', referrer: parent.id })
    await create(admin, 'customers', { owner: chen, name: 'c', industry: '', credit_days: 0, credit_limit: '-0', founded_on: '2026-03-31', tier: 'b', tags: [], wechat: '100%_\\' })
    await create(admin, 'customers', { name: 'd', kind: 'person', category: 'consumer', risk_tolerance: 3, owner: null, birthday: '1990-02-28' })
  })

  test('text', () => expectFound('customers', [
    [{ industry: '航运' }, 'a'],
    [{ industry: { eq: '航运' } }, 'a'],
    [{ industry: null }, 'd'],
    [{ industry: { ne: '航运' } }, 'b c d'],
    [{ industry: { ne: null } }, 'a b c'],
    [{ industry: ['航运', '航空'] }, 'a b'],
    [{ industry: { in: ['航运', ''] } }, 'a c'],
    [{ industry: { nin: ['航运'] } }, 'b c d'],
    [{ industry: { contains: '航' } }, 'a b'],
    [{ name: { contains: 'A' } }, 'a'],
    [{ industry: { starts_with: '航' } }, 'a b'],
    [{ industry: { starts_with: '空' } }, ''],
    [{ industry: { starts_with: '航' } }, 'a b'],
    [{ industry: { starts_with: '运' } }, ''],
    [{ industry: { is_empty: true } }, 'c d'],
    [{ industry: { is_empty: false } }, 'a b'],
    [{ name: { gt: 'b' } }, 'c d'],
    [{ name: { gte: 'b', lt: 'd' } }, 'b c'],
    [{ name: { between: ['b', 'c'] } }, 'b c'],
    [{ wechat: { contains: '%' } }, 'c'],
    [{ wechat: { contains: '0_' } }, ''],
    [{ wechat: { contains: '%_\\' } }, 'c'],
    [{ wechat: { starts_with: '1%' } }, ''],
    [{ remark: { is_empty: true } }, 'a b c d'],
  ]))

  test('numbers and money', () => expectFound('customers', [
    [{ credit_days: 30 }, 'a'],
    [{ credit_days: { gt: 30 } }, 'b'],
    [{ credit_days: { gte: 30 } }, 'a b'],
    [{ credit_days: { lt: 30.5 } }, 'a c'],
    [{ credit_days: { lte: 0 } }, 'c'],
    [{ credit_days: { between: [1, 60] } }, 'a b'],
    [{ credit_days: { in: [0, 60] } }, 'b c'],
    [{ credit_days: { nin: [0, 60] } }, 'a d'],
    [{ credit_days: { is_empty: true } }, 'd'],
    [{ credit_limit: '100' }, 'a'],
    [{ credit_limit: 100.01 }, 'b'],
    [{ credit_limit: { gt: '100.00' } }, 'b'],
    [{ credit_limit: { lte: '100.00' } }, 'a c'],
    [{ credit_limit: 0 }, 'c'],
    [{ credit_limit: { lt: 1e300 } }, 'a b c'],
    [{ risk_tolerance: { gte: 3 } }, 'd'],
    [{ risk_tolerance: { gte: 70000 } }, ''],
    [{ completeness: { gte: 0 } }, 'a b c d'],
    [{ version: 1 }, 'a b c d'],
  ]))

  test('days and words for days', () => expectFound('customers', [
    [{ founded_on: '2001-05-01' }, 'a'],
    [{ founded_on: { gte: '2026-03-11' } }, 'b c'],
    [{ founded_on: { between: ['2026-03-01', '2026-03-31'] } }, 'b c'],
    [{ founded_on: 'today' }, 'b'],
    [{ founded_on: { on: 'today' } }, 'b'],
    [{ founded_on: 'this_month' }, 'b c'],
    [{ founded_on: { gt: 'today' } }, 'c'],
    [{ founded_on: { lt: 'today' } }, 'a'],
    [{ founded_on: { in_last: '30d' } }, 'b'],
    [{ founded_on: { in_next: '21d' } }, 'b c'],
    [{ founded_on: { in_next: '20d' } }, 'b'],
    [{ founded_on: { in_last: '30y' } }, 'a b'],
    [{ founded_on: { ne: '2001-05-01' } }, 'b c d'],
    [{ founded_on: { is_empty: true } }, 'd'],
    [{ birthday: { lt: '2000-01-01' } }, 'd'],
  ]))

  test('choices, tags and lists of texts', () => expectFound('customers', [
    [{ tier: 'vip' }, 'a'],
    [{ tier: { in: ['vip', 'a'] } }, 'a b'],
    [{ tier: ['vip', 'a'] }, 'a b'],
    [{ tier: { nin: ['vip', 'a'] } }, 'c d'],
    [{ tier: { ne: 'vip' } }, 'b c d'],
    [{ source: { is_empty: true } }, 'a c d'],
    [{ source: null }, 'a c d'],
    [{ tags: 'y' }, 'a b'],
    [{ tags: { contains: 'x' } }, 'a'],
    [{ tags: { contains: ['x', 'y'] } }, 'a'],
    [{ tags: { in: ['x', 'z'] } }, 'a b'],
    [{ tags: { nin: ['x'] } }, 'b c d'],
    [{ tags: { ne: 'y' } }, 'c d'],
    [{ tags: { is_empty: true } }, 'c d'],
    [{ tags: { is_empty: false } }, 'a b'],
    [{ tags: { in: ['unknown'] } }, ''],
  ]))

  test('telephone numbers and mail addresses', () => expectFound('customers', [
    [{ phones: '13812345678' }, 'a'],
    [{ phones: '138 1234 5678' }, 'a'],
    [{ phones: { contains: '1234' } }, 'a'],
    [{ phones: { contains: '138-1234' } }, 'a'],
    [{ phones: { contains: '0571-8888' } }, 'b'],
    [{ phones: { in: ['+8613812345678', '+8613999990000'] } }, 'a b'],
    [{ phones: { nin: ['+8613812345678'] } }, 'b c d'],
    [{ phones: { is_empty: true } }, 'c d'],
    [{ phones: { contains: 'abc' } }, ''],
    [{ emails: 'A@One.example' }, 'a'],
    [{ emails: { contains: 'TWO' } }, 'b'],
    [{ emails: { is_empty: false } }, 'a b'],
  ]))

  test('addresses and groups of parts', () => expectFound('customers', [
    [{ addresses: { contains: '中山' } }, 'a'],
    [{ addresses: { is_empty: true } }, 'c d'],
    [{ addresses: { is_empty: false } }, 'a b'],
    [{ city: '杭州市' }, 'b'],
    [{ tax_bank: { contains: '工商' } }, 'a'],
    [{ tax_bank: { is_empty: true } }, 'b c d'],
    [{ consents: { is_empty: false } }, 'a'],
  ]))

  test('references, people and relations', () => expectFound('customers', [
    [{ owner: world.ids.lin }, 'b'],
    [{ owner: [world.ids.lin, world.ids.chen] }, 'b c'],
    [{ owner: { ne: world.ids.lin } }, 'a c d'],
    [{ owner: { nin: [world.ids.lin] } }, 'a c d'],
    [{ owner: null }, 'd'],
    [{ owner: { is_empty: true } }, 'd'],
    [{ owner: '@me' }, 'a'],
    [{ owner: { ne: '@me' } }, 'b c d'],
    [{ owner: { in: ['@me', world.ids.chen] } }, 'a c'],
    [{ owner: { name: '林晓' } }, 'b'],
    [{ owner: { name: { contains: '陈' } } }, 'c'],
    [{ 'owner.name': '林晓' }, 'b'],
    [{ owner: { department: { name: '一组' } } }, 'b'],
    [{ 'owner.department.name': { in: ['一组', '二组'] } }, 'b c'],
    [{ parent: { name: 'a' } }, 'b'],
    [{ parent: { tags: { contains: 'x' }, tier: 'vip' } }, 'b'],
    [{ created_by: '@me' }, 'a b c d'],
    [{ customers: { some: { name: 'b' } } }, 'a'],
  ]))

  test('what a program made reads as made by nobody and is found so', async () => {
    const madeBy = (id: string) => world.query(`update customers set created_by = $1 where name = 'd'`, [id])
    await madeBy('00000000-0000-7000-8000-000000000000')
    try {
      expect((await admin.list('customers', { filter: { name: 'd' } }))[0].created_by).toBeNull()
      await expectFound('customers', [
        [{ created_by: null }, 'd'],
        [{ created_by: { is_empty: true } }, 'd'],
        [{ created_by: { is_empty: false } }, 'a b c'],
        [{ created_by: { ne: null } }, 'a b c'],
        [{ created_by: { ne: '@me' } }, 'd'],
      ])
    } finally {
      await madeBy(world.ids.admin)
    }
  })

  test('@my_team are the people of the own department, with oneself', async () => {
    const ma = await world.asUser('ma')
    const rows = await ma.list('customers', { filter: { owner: '@my_team' } })
    expect(rows).toEqual([])
    const lin = await world.asUser('lin')
    expect((await lin.list('customers', { filter: { owner: '@my_team' } })).map((row) => row.name)).toEqual(['b'])
  })

  test('and, or, not, and several conditions side by side', () => expectFound('customers', [
    [{}, 'a b c d'],
    [{ tier: 'vip', tags: 'y' }, 'a'],
    [{ or: [{ tier: 'vip' }, { tier: 'b' }] }, 'a c'],
    [{ and: [{ tags: 'y' }, { tags: 'z' }] }, 'b'],
    [{ and: [] }, 'a b c d'],
    [{ or: [] }, ''],
    [{ not: { tier: 'vip' } }, 'b c d'],
    [{ not: { industry: '航运' } }, 'b c d'],
    [{ not: { credit_days: { gt: 10 } } }, 'c d'],
    [{ not: { owner: { name: '林晓' } } }, 'a c d'],
    [{ or: [{ name: 'a' }, { and: [{ name: 'b' }, { not: { tags: 'x' } }] }] }, 'a b'],
  ]))

  test('what does not fit is refused with the place of every fault', async () => {
    expect(await refused('customers', { colour: 1, tier: 'gold', credit_days: { around: 3 }, or: [{ name: { gt: 5 } }], owner: { colour: 1 } })).toEqual([
      'filter.colour', 'filter.tier', 'filter.credit_days.around', 'filter.or[0].name.gt', 'filter.owner.colour',
    ])
    for (const filter of [
      [], 'x', 1, null, { tier: {} }, { name: { in: [] } }, { name: { in: 'a' } }, { name: { between: ['a'] } }, { or: {} }, { not: [] }, { and: [1] },
      { founded_on: { in_last: 'long' } }, { founded_on: 'sometimes' }, { credit_days: { gt: null } }, { credit_days: 'many' }, { owner: 'lin' },
      { tags: { is_empty: 'yes' } }, { addresses: { is_empty: 'yes' } }, { contacts: {} }, { contacts: { name: 'x' } }, { contacts: { some: [] } }, { contacts: { some: {}, none: {} } },
      { contact_facts: { is_empty: true } }, { workspace_id: 'x' }, { search_text: { contains: 'x' } }, { 'addresses.city': '宁波市' }, { 'owner.password_hash': 'x' }, { 'owner.account_id': null },
      { name: 'nul\0' }, { phones: { contains: '\0' } }, { industry: { in: ['a', null] } },
    ]) expect(await refused('customers', filter)).not.toEqual([])
  })

  test('a filter may not be too deep or too long', async () => {
    let deep: unknown = { name: 'a' }
    for (let depth = 0; depth < 20; depth++) deep = { not: deep }
    expect(await refused('customers', deep)).toHaveLength(1)
    await refused('customers', { or: Array.from({ length: 300 }, () => ({ name: 'a' })) })
    await refused('customers', { name: { in: Array.from({ length: 1001 }, (_, index) => String(index)) } })
  })

  test('JSON that cannot be read is malformed', async () => {
    const reply = await admin.get('/api/v1/customers?filter={name')
    expect([reply.status, reply.body.type]).toEqual([400, '/problems/malformed'])
  })
})

describe('instants', () => {
  beforeAll(async () => {
    const customer = await create(admin, 'customers', { name: '时间' })
    for (const [item, at] of [
      ['a', '2026-03-10T15:59:59.999Z'], // the last moment of the 10th in Shanghai
      ['b', '2026-03-10T16:00:00Z'], // the first of the 11th
      ['c', '2026-03-11T03:59:00Z'],
      ['d', '2026-03-31T10:00:00Z'],
      ['e', '2025-12-31T16:00:00Z'], // New Year in Shanghai
    ]) await create(admin, 'transactions', { customer: customer.id, item, at, amount: '1.00', kind: item === 'e' ? 'refund' : 'purchase' })
  })

  test('compare by instant, and a plain day means that day in the zone of the workspace', () => expectFound('transactions', [
    [{ at: '2026-03-11T03:59:00Z' }, 'c'],
    [{ at: '2026-03-11T11:59:00+08:00' }, 'c'],
    [{ at: { gt: '2026-03-11T03:59:00Z' } }, 'd'],
    [{ at: '2026-03-11' }, 'b c'],
    [{ at: { on: '2026-03-10' } }, 'a'],
    [{ at: 'today' }, 'b c'],
    [{ at: 'yesterday' }, 'a'],
    [{ at: 'this_month' }, 'a b c d'],
    [{ at: 'this_year' }, 'a b c d e'],
    [{ at: 'last_year' }, ''],
    [{ at: { in_last: '1d' } }, 'b c'],
    [{ at: { in_last: '2d' } }, 'a b c'],
    [{ at: { in_last: '1h' } }, 'c'],
    [{ at: { in_next: '30d' } }, 'b c d'],
    [{ at: { gte: '2026-03-11' } }, 'b c d'],
    [{ at: { gt: '2026-03-10' } }, 'b c d'],
    [{ at: { lt: '2026-03-11' } }, 'a e'],
    [{ at: { lte: '2026-03-10' } }, 'a e'],
    [{ at: { lte: 'yesterday' } }, 'a e'],
    [{ at: { between: ['2026-03-01', '2026-03-31'] } }, 'a b c d'],
    [{ at: { between: ['2026-03-10', '2026-03-10'] } }, 'a'],
    [{ at: { between: ['2026-03-10T16:00:00Z', '2026-03-11T03:59:00Z'] } }, 'b c'],
    [{ at: { in: ['2026-03-11T03:59:00Z', '2026-03-31T10:00:00Z'] } }, 'c d'],
    [{ at: { ne: '2026-03-11T03:59:00Z' } }, 'a b d e'],
  ], 'item'))
})

describe('some and none of what belongs to a record', () => {
  beforeAll(async () => {
    const [many, one, nothing] = await Promise.all(['多', '一', '无'].map((name) => create(admin, 'customers', { name: `联系人${name}`, tier_reason: '集合' })))
    await create(admin, 'contacts', { customer: many.id, name: '甲', is_primary: true })
    await create(admin, 'contacts', { customer: many.id, name: '乙' })
    const gone = await create(admin, 'contacts', { customer: nothing.id, name: '丙' })
    await create(admin, 'contacts', { customer: one.id, name: '乙' })
    await admin.del(`/api/v1/contacts/${gone.id}`)
  })
  const within = (filter: object) => ({ tier_reason: '集合', ...filter })

  test('count only what was not deleted', () => expectFound('customers', [
    [within({ contacts: { some: {} } }), '联系人一 联系人多'],
    [within({ contacts: { none: {} } }), '联系人无'],
    [within({ contacts: { some: { name: '甲', is_primary: true } } }), '联系人多'],
    [within({ contacts: { some: { name: '乙', is_primary: true } } }), ''],
    [within({ contacts: { none: { name: '甲' } } }), '联系人一 联系人无'],
    [within({ not: { contacts: { some: { name: '甲' } } } }), '联系人一 联系人无'],
    [within({ contacts: { some: { customer: { name: { contains: '多' } } } } }), '联系人多'],
  ]))

  test('booleans, and lists of references', async () => {
    await expectFound('contacts', [
      [{ is_primary: true }, '甲'],
      [{ is_primary: false }, '乙 乙'],
      [{ is_primary: { ne: true } }, '乙 乙'],
      [{ is_primary: { is_empty: true } }, ''],
    ])
    const [contact] = await admin.list('contacts', { filter: { name: '甲' } })
    await create(admin, 'interactions', { customer: contact.customer.id, contacts: [contact.id], staff: [world.ids.lin], purpose: '有', place: { name: '茶馆' } })
    await create(admin, 'interactions', { customer: contact.customer.id, purpose: '无' })
    await expectFound('interactions', [
      [{ contacts: { contains: contact.id } }, '有'],
      [{ contacts: { in: [contact.id] } }, '有'],
      [{ contacts: { nin: [contact.id] } }, '无'],
      [{ contacts: { is_empty: true } }, '无'],
      [{ staff: { contains: world.ids.lin } }, '有'],
      [{ staff: { contains: '@me' } }, ''],
      [{ place: { is_empty: true } }, '无'],
      [{ place: { is_empty: false } }, '有'],
      [{ place: { contains: '茶' } }, '有'],
    ], 'purpose')
  })
})

describe('a tree of conditions', () => {
  interface Row {
    name: string
    tier: string
    days: number | null
    tags: string[]
    industry: string | null
  }
  let rows: Row[]
  beforeAll(async () => {
    rows = Array.from({ length: 40 }, (_, index) => ({
      name: `树${index}`,
      tier: ['vip', 'a', 'b'][index % 3]!,
      days: index % 4 === 0 ? null : index % 7,
      tags: ['p', 'q', 'r'].filter((_, bit) => (index >> bit) & 1),
      industry: index % 5 === 0 ? null : ['金融', '航运', ''][index % 3]!,
    }))
    await admin.post('/api/v1/customers/batch', { create: rows.map(({ days, ...row }) => ({ ...row, credit_days: days, tier_reason: '树' })) })
  })

  type Case = { filter: object; test: (row: Row) => boolean }
  const number = fc.integer({ min: -1, max: 7 })
  const leaf = fc.oneof<fc.Arbitrary<Case>[]>(
    fc.constantFrom('vip', 'a', 'b', 'c').map((tier) => ({ filter: { tier }, test: (row) => row.tier === tier })),
    fc.subarray(['vip', 'a', 'b'], { minLength: 1 }).map((tiers) => ({ filter: { tier: { nin: tiers } }, test: (row) => !tiers.includes(row.tier) })),
    number.map((days) => ({ filter: { credit_days: { gt: days } }, test: (row) => row.days !== null && row.days > days })),
    number.map((days) => ({ filter: { credit_days: { ne: days } }, test: (row) => row.days !== days })),
    fc.tuple(number, number).map(([from, to]) => ({ filter: { credit_days: { between: [from, to] } }, test: (row) => row.days !== null && row.days >= from && row.days <= to })),
    fc.constantFrom('p', 'q', 'r').map((tag) => ({ filter: { tags: tag }, test: (row) => row.tags.includes(tag) })),
    fc.boolean().map((isEmpty) => ({ filter: { industry: { is_empty: isEmpty } }, test: (row) => !row.industry === isEmpty })),
    fc.constantFrom('金融', '航').map((text) => ({ filter: { industry: { contains: text } }, test: (row) => row.industry?.includes(text) ?? false })),
  )
  const { tree } = fc.letrec<{ tree: Case }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      fc.array(tie('tree'), { maxLength: 3 }).map((parts) => ({ filter: { and: parts.map((part) => part.filter) }, test: (row: Row) => parts.every((part) => part.test(row)) })),
      fc.array(tie('tree'), { maxLength: 3 }).map((parts) => ({ filter: { or: parts.map((part) => part.filter) }, test: (row: Row) => parts.some((part) => part.test(row)) })),
      tie('tree').map((part) => ({ filter: { not: part.filter }, test: (row: Row) => !part.test(row) })),
    ),
  }))

  test('finds exactly the records for which it holds, and counts them', async () => {
    await fc.assert(
      fc.asyncProperty(tree, async ({ filter, test }) => {
        const reply = await admin.get(`/api/v1/customers?count=exact&limit=100&filter=${encodeURIComponent(JSON.stringify({ and: [{ tier_reason: '树' }, filter] }))}`)
        const wanted = rows.filter(test).map((row) => row.name)
        expect(reply.body.data?.map((row: Row) => row.name).sort()).toEqual(wanted.sort())
        expect(reply.body.total).toBe(wanted.length)
      }),
      { numRuns: 150 },
    )
  })
})
