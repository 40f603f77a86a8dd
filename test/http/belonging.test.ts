import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aContact, aCustomer, aTask, aTransaction, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { fixedClock } from '../../src/platform/clock.ts'

let world: TestApp
let lin: Client
let ma: Client
beforeAll(async () => {
  world = await startTestApp({ clock: fixedClock('2026-03-11T04:00:00.000Z') })
  lin = await world.asUser('lin')
  ma = await world.asUser('ma')
})
afterAll(() => world.close())

const objects = ['contacts', 'preferences', 'special-days', 'relationships', 'tasks', 'interactions', 'transactions'] as const

/** A customer with something of everything that can hang on one. */
async function aWholeCustomer() {
  const customer = await aCustomer(lin, { name: '北仑港务' })
  const other = await aCustomer(lin, { name: '镇海船厂' })
  const contact = await aContact(lin, customer.id, { name: '欧阳明月', phones: ['13911112222'] })
  const of = { customer: customer.id }
  await create(lin, 'preferences', { ...of, contact: contact.id, kind: 'taboo', text: '忌海鲜' })
  await create(lin, 'special-days', { ...of, kind: 'contract', name: '签约日', day: '2020-03-15' })
  await create(lin, 'relationships', { customer: other.id, other: customer.id, kind: 'partner' })
  await aTask(lin, { ...of, name: '回访北仑' })
  const interaction = await create(lin, 'interactions', { ...of, contacts: [contact.id], content: '走访', promises: [{ what: '寄样品', due_on: '2026-03-15' }] })
  await aTransaction(lin, customer.id, { item: '拖轮', amount: '700.00' })
  return { customer, other, contact, interaction }
}

const remove = async (path: string, client = lin) => expect((await client.del(`/api/v1/${path}`)).status).toBe(204)
const restore = (path: string, client = lin) => client.post(`/api/v1/${path}/restore`)

describe('what hangs on a customer', () => {
  const seen = async (client: Client, customer: any) => ({
    lists: Object.fromEntries(await Promise.all(objects.map(async (path) => {
      const filter = path === 'relationships' ? { or: [{ customer: customer.id }, { other: customer.id }] } : { customer: customer.id }
      const reply = await client.get(`/api/v1/${path}?count=exact&filter=${encodeURIComponent(JSON.stringify(filter))}`)
      return [path, [reply.body.data.length, reply.body.total]]
    }))),
    search: (await client.get(`/api/v1/search?q=${encodeURIComponent('欧阳')}`)).body.data.length,
    today: (await client.list('special-days', { filter: { next_on: { in_next: '14d' }, name: '签约日' } })).length,
    sums: (await client.post('/api/v1/query', { object: 'transactions', filter: { item: '拖轮' }, measures: [{ fn: 'sum', field: 'amount', as: 'sum' }] })).body.data[0].sum,
    statistics: (await client.post('/api/v1/transactions/statistics', { filter: { item: '拖轮' } })).body.total.sum,
  })

  test('disappears everywhere while the customer is in the recycle bin, and is all there again after restoring', async () => {
    const { customer, other, contact, interaction } = await aWholeCustomer()
    const events = () => world.query('select count(*)::int as count from events')
    const before = await seen(lin, customer)
    expect(before).toMatchObject({ lists: { contacts: [1, 1], relationships: [1, 1], tasks: [2, 2], interactions: [1, 1], transactions: [1, 1] }, search: 1, today: 1, sums: '700.00', statistics: '700.00' })
    const [{ count }] = await events()

    await remove(`customers/${customer.id}`)
    expect(await seen(lin, customer)).toEqual({
      lists: Object.fromEntries(objects.map((path) => [path, [0, 0]])), search: 0, today: 0, sums: null, statistics: '0',
    })
    expect((await events())[0].count).toBe(count + 1)
    for (const path of [`contacts/${contact.id}`, `interactions/${interaction.id}`, `contacts/${contact.id}/history`]) expect([path, (await lin.get(`/api/v1/${path}`)).status]).toEqual([path, 404])
    expect((await lin.patch(`/api/v1/contacts/${contact.id}`, { name: '改' })).status).toBe(404)
    expect((await lin.post(`/api/v1/contacts/${contact.id}/reveal`, { field: 'phones' })).status).toBe(404)
    expect((await lin.del(`/api/v1/contacts/${contact.id}`)).status).toBe(404)
    expect((await lin.post('/api/v1/tasks', { name: '无主', contact: contact.id })).status).toBe(422)
    expect(await lin.list('customers', { filter: { id: other.id, relationships: { some: { kind: 'partner' } } } })).toEqual([])

    expect((await restore(`customers/${customer.id}`)).status).toBe(200)
    expect(await seen(lin, customer)).toEqual(before)
    expect(await lin.list('customers', { filter: { id: other.id, relationships: { some: { kind: 'partner' } } } })).toHaveLength(1)
    expect((await lin.get(`/api/v1/customers/${customer.id}/timeline`)).body.data.filter((entry: any) => entry.kind !== 'change')).toHaveLength(4)
  })

  test('that was deleted for itself stays deleted, and is restored only after the customer', async () => {
    const { customer, contact } = await aWholeCustomer()
    const inBin = async () => (await lin.list('contacts', { deleted: true, filter: { id: contact.id } })).length
    await remove(`contacts/${contact.id}`)
    expect(await inBin()).toBe(1)
    await remove(`customers/${customer.id}`)
    expect(await inBin()).toBe(0)
    const refused = await restore(`contacts/${contact.id}`)
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/belongs-to-deleted' } })
    await restore(`customers/${customer.id}`)
    expect(await inBin()).toBe(1)
    expect(await lin.list('contacts', { filter: { customer: customer.id } })).toEqual([])
    expect((await restore(`contacts/${contact.id}`)).status).toBe(200)
  })

  test('is no longer what files, matches and references mean', async () => {
    const { customer, contact } = await aWholeCustomer()
    await remove(`customers/${customer.id}`)
    expect((await lin.post('/api/v1/preferences', { customer: customer.id, kind: 'habit', text: 'x' })).status).toBe(422)
    const admin = await world.asUser('admin')
    const batch = await admin.post('/api/v1/contacts/batch', { atomic: false, update: [{ id: contact.id, name: '改' }], delete: [contact.id] })
    expect(batch.body.results.map((result: any) => result.problem?.status)).toEqual([404, 404])
  })

  test('of a contact goes with the contact', async () => {
    const { customer, contact } = await aWholeCustomer()
    await remove(`contacts/${contact.id}`)
    const taboos = () => lin.list('preferences', { filter: { customer: customer.id } })
    expect(await taboos()).toEqual([])
    await restore(`contacts/${contact.id}`)
    expect(await taboos()).toHaveLength(1)
  })
})

