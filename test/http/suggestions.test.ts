import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../src/platform/clock.ts'
import { addDays } from '../../src/platform/calendar/days.ts'
import { evaluate } from '../../src/modules/insight/index.ts'
import { computeSuggestions, settleProposals } from '../../src/modules/suggestions/index.ts'
import { aCustomer, aTransaction, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const today = '2026-05-20'
let world: TestApp
let admin: Client
/** By name. */
const products: Record<string, string> = {}
beforeAll(async () => {
  world = await startTestApp({ clock: fixedClock(`${today}T04:00:00Z`) })
  admin = await world.asUser('admin')
  await setRule({ fewest_customers: 5, fewest_together: 2, least_lift: 1.1, recent_days: 30 })
  for (const name of ['客房', '早餐', '下午茶', '水疗', '年卡', '礼盒']) products[name] = (await create(admin, 'products', { name, unit: '份', price: '100.00' })).id
})
afterAll(() => world.close())

const setRule = async (change: object) => {
  const [rule] = await admin.list('suggestion-rules')
  expect((await admin.patch(`/api/v1/suggestion-rules/${rule.id}`, change)).status).toBe(200)
}
const compute = async () => {
  await world.settle()
  return computeSuggestions(await world.contextOf('admin'))
}
const day = (ago: number) => `${addDays(today, -ago)}T01:00:00Z`
const buys = async (customer: string, ...bought: [name: string, ago: number][]) => {
  for (const [name, ago] of bought) await aTransaction(admin, customer, { product: products[name], item: name, at: day(ago) })
}
const offered = async (client: Client, customer: string) => {
  const { status, body, text } = await client.post(`/api/v1/customers/${customer}/suggestions`, {})
  expect(text && status).toBe(200)
  return body.data as any[]
}
const names = (suggestions: any[]) => suggestions.map(({ product }) => product.name)

describe('next best products', () => {
  test('come with their reason in words, in the language of the reader', async () => {
    // Four buy both, two the room alone, four something else.
    for (let number = 0; number < 10; number++) {
      const { id } = await aCustomer(admin, { category: 'business' })
      if (number < 6) await buys(id, ['客房', 200])
      if (number < 4) await buys(id, ['早餐', 199])
      if (number >= 6) await buys(id, ['礼盒', 150])
    }
    const reader = await aCustomer(admin, { category: 'channel' })
    await buys(reader.id, ['客房', 100])
    expect(await compute()).toMatchObject({ as_of: today, customers: 11 })
    const [best] = await offered(admin, reader.id)
    expect(best).toMatchObject({ product: { id: products['早餐'], name: '早餐' }, source: 'association', from: { name: '客房' }, share: 4 / 7, buyers: 4, customers: 11, price: '100.00', last_bought_on: null, because: '买过“客房”的客户中 57% 也买，是全部客户的 1.6 倍' })
    const [same] = await offered(await world.asUser('admin', { language: 'en' }), reader.id)
    expect(same.because).toBe('57% of those who buy “客房” also buy it, 1.6 times as many as of all')
    const { body } = await admin.get('/api/v1/product-associations?sort=-confidence')
    // Each count opens to exactly its customers, for whoever sees all that was counted.
    const { counted } = (await admin.post('/api/v1/product-associations/counted', { ids: body.data.map(({ id }: any) => id) })).body
    const countOf = async (filter: object) => (await admin.get(`/api/v1/customers?${new URLSearchParams({ filter: JSON.stringify(filter), count: 'exact', limit: '1' })}`)).body.total
    expect([counted.customers, await countOf(counted.all)]).toEqual([11, 11])
    for (const { id, together, buyers, also_buyers: also } of body.data) expect([await countOf(counted.lists[id].together), await countOf(counted.lists[id].buyers), await countOf(counted.lists[id].also_buyers)]).toEqual([together, buyers, also])
    expect((await (await world.asUser('chen')).post('/api/v1/product-associations/counted', {})).status).toBe(403)
    expect((await admin.post('/api/v1/product-associations/counted', { ids: ['x'] })).status).toBe(422)
    expect(body.data.map(({ product, also, together, confidence, lift, support, customers, as_of: asOf }: any) => [product.name, also.name, together, confidence, lift, support, customers, asOf])).toEqual([
      ['早餐', '客房', 4, 100, 1.57, 36.36, 11, today], ['客房', '早餐', 4, 57.14, 1.57, 36.36, 11, today],
    ])
  })

  test('leave out what is excluded, not sold any more, too much of a risk, bought a moment ago or habitual; an exclusion is taken back and ends on its day', async () => {
    const reader = (await admin.get('/api/v1/customers?filter=' + encodeURIComponent('{"category":"channel"}'))).body.data[0]
    const isOffered = async (name: string) => names(await offered(admin, reader.id)).includes(name)
    expect(await isOffered('早餐')).toBe(true)

    const exclusion = await create(admin, 'product-exclusions', { customer: reader.id, product: products['早餐'], reason: 'too_dear' })
    expect(await isOffered('早餐')).toBe(false)
    expect((await admin.patch(`/api/v1/product-exclusions/${exclusion.id}`, { until: '2026-05-19' })).status).toBe(200)
    expect(await isOffered('早餐')).toBe(true)
    await admin.patch(`/api/v1/product-exclusions/${exclusion.id}`, { until: today })
    expect(await isOffered('早餐')).toBe(false)
    await admin.del(`/api/v1/product-exclusions/${exclusion.id}`)
    expect(await isOffered('早餐')).toBe(true)

    const change = (patch: object) => admin.patch(`/api/v1/products/${products['早餐']}`, patch)
    await change({ is_active: false })
    expect(await isOffered('早餐')).toBe(false)
    await change({ is_active: true, risk_level: 4 })
    expect(await isOffered('早餐')).toBe(true)
    const careful = await aCustomer(admin, { kind: 'person', category: 'consumer', risk_tolerance: 3 })
    await buys(careful.id, ['客房', 90])
    const offeredTo = async (id: string) => names(await offered(admin, id))
    expect(await offeredTo(careful.id)).toEqual([])
    await admin.patch(`/api/v1/customers/${careful.id}`, { risk_tolerance: 4 })
    expect(await offeredTo(careful.id)).toEqual(['早餐'])
    await change({ risk_level: null })

    await buys(careful.id, ['早餐', 29])
    expect(await offeredTo(careful.id)).not.toContain('早餐')
    const later = await aCustomer(admin, { kind: 'person', category: 'consumer' })
    await buys(later.id, ['客房', 90], ['早餐', 31])
    expect((await offered(admin, later.id)).map(({ product, last_bought_on: last }) => [product.name, last])).toContainEqual(['早餐', '2026-04-19'])
  })

  test('begin with what is due again by the customer’s own habit, in the usual quantity, and end with a habit that is broken', async () => {
    const regular = async (...ago: number[]) => {
      const { id } = await aCustomer(admin, { category: 'government' })
      for (const days of ago) await aTransaction(admin, id, { product: products['水疗'], at: day(days), quantity: 3 })
      return (await offered(admin, id)).map(({ product, source, interval, gap, quantity, because }) => ({ name: product.name, source, interval, gap, quantity, because }))
    }
    expect(await regular(50, 40, 30, 20)).toEqual([{ name: '水疗', source: 'due', interval: 10, gap: 20, quantity: 3, because: '大约每 10 天买一次，距上次已 20 天' }])
    expect(await regular(30, 20, 10)).toEqual([])
    expect(await regular(80, 70, 60)).toEqual([])
    expect(await regular(20, 10)).toEqual([])
  })

  test('are nothing where too few bought anything, and come back with the data', async () => {
    await setRule({ fewest_customers: 1000 })
    expect(await compute()).toMatchObject({ rules: 0 })
    const [reader] = (await admin.get('/api/v1/customers?filter=' + encodeURIComponent('{"category":"channel"}'))).body.data
    const { body } = await admin.post(`/api/v1/customers/${reader.id}/suggestions`, {})
    expect(body).toMatchObject({ data: [], standing: { rules: 0, as_of: today } })
    expect(await world.query('select * from product_shares')).toEqual([])
    await setRule({ fewest_customers: 5 })
    const before = await compute()
    const rows = () => world.query('select id, product_id, also_id, together, lift, confidence from product_associations order by id')
    const kept = await rows()
    expect(before.rules).toBe(kept.length)
    await compute()
    expect(await rows()).toEqual(kept)
  })

  test('are told by customers of the same kind where nothing goes together', async () => {
    for (let number = 0; number < 8; number++) {
      const { id } = await aCustomer(admin, { category: 'supplier' })
      await buys(id, ['下午茶', 60 + number])
    }
    const fresh = await aCustomer(admin, { category: 'supplier' })
    await compute()
    expect((await offered(admin, fresh.id)).map(({ product, source, share, buyers }) => [product.name, source, share, buyers])).toEqual([['下午茶', 'similar', 1, 8]])
    const other = await aCustomer(admin, { category: 'internal' })
    expect(await offered(admin, other.id)).toEqual([])
  })
})

describe('rights on suggestions', () => {
  test('a customer that is not seen is not there; who sees no products or no purchases is told nothing', async () => {
    const mine = await aCustomer(admin, { owner: world.ids.lin })
    const other = await aCustomer(admin, { owner: world.ids.admin })
    const lin = await world.asUser('lin')
    const ask = { 'suggestions': {}, 'fitting-lists': {}, 'propose-product': { product: products['早餐'] }, 'quote-products': { lines: [{ product: products['早餐'] }] } }
    for (const [action, input] of Object.entries(ask)) expect([action, (await lin.post(`/api/v1/customers/${mine.id}/${action}`, input)).status, (await lin.post(`/api/v1/customers/${other.id}/${action}`, input)).status]).toEqual([action, 200, 404])
    expect((await lin.post('/api/v1/product-exclusions', { customer: other.id, product: products['早餐'] })).status).toBe(422)
    expect((await lin.list('product-proposals')).every(({ customer }: any) => customer.id === mine.id)).toBe(true)
    expect((await lin.post('/api/v1/product-associations/compute', {})).status).toBe(403)

    for (const [key, grants] of [['no_products', { transaction: { see: 'all' } }], ['no_purchases', { product: { see: 'all' } }]] as const) {
      const role = await create(admin, 'roles', { key, name: key, grants: { customer: { see: 'all' }, product_association: { see: 'all' }, suggestion_list: { see: 'all' }, product_proposal: { see: 'all', create: 'all' }, quote: { see: 'all', create: 'all' }, ...grants } })
      await admin.patch(`/api/v1/users/${world.ids.mei}`, { roles: [role.id] })
      const mei = await world.asUser('mei')
      for (const [action, input] of Object.entries(ask)) expect([key, action, (await mei.post(`/api/v1/customers/${mine.id}/${action}`, input)).status]).toEqual([key, action, 403])
      expect((await mei.get('/api/v1/product-associations')).status).toBe(403)
      expect((await mei.post('/api/v1/suggestion-lists/mine', {})).status).toBe(403)
    }
  })

  test('figures, outcomes and times are written by the program alone', async () => {
    const [association] = await admin.list('product-associations')
    const customer = await aCustomer(admin)
    const replies = [
      await admin.post('/api/v1/product-associations', { product: products['客房'], also: products['水疗'] }), await admin.patch(`/api/v1/product-associations/${association.id}`, { lift: 9 }), await admin.del(`/api/v1/product-associations/${association.id}`),
      await admin.post('/api/v1/product-proposals', { customer: customer.id, product: products['客房'], outcome: 'bought' }), await admin.post('/api/v1/product-proposals', { customer: customer.id, product: products['客房'], proposed_at: '2020-01-01T00:00:00Z' }),
      await admin.post('/api/v1/product-proposals/batch', { create: [{ customer: customer.id, product: products['客房'], source: 'association' }] }),
    ]
    expect(replies.map(({ status }) => status >= 400 && status < 500)).toEqual(replies.map(() => true))
  })
})

describe('what was proposed', () => {
  test('is logged once while it is open, with its reason, and becomes a quote at the customer’s prices', async () => {
    const customer = await aCustomer(admin, { category: 'channel' })
    await buys(customer.id, ['客房', 100])
    expect((await admin.post(`/api/v1/customers/${customer.id}/propose-product`, { product: products['早餐'] })).body).toEqual({ logged: 1 })
    expect((await admin.post(`/api/v1/customers/${customer.id}/propose-product`, { product: products['早餐'] })).body).toEqual({ logged: 0 })
    const { status, body: quote } = await admin.post(`/api/v1/customers/${customer.id}/quote-products`, { lines: [{ product: products['早餐'], quantity: 2 }, { product: products['礼盒'] }] })
    expect(status).toBe(200)
    expect(quote).toMatchObject({ status: 'draft', customer: { id: customer.id }, total: { amount: '300.00' }, lines: [{ name: '早餐', quantity: 2, price: '100.0000' }, { name: '礼盒', quantity: 1 }] })
    const proposals = await admin.list('product-proposals', { filter: { customer: customer.id } })
    expect(proposals.map(({ product, source, because, outcome, quote: of }: any) => [product.name, source, because?.slice(0, 5) ?? null, outcome, of?.id ?? null]).sort()).toEqual([['早餐', 'association', '买过“客房', 'open', null], ['礼盒', 'own', null, 'open', quote.id]].sort())
    const [shown] = await offered(admin, customer.id)
    expect(shown).toMatchObject({ product: { name: '早餐' }, proposed_at: expect.any(String) })
    expect((await admin.post(`/api/v1/customers/${customer.id}/quote-products`, { lines: [{ product: world.ids.lin }] })).status).toBe(422)
  })

  test('is a hit when bought within the days of a hit, and counted only when those have passed', async () => {
    const rate = async () => (await admin.post('/api/v1/product-proposals/hit-rate', {})).body
    await world.query('delete from product_proposals')
    const customer = await aCustomer(admin)
    const propose = async (name: string, ago: number) => {
      const { id } = await create(admin, 'product-proposals', { customer: customer.id, product: products[name] })
      await world.query('update product_proposals set proposed_at = $1 where id = $2', [day(ago), id])
      return id
    }
    const [hit, late, never, early, before] = [await propose('客房', 200), await propose('早餐', 200), await propose('水疗', 100), await propose('年卡', 20), await propose('礼盒', 10)]
    await buys(customer.id, ['客房', 111], ['早餐', 109], ['年卡', 19], ['礼盒', 11])
    await world.settle()
    expect(await settleProposals(await world.contextOf('admin'))).toBe(4)
    expect(await settleProposals(await world.contextOf('admin'))).toBe(0)
    const outcomeOf = async (id: string) => (await admin.get(`/api/v1/product-proposals/${id}`)).body.outcome
    expect(await Promise.all([hit, late, never, early, before].map(outcomeOf))).toEqual(['bought', 'not_bought', 'not_bought', 'bought', 'open'])
    // The one that was bought at once is not ripe yet.
    const { lists, at, ...told } = await rate()
    expect(told).toEqual({ hit_days: 90, ripe: 3, hits: 1, open: 2, by_source: [{ source: 'own', ripe: 3, hits: 1 }] })
    expect(at).toMatch(/^2026-/)
    for (const name of ['ripe', 'hits', 'open'] as const) {
      const { body: list } = await admin.get(`/api/v1/product-proposals?${new URLSearchParams({ filter: JSON.stringify(lists[name]), count: 'exact' })}`)
      expect([name, list.total]).toEqual([name, told[name]])
    }
    const { body } = await admin.get(`/api/v1/product-proposals/${hit}/history`)
    expect(body.data.map(({ kind, verb }: any) => kind ?? verb).join(' ')).toContain('bought')
    const lin = await world.asUser('lin')
    expect((await lin.post('/api/v1/product-proposals/hit-rate', {})).body).toMatchObject({ hits: 0 })
  })
})

describe('suggestion lists', () => {
  test('are drawn from the best of a kind of customers, kept, and show who lacks what', async () => {
    const make = async (bought: [string, number][], amount: string) => {
      const { id } = await aCustomer(admin, { category: 'government', industry: '会展' })
      for (const [name, quantity] of bought) await aTransaction(admin, id, { product: products[name], at: day(40), amount, quantity })
      return id
    }
    for (let number = 0; number < 5; number++) await make([['客房', 10], ['早餐', 20], ...(number === 0 ? [['礼盒', 1] as [string, number]] : [])], '5000.00')
    for (let number = 0; number < 15; number++) await make([['水疗', 1]], '10.00')
    const condition = { category: 'government', industry: '会展' }
    await setRule({ list_share: 30 })
    await world.settle()
    await evaluate(await world.contextOf('admin'), { kind: 'full', fit: false })
    const { body: mined } = await admin.post('/api/v1/suggestion-lists/mine', { condition })
    expect(mined).toMatchObject({ customers: 20, good: 5, is_enough: true })
    expect(mined.lines.map(({ product, quantity, share, buyers }: any) => [product.name, quantity, share, buyers]).sort()).toEqual([['客房', 10, 100, 5], ['早餐', 20, 100, 5]].sort())
    expect((await admin.post('/api/v1/suggestion-lists/mine', { condition: { industry: '没有' } })).body).toMatchObject({ customers: 0, good: 0, is_enough: false, lines: [] })
    expect((await admin.post('/api/v1/suggestion-lists/mine', { condition: { nonsense: 1 } })).status).toBe(422)

    const lines = [...mined.lines.map(({ product, quantity, share }: any) => ({ product: product.id, quantity, share })), { product: products['下午茶'], quantity: 3, note: '茶歇' }]
    const list = await create(admin, 'suggestion-lists', { name: '会展政府客户', condition, lines })
    const customer = await make([['客房', 1]], '1.00')
    const fitting = async (id: string) => (await admin.post(`/api/v1/customers/${id}/fitting-lists`, {})).body.data
    const [own] = await fitting(customer)
    expect(own).toMatchObject({ id: list.id, name: '会展政府客户', bought: 1, missing: 2 })
    expect(own.lines.map(({ product, state, quantity, note }: any) => [product.name, state, quantity, note]).sort()).toEqual([['客房', 'bought', 10, null], ['早餐', 'missing', 20, null], ['下午茶', 'missing', 3, '茶歇']].sort())
    await create(admin, 'product-exclusions', { customer, product: products['早餐'] })
    expect((await fitting(customer))[0]).toMatchObject({ bought: 1, missing: 1 })
    const other = await aCustomer(admin, { category: 'government', industry: '教育' })
    expect(await fitting(other.id)).toEqual([])

    const { body: quote } = await admin.post(`/api/v1/customers/${customer}/quote-products`, { list: list.id, lines: [{ product: products['下午茶'], quantity: 3 }] })
    expect(quote).toMatchObject({ name: '会展政府客户', total: { amount: '300.00' } })
    const [proposal] = await admin.list('product-proposals', { filter: { customer } })
    expect(proposal).toMatchObject({ source: 'list', because: '会展政府客户', quote: { id: quote.id } })
    expect((await admin.patch(`/api/v1/suggestion-lists/${list.id}`, { is_active: false })).status).toBe(200)
    expect(await fitting(customer)).toEqual([])
  })

  test('are refused with a kind of customer that cannot be read, and with a product twice', async () => {
    expect((await admin.post('/api/v1/suggestion-lists', { name: '错', condition: { nonsense: 1 } })).status).toBe(422)
    expect((await admin.post('/api/v1/suggestion-lists', { name: '错', lines: [{ product: products['早餐'] }, { product: products['早餐'] }] })).body.errors[0].code).toBe('twice')
  })

  test('tell nobody of customers that are not seen: drawn from those that are', async () => {
    const lin = await world.asUser('lin')
    const { body } = await lin.post('/api/v1/suggestion-lists/mine', { condition: { category: 'government', industry: '会展' } })
    expect(body).toMatchObject({ customers: 0, lines: [] })
  })
})
