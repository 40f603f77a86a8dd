import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let room: any
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => new Date('2026-03-02T02:00:00Z') } })
  ;[admin, lin] = [await world.asUser('admin'), await world.asUser('lin')]
  room = await create(admin, 'products', { code: 'KF-001', name: '豪华大床房', unit: '间夜', price: '880', tax_rate: 6 })
})
afterAll(() => world.close())

const pricesOf = async (input: Record<string, unknown>, client = admin) => (await client.post('/api/v1/products/prices', { products: [room.id], ...input })).body.prices[room.id]

describe('the price of a product', () => {
  test('is its own, until a price with a day holds', async () => {
    expect(await pricesOf({})).toBe('880.00')
    await create(admin, 'prices', { product: room.id, price: '920', from_on: '2026-04-01', reason: '旺季调价' })
    expect(await pricesOf({ on: '2026-03-31' })).toBe('880.00')
    expect(await pricesOf({ on: '2026-04-01' })).toBe('920.0000')
  })

  test('of the nearest list: the customer, then the tier, then everybody; by quantity', async () => {
    const vip = await aCustomer(admin, { tier: 'vip' })
    const known = await aCustomer(admin, { tier: 'vip' })
    const forAll = await create(admin, 'price-lists', { name: '门市价' })
    const forVip = await create(admin, 'price-lists', { name: 'VIP', tiers: ['vip'] })
    const agreed = await create(admin, 'price-lists', { name: '协议价', customers: [known.id] })
    await create(admin, 'prices', { product: room.id, price_list: forAll.id, price: '870', from_on: '2026-01-01' })
    await create(admin, 'prices', { product: room.id, price_list: forVip.id, price: '800', from_on: '2026-01-01' })
    await create(admin, 'prices', { product: room.id, price_list: forVip.id, price: '760', from_on: '2026-01-01', from_quantity: 10 })
    await create(admin, 'prices', { product: room.id, price_list: agreed.id, price: '699.5', from_on: '2026-01-01' })
    expect(await pricesOf({})).toBe('870.0000')
    expect(await pricesOf({ customer: vip.id })).toBe('800.0000')
    expect(await pricesOf({ customer: vip.id, quantity: 12 })).toBe('760.0000')
    expect(await pricesOf({ customer: known.id })).toBe('699.5000')
    expect(await pricesOf({ currency: 'USD' })).toBeUndefined()
    await admin.patch(`/api/v1/price-lists/${agreed.id}`, { until_on: '2026-02-28' })
    expect(await pricesOf({ customer: known.id })).toBe('800.0000')
  })

  test('of a customer that is not one’s own is the general one', async () => {
    const theirs = await aCustomer(admin, { tier: 'vip' })
    expect(await pricesOf({ customer: theirs.id }, lin)).toBe('870.0000')
  })

  test('lists and prices are written by whoever may, read by all', async () => {
    expect((await lin.post('/api/v1/price-lists', { name: '我的' })).status).toBe(403)
    expect((await lin.post('/api/v1/prices', { product: room.id, price: '1', from_on: '2026-01-01' })).status).toBe(403)
    expect((await lin.get('/api/v1/prices')).body.data.length).toBeGreaterThan(3)
  })

  test('that ends before it begins is refused', async () => {
    const refused = await admin.post('/api/v1/prices', { product: room.id, price: '1', from_on: '2026-02-01', until_on: '2026-01-01' })
    expect(refused.status).toBe(422)
    expect(refused.body.errors).toMatchObject([{ path: 'until_on', code: 'before_start' }])
  })
})