describe('a contact that is taken back', () => {
  const tasksOf = async (customer: any) => (await lin.list('tasks', { filter: { customer: customer.id } })).map((task) => task.name).sort()
  const log = async (customer: any) => create(lin, 'interactions', { customer: customer.id, content: '话', promises: [{ what: '报价' }, { what: '寄样品' }] })

  test('takes the open tasks of its promises with it, and brings them back', async () => {
    const customer = await aCustomer(lin)
    const interaction = await log(customer)
    await aTask(lin, { customer: customer.id, name: '另外的事', interaction: interaction.id })
    const [quote] = await lin.list('tasks', { filter: { interaction: interaction.id, name: '报价' } })
    expect((await lin.post(`/api/v1/tasks/${quote.id}/complete`, {})).status).toBe(200)
    await remove(`interactions/${interaction.id}`)
    expect(await tasksOf(customer)).toEqual(['另外的事', '报价'])
    expect((await lin.get(`/api/v1/customers/${customer.id}/page`)).body.tasks.map((task: any) => task.name)).toEqual(['另外的事'])
    expect((await restore(`interactions/${interaction.id}`)).status).toBe(200)
    expect(await tasksOf(customer)).toEqual(['另外的事', '寄样品', '报价'])
  })

  test('by undo of its creation does the same, and undoing that brings all back', async () => {
    const customer = await aCustomer(lin)
    const interaction = await log(customer)
    const newest = async () => (await world.query('select id from events where record_id = $1 order by id desc limit 1', [interaction.id]))[0].id
    const undo = async () => expect((await lin.post(`/api/v1/interactions/${interaction.id}/undo`, { event: await newest() })).status).toBe(200)
    await undo()
    expect(await tasksOf(customer)).toEqual([])
    await undo()
    expect(await tasksOf(customer)).toEqual(['寄样品', '报价'])
  })

  test('in a batch takes them too, whoever has the task to do', async () => {
    const customer = await aCustomer(lin)
    const interaction = await log(customer)
    const [task] = await lin.list('tasks', { filter: { interaction: interaction.id, name: '报价' } })
    await ma.patch(`/api/v1/tasks/${task.id}`, { owner: world.ids.ma })
    await lin.post('/api/v1/interactions/batch', { delete: [interaction.id] })
    expect(await ma.list('tasks', { filter: { customer: customer.id } })).toEqual([])
    expect((await ma.post(`/api/v1/tasks/${task.id}/complete`, {})).status).toBe(404)
  })
})
