/** Customers in the order of what they are worth, and how one of them went. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evaluate } from '../../src/modules/insight/index.ts'
import { stepsBetween } from '../../src/modules/insight/queries/value-curve.ts'
import { aCustomer, aTransaction, create } from '../support/builders.ts'
import { castPassword } from '../support/cast.ts'
import { exportFile } from '../support/upload.ts'
import { signIn, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let now = new Date('2026-05-20T04:00:00Z')
const customers: string[] = []
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => now }, background: true })
  admin = await world.asUser('admin')
  const lin = await world.asUser('lin')
  for (const [index, amount] of [100, 250, null, 250, 900, -40, 5000, null, 0.01, 250, 12, 333].entries()) {
    const { id } = await aCustomer(index % 3 === 0 ? lin : admin, { tier: index % 2 === 0 ? 'a' : 'c' })
    customers.push(id)
    if (amount !== null) await aTransaction(admin, id, { at: `2026-0${1 + (index % 5)}-10T01:00:00Z`, amount: Math.abs(amount).toFixed(2), cost: amount < 0 ? '90.00' : null })
  }
  await world.settle()
  await evaluate(await world.contextOf('admin'), { kind: 'full' })
  // Nobody has computed anything of this one yet.
  customers.push((await aCustomer(admin)).id)
})
afterAll(() => world.close())

/** By hand: nothing comes last either way, equal ones by their ids. */
async function ordered(sort: string, fields: string): Promise<string[]> {
  const column = fields.split('.').at(-1)
  const rows = await world.query(`select c.id from customers c left join customer_values v on v.id = c.id where c.deleted_at is null order by v.${column} ${sort.startsWith('-') ? 'desc' : 'asc'} nulls last, c.id ${sort.startsWith('-') ? 'desc' : 'asc'}`)
  return rows.map(({ id }) => id)
}

describe('customers', () => {
  test.each(['value.profit', '-value.profit', 'value.segment', '-value.loyalty_index', 'value.last_purchase_on', '-value.churn_risk', '-value.lifetime_value'])('stand in the order of %s, each once, whatever the size of a page, nothing last', async (sort) => {
    const wanted = await ordered(sort, sort.replace('-', ''))
    expect(wanted).toHaveLength(customers.length)
    for (const limit of [1, 3, 50]) expect((await admin.list('customers', { sort, limit, fields: 'name' })).map(({ id }) => id)).toEqual(wanted)
    const last = await admin.get(`/api/v1/customers?${new URLSearchParams({ sort, from: 'end', limit: '4' })}`)
    expect(last.body.data.map(({ id }: any) => id)).toEqual(wanted.slice(-4))
    const before = await admin.get(`/api/v1/customers?${new URLSearchParams({ sort, from: 'end', limit: '4', cursor: last.body.next_cursor })}`)
    expect(before.body.data.map(({ id }: any) => id)).toEqual(wanted.slice(-8, -4))
  })

  test('stand so under a filter and beside fields of their own', async () => {
    const rows = await admin.list('customers', { sort: 'tier,-value.monetary', filter: { value: { purchase_days: { gt: 0 } } }, fields: 'tier,value.monetary', limit: 2 })
    expect(rows.map(({ tier }) => tier)).toEqual(rows.map(({ tier }) => tier).toSorted())
    for (const tier of ['a', 'c']) {
      const amounts = rows.filter((row) => row.tier === tier).map(({ value }) => Number(value.monetary))
      expect(amounts.length).toBeGreaterThan(2)
      expect(amounts).toEqual(amounts.toSorted((one, other) => other - one))
    }
  })

  test('of one person stand in that order for that person', async () => {
    const lin = await world.asUser('lin')
    const own = await lin.list('customers', { sort: '-value.profit', limit: 2 })
    const wanted = (await ordered('-value.profit', 'profit')).filter((id) => customers.indexOf(id) % 3 === 0 && customers.indexOf(id) < 12)
    expect(own.map(({ id }) => id)).toEqual(wanted)
  })

  test('are not told apart by what may not be read, nor by what has no order, nor over other references', async () => {
    const sorts = ['value.nothing', 'value.customer', 'value.profit.x', 'owner.name', 'value.', '.profit', '-value']
    for (const sort of sorts.slice(0, -1)) expect([sort, (await admin.get(`/api/v1/customers?${new URLSearchParams({ sort })}`)).status]).toEqual([sort, 422])
    const grants = { customer: { see: 'all' }, transaction: { see: 'all' }, customer_value: { see: 'all', fields: { profit: 'hidden' } } }
    const role = await create(admin, 'roles', { key: 'no_profit', name: '看不到利润', grants })
    await admin.patch(`/api/v1/users/${world.ids.mei}`, { roles: [role.id] })
    const mei = await signIn(world.app.server, { login: 'mei', password: castPassword })
    expect((await mei.get('/api/v1/customers?sort=-value.monetary')).status).toBe(200)
    expect((await mei.get('/api/v1/customers?sort=-value.profit')).status).toBe(422)
    // Who sees no values at all is told of no order by them: as if there were none.
    await admin.patch(`/api/v1/roles/${role.id}`, { grants: { customer: { see: 'all' } } })
    const rows = (await mei.get('/api/v1/customers?sort=-value.monetary')).body
    expect(rows.data?.map(({ id }: any) => id) ?? []).not.toEqual(await ordered('-value.monetary', 'monetary'))
  })

  test('are exported in that order', async () => {
    const { reply: file } = await exportFile(admin, { object: 'customer', format: 'csv', fields: ['number'], sort: '-value.profit' })
    const numbers = new Map((await world.query('select id, number from customers')).map(({ id, number }) => [number, id]))
    const listed = file.text.split(/\r?\n/).slice(1).filter(Boolean).map((line: string) => numbers.get(line.replaceAll('"', '')))
    expect(listed).toEqual(await ordered('-value.profit', 'profit'))
  })
})

