import { afterAll, beforeAll, expect, test } from 'vitest'
import { create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const entered = new Date('2026-03-02T02:00:00Z')
let now = entered
let world: TestApp
let admin: Client
let room: any
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => now } })
  admin = await world.asUser('admin')
  room = await create(admin, 'products', { code: 'KF-1', name: '大床房', price: '880', tax_rate: 6 })
})
afterAll(() => world.close())

async function morningOf(day: string): Promise<void> {
  now = new Date(`${day}T23:30:00Z`)
  for (const ctx of await world.app.runtime.systemContexts('test')) {
    for (const module of world.app.registry.modules.filter(({ name }) => name === 'sales')) for (const one of module.mornings ?? []) await one.run(ctx)
  }
  // Sessions end in the meantime.
  now = entered
}

const told = (login = 'lin') => world.query("select n.object, n.record, n.details, n.key from notifications n join users u on u.workspace_id = n.workspace_id and u.id = n.receiver_id where n.kind = 'price_changes' and u.user_name = $1 order by n.created_at, n.id", [login])
const aPrice = (input: object) => create(admin, 'prices', { product: room.id, price: '980', from_on: '2026-03-20', reason: '旺季', ...input })

test('a price to come knows what it replaces as soon as it is entered, and when that changes', async () => {
  const list = await create(admin, 'price-lists', { name: '协议价' })
  const general = await aPrice({})
  const later = await aPrice({ price: '1080', from_on: '2026-04-20' })
  const agreed = await aPrice({ price_list: list.id, price: '700', from_on: '2026-04-01' })
  const bulk = await aPrice({ price: '900', from_quantity: 20, from_on: '2026-03-25' })
  await world.settle()
  const before = async ({ id }: { id: string }) => (await admin.get(`/api/v1/prices/${id}`)).body.price_before
  expect(await Promise.all([general, later, agreed, bulk].map(before))).toEqual(['880.0000', '980.0000', '980.0000', '980.0000'])
  expect((await admin.patch(`/api/v1/prices/${general.id}`, { price: '990' })).status).toBe(200)
  await world.settle()
  expect(await Promise.all([later, agreed].map(before))).toEqual(['990.0000', '990.0000'])
  expect((await admin.post('/api/v1/prices', { product: room.id, price: '1', price_before: '2' })).status).toBe(422)
  const coming = await admin.list('prices', { filter: { from_on: { gt: 'today' } }, sort: 'from_on' })
  expect(coming.map(({ from_on: day }) => day)).toEqual(['2026-03-20', '2026-03-25', '2026-04-01', '2026-04-20'])
  for (const { id } of [later, agreed, bulk]) await admin.del(`/api/v1/prices/${id}`)
})

test('is told a week before and on the day, once each, with the old and the new price, to those who sell', async () => {
  await morningOf('2026-03-11')
  expect(await told()).toEqual([])
  await morningOf('2026-03-12')
  await morningOf('2026-03-12')
  await morningOf('2026-03-13')
  const wanted = { object: 'product', record: room.id, details: { day: '2026-03-20', before: '880', after: '990' } }
  expect(await told()).toMatchObject([wanted])
  expect(await told('mei')).toMatchObject([wanted])
  expect(await told('stranger')).toEqual([])
  await morningOf('2026-03-19')
  expect(await told()).toMatchObject([wanted, wanted])
  await morningOf('2026-03-20')
  expect(await told()).toHaveLength(2)
  const inbox = await (await world.asUser('lin')).get('/api/v1/inbox?limit=100')
  expect(inbox.text).toContain('大床房 自 2026-03-20 起由 880 调为 990')
  expect((await admin.list('prices', { filter: { product: room.id } }))[0]).toMatchObject({ announced_at: expect.stringMatching(/^2026-03-1/) })
})

test('is not told to whoever may not make quotes or read prices, nor where nothing changes', async () => {
  const role = await create(admin, 'roles', { key: 'no_prices', name: '看不到价格', grants: { '*': { see: 'own', create: 'own' }, product: { see: 'all', fields: { price: 'hidden' } }, price: { see: 'all' } } })
  const reader = await create(admin, 'roles', { key: 'reads_only', name: '只看', grants: { '*': { see: 'all' } } })
  await admin.patch(`/api/v1/users/${world.ids.mei}`, { roles: [role.id] })
  await admin.patch(`/api/v1/users/${world.ids.chen}`, { roles: [reader.id] })
  const [lin, mei, chen] = [await told(), await told('mei'), await told('chen')]
  const suite = await create(admin, 'products', { name: '套房', price: '1880' })
  await aPrice({ product: suite.id, price: '1880', from_on: '2026-06-01' })
  await aPrice({ product: suite.id, price: '1980', from_on: '2026-06-02' })
  await morningOf('2026-05-29')
  expect(await told()).toHaveLength(lin.length + 1)
  expect([await told('mei'), await told('chen')]).toEqual([mei, chen])
})

test('of many on one day the list is named', async () => {
  const before = (await told()).length
  for (let index = 0; index < 6; index++) {
    const product = await create(admin, 'products', { name: `早餐 ${index}`, price: '100' })
    await aPrice({ product: product.id, price: '120', from_on: '2026-09-01' })
  }
  await morningOf('2026-08-30')
  expect((await told()).slice(before)).toMatchObject([{ object: 'price', record: null, details: { day: '2026-09-01', number: 6 } }])
})