describe('the curve of a customer', () => {
  const curveOf = async (client: Client, id: string) => client.post(`/api/v1/customer-values/${id}/curve`, {})

  test('tells for the end of each day what its values were then', async () => {
    const { id } = await aCustomer(admin)
    const told: Record<string, { monetary: string; lifecycle_stage: string | null }> = {}
    for (const [day, amount] of [['2026-06-01', '100.00'], ['2026-06-03', '60.00'], ['2026-06-04', null], ['2026-06-07', '1.00']] as const) {
      now = new Date(`${day}T08:00:00Z`)
      admin = await signIn(world.app.server, { login: 'admin', password: castPassword })
      if (amount) await aTransaction(admin, id, { at: `${day}T01:00:00Z`, amount })
      await world.settle()
      await evaluate(await world.contextOf('admin'), { kind: 'full' })
      told[day] = (await admin.get(`/api/v1/customer-values/${id}`)).body
    }
    const { body } = await curveOf(admin, id)
    expect(body).toMatchObject({ as_of: '2026-06-07', step: 'day', days: ['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04', '2026-06-05', '2026-06-06', '2026-06-07'] })
    expect(body.values.monetary).toEqual(['100.00', '100.00', '160.00', '160.00', '160.00', '160.00', '161.00'])
    for (const day of Object.keys(told)) expect([day, body.values.lifecycle_stage[body.days.indexOf(day)]]).toEqual([day, told[day]!.lifecycle_stage])
  })

  test('is of whom the reader may see, and of what may be read', async () => {
    const [id] = customers
    const chen = await signIn(world.app.server, { login: 'chen', password: castPassword })
    expect((await curveOf(chen, id!)).status).toBe(404)
    const [role] = await admin.list('roles', { filter: { key: 'no_profit' } })
    await admin.patch(`/api/v1/roles/${role.id}`, { grants: { customer: { see: 'all' }, transaction: { see: 'all' }, customer_value: { see: 'all', fields: { profit: 'hidden', lifetime_value: 'hidden' } } } })
    const { body } = await curveOf(await signIn(world.app.server, { login: 'mei', password: castPassword }), id!)
    expect(Object.keys(body.values).toSorted()).toEqual(['lifecycle_stage', 'loyalty_index', 'monetary'])
    expect((await curveOf(admin, (await aCustomer(admin)).id)).status).toBe(404)
  })

  test('has at most sixty points, the last of them the day that is told for', () => {
    for (const [from, step, count] of [['2026-06-07', 'day', 1], ['2026-04-10', 'day', 59], ['2026-01-01', 'week', 23], ['2024-01-31', 'month', 30], ['2001-01-01', 'month', 60]] as const) {
      const steps = stepsBetween(from, '2026-06-07')
      expect([from, steps.step, steps.days.length, steps.days.at(-1)]).toEqual([from, step, count, '2026-06-07'])
      expect(steps.days).toEqual(steps.days.toSorted())
    }
    expect(stepsBetween('2026-06-09', '2026-06-07').days).toEqual(['2026-06-07'])
  })
})
