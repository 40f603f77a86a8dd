/** What customers cost besides contacts: complaints and what makes up for them, visits and their parts. Told by the modules that own them. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../src/platform/clock.ts'
import { evaluate } from '../../src/modules/insight/index.ts'
import { aCustomer, aTransaction, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let filterBag: any
beforeAll(async () => {
  world = await startTestApp({ clock: fixedClock('2026-05-20T04:00:00Z') })
  admin = await world.asUser('admin')
  filterBag = await create(admin, 'products', { name: '滤芯', price: '60.00', cost: '25.50' })
})
afterAll(() => world.close())

const run = async (kind: 'full' | 'changed') => {
  await world.settle()
  return evaluate(await world.contextOf('admin'), { kind, fit: false })
}
const everything = () => world.query(`select to_jsonb(v) - '{created_at,updated_at,version}'::text[] as value from customer_values v order by v.id`)
const valuesOf = async (id: string) => (await admin.get(`/api/v1/customer-values/${id}`)).body
const post = async (path: string, input: object = {}) => {
  const { status, text, body } = await admin.post(`/api/v1/${path}`, input)
  if (status >= 300) throw new Error(`${path} answered ${status}: ${text}`)
  return body
}
const aComplaint = (customer: string, input: object = {}) => create(admin, 'complaints', { subject: '房间噪声', customer, ...input })
const aGift = async (complaint: string, amount: string) => post(`complaints/${complaint}/compensate`, { kind: 'gift', amount, gift: '时令果盘' })

/** A visit that was carried out, free of charge unless the request is paid. */
async function aVisit(customer: string, { minutes = 40, quantity = 2, isPaid = false, hasVoucher = true } = {}) {
  const entitled = isPaid ? {} : { asset: (await create(admin, 'assets', { name: '主机', customer, warranty_until: '2027-12-31' })).id }
  const request = await create(admin, 'service-requests', { subject: '不制冷', customer, ...entitled })
  await post(`service-requests/${request.id}/check-terms`)
  const job = await create(admin, 'field-jobs', { request: request.id })
  await post(`field-jobs/${job.id}/dispatch`, { engineer: world.ids.admin, start: '2026-05-20T02:00:00Z' })
  await post(`field-jobs/${job.id}/set-out`, { at: '2026-05-20T01:30:00Z' })
  await post(`field-jobs/${job.id}/check-in`, { at: '2026-05-20T02:00:00Z' })
  await post(`field-jobs/${job.id}/finish`, { at: '2026-05-20T02:30:00Z', ...(hasVoucher ? { voucher: { work: '更换滤芯', minutes, lines: [{ product: filterBag.id, quantity }] } } : {}) })
  return { request: request.id as string, job: job.id as string }
}

describe('the cost to serve', () => {
  test('counts minutes at the rate of whoever spent them where there is one, else at that of the channel; another rate computes everything anew', async () => {
    const { id } = await aCustomer(admin)
    const contact = (owner: string | undefined, minutes: number) => create(admin, 'interactions', { customer: id, channel: 'call', minutes, at: '2026-05-01T01:00:00Z', owner })
    await contact(world.ids.lin, 10)
    await contact(world.ids.admin, 4)
    const [rule] = await admin.list('value-rules')
    const rates = (person_rates: object[]) => admin.patch(`/api/v1/value-rules/${rule.id}`, { person_rates })
    await run('full')
    expect((await valuesOf(id)).contact_cost).toBe('21.00')
    expect((await rates([{ person: world.ids.lin, rate: '8.25' }])).status).toBe(200)
    expect(await run('changed')).toMatchObject({ kind: 'full' })
    expect((await valuesOf(id)).contact_cost).toBe('88.50')
    await contact(world.ids.lin, 2)
    expect(await run('changed')).toMatchObject({ kind: 'changed' })
    expect((await valuesOf(id)).contact_cost).toBe('105.00')
    const followed = await everything()
    await run('full')
    expect(await everything()).toEqual(followed)
    expect(await rates([{ person: world.ids.lin, rate: '1.00' }, { person: world.ids.lin, rate: '2.00' }])).toMatchObject({ status: 422, body: { errors: [{ path: 'person_rates', code: 'twice' }] } })
    expect((await rates([{ person: world.ids.lin, rate: '-1.00' }])).status).toBe(422)
    expect((await rates([])).status).toBe(200)
    await run('full')
    expect((await valuesOf(id)).contact_cost).toBe('24.00')
  })

  test('takes in handling of complaints, gifts and points that made up for them, and visits with their parts', async () => {
    const { id } = await aCustomer(admin)
    await aTransaction(admin, id, { at: '2026-05-01T01:00:00Z', amount: '1000.00', cost: '600.00' })
    await create(admin, 'interactions', { customer: id, channel: 'call', minutes: 20, at: '2026-05-01T01:00:00Z' })
    const complaint = await aComplaint(id, { handling_cost: '80.00' })
    await aGift(complaint.id, '60.00')
    await post(`complaints/${complaint.id}/compensate`, { kind: 'points', amount: '12.30', points: 1230 })
    const cancelled = await aGift(complaint.id, '999.00')
    await post(`compensations/${cancelled.id}/cancel`, { reason: '客户不要' })
    // A refund is a refund among the purchases once it is given, and is not counted twice.
    const refund = await post(`complaints/${complaint.id}/compensate`, { kind: 'refund', amount: '100.00' })
    await post(`compensations/${refund.id}/give`, { how: '原路退回' })
    await aVisit(id)
    await aVisit(id, { hasVoucher: false })
    await run('full')
    // 20 minutes at 1.5; 80 + 60 + 12.3; 40 minutes at 3 with two parts of 25.5, and 30 minutes at 3.
    expect(await valuesOf(id)).toMatchObject({ monetary: '900.00', contact_cost: '30.00', complaint_cost: '152.30', field_cost: '261.00', serve_cost: '443.30' })
    const { margin, profit } = await valuesOf(id)
    expect(Number(profit)).toBeCloseTo(Number(margin) - 443.3, 2)
  })

  test('of a visit that the customer pays for is what the charge does not cover, and never below nothing', async () => {
    const { id } = await aCustomer(admin)
    await aVisit(id, { isPaid: true, minutes: 20, quantity: 1 })
    const [{ base_net }] = await world.query('select base_net::text from service_vouchers where customer_id = $1', [id])
    await run('changed')
    expect(Number(base_net)).toBeGreaterThan(0)
    expect(Number((await valuesOf(id)).field_cost)).toBeCloseTo(60 + 25.5 - Number(base_net), 2)
    await aVisit(id, { isPaid: true, minutes: 0, quantity: 3 })
    await run('changed')
    expect(Number((await valuesOf(id)).field_cost)).toBeCloseTo(60 + 25.5 - Number(base_net), 2)
  })

  test('of those to whom something happened comes to the same as computing everything, and all of it to what the company spent', async () => {
    const customers = await Promise.all([1, 2, 3].map(() => aCustomer(admin)))
    const complaints: string[] = []
    const visits: { request: string; job: string }[] = []
    const one = fc.nat({ max: 2 })
    const cents = fc.integer({ min: 1, max: 99_999 }).map((value) => (value / 100).toFixed(2))
    const change = fc.oneof(
      fc.record({ what: fc.constant('complain' as const), who: one, amount: cents }), fc.record({ what: fc.constant('handle' as const), who: one, amount: cents }), fc.record({ what: fc.constant('give' as const), who: one, amount: cents }),
      fc.record({ what: fc.constant('withdraw' as const), who: one, amount: cents }), fc.record({ what: fc.constant('move' as const), who: one, amount: cents }), fc.record({ what: fc.constant('remove' as const), who: one, amount: cents }),
      fc.record({ what: fc.constant('visit' as const), who: one, amount: cents }), fc.record({ what: fc.constant('dearer' as const), who: one, amount: cents }), fc.record({ what: fc.constant('unvisit' as const), who: one, amount: cents }),
    )
    const last = (list: unknown[], who: number) => list.length - 1 - (who % Math.max(1, list.length))
    const acts = {
      complain: async (who: number, amount: string) => void complaints.push((await aComplaint(customers[who]!.id, { handling_cost: amount })).id),
      handle: (who: number, amount: string) => admin.patch(`/api/v1/complaints/${complaints[last(complaints, who)]}`, { handling_cost: amount }),
      give: (who: number, amount: string) => admin.post(`/api/v1/complaints/${complaints[last(complaints, who)]}/compensate`, { kind: 'gift', amount, gift: '茶' }),
      withdraw: (who: number) => admin.post(`/api/v1/complaints/${complaints[last(complaints, who)]}/withdraw`, { reason: '误会' }),
      move: (who: number) => admin.patch(`/api/v1/complaints/${complaints[last(complaints, who)]}`, { customer: customers[(who + 1) % 3]!.id }),
      remove: (who: number) => admin.del(`/api/v1/complaints/${complaints[last(complaints, who)]}`),
      visit: async (who: number) => void visits.push(await aVisit(customers[who]!.id, { minutes: 10 + who, quantity: 1 + who })),
      dearer: (_who: number, amount: string) => admin.patch(`/api/v1/products/${filterBag.id}`, { cost: amount }),
      unvisit: (who: number) => admin.del(`/api/v1/service-requests/${visits[last(visits, who)]?.request}`),
    }
    for (const { id } of customers) await aTransaction(admin, id, { at: '2026-05-01T01:00:00Z' })
    await acts.complain(0, '10.00')
    await acts.visit(1)
    await run('full')
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 2 }), async (changes) => {
        for (const { what, who, amount } of changes) await acts[what](who, amount)
        expect(await run('changed')).toMatchObject({ kind: 'changed' })
        const followed = await everything()
        await run('full')
        expect(await everything()).toEqual(followed)
        const [company] = await world.query(`select
          (select coalesce(sum(coalesce(k.handling_cost, 0)), 0) from complaints k where k.deleted_at is null) + (select coalesce(sum(c.amount), 0) from compensations c join complaints k on k.id = c.complaint_id where k.deleted_at is null and c.kind in ('gift', 'points') and c.status in ('approved', 'given')) as complaints,
          (select coalesce(sum(v.minutes), 0) from service_vouchers v join service_requests r on r.id = v.request_id where r.deleted_at is null and v.service_class <> 'a') as minutes`)
        const [told] = await world.query('select sum(complaint_cost) as complaints, sum(serve_cost) as served, sum(contact_cost + complaint_cost + field_cost) as parts, sum(margin - profit) as lost from customer_values')
        expect(Number(told.complaints)).toBe(Number(company.complaints))
        expect([Number(told.parts), Number(told.lost)]).toEqual([Number(told.served), Number(told.served)])
      }),
      { numRuns: 24 },
    )
    expect(visits.length).toBeGreaterThan(0)
  }, 300_000)

  test('stands by its parts on the profit page, each opening to its rows', async () => {
    await run('full')
    const { body } = await admin.post('/api/v1/customer-values/analyse', { analysis: 'profit', filter: {} })
    const { rows, total } = body.blocks.find(({ key }: any) => key === 'costs')
    expect(rows.map(({ name }: any) => name.key)).toEqual(['contact_cost', 'complaint_cost', 'field_cost'])
    const [sums] = await world.query('select sum(contact_cost)::text as contact_cost, sum(complaint_cost)::text as complaint_cost, sum(field_cost)::text as field_cost, sum(serve_cost)::text as serve_cost from customer_values')
    expect(rows.map(({ figures }: any) => figures[0])).toEqual([sums.contact_cost, sums.complaint_cost, sums.field_cost])
    expect(total).toEqual([sums.serve_cost])
    const paths: Record<string, string> = { interaction: 'interactions', complaint: 'complaints', field_job: 'field-jobs' }
    for (const { opens } of rows) expect((await admin.list(paths[opens.object]!, { filter: opens.filter })).length).toBeGreaterThan(0)
    const [first] = await admin.list('customers', { filter: { value: { complaint_cost: { gt: 0 } } } })
    const narrowed = await admin.post('/api/v1/customer-values/analyse', { analysis: 'profit', filter: { id: first.id } })
    const own = narrowed.body.blocks.find(({ key }: any) => key === 'costs').rows.find(({ name }: any) => name.key === 'complaint_cost')
    const listed = await admin.list('complaints', { filter: own.opens.filter })
    expect(listed.every(({ customer }: any) => customer.id === first.id)).toBe(true)
  })
})

describe('loyalty', () => {
  test('is less with each complaint of the window, but not by a case that we opened ourselves, nor by one that was withdrawn', async () => {
    const { id } = await aCustomer(admin)
    for (const at of ['2026-03-10', '2026-04-10']) await aTransaction(admin, id, { at: `${at}T01:00:00Z` })
    await run('changed')
    const before = await valuesOf(id)
    expect(before.complaint_part).toBe(100)
    const first = await aComplaint(id)
    await run('changed')
    const after = await valuesOf(id)
    expect([after.complaint_part, after.loyalty_index < before.loyalty_index]).toEqual([67, true])
    for (let more = 0; more < 3; more++) await aComplaint(id)
    await run('changed')
    expect((await valuesOf(id)).complaint_part).toBe(0)
    for (const { id: one } of await admin.list('complaints', { filter: { customer: id } })) if (one !== first.id) await post(`complaints/${one}/withdraw`, { reason: '误会' })
    await run('changed')
    expect(await valuesOf(id)).toMatchObject({ complaint_part: 67, loyalty_index: after.loyalty_index })
  })
})

test('a run that follows a change of the rule reads by the rule as it is now', async () => {
  const [rule] = await admin.list('value-rules')
  await admin.patch(`/api/v1/value-rules/${rule.id}`, { visit_rate: '6.00', window_days: 30 })
  await run('changed')
  const followed = await everything()
  await run('full')
  expect(await everything()).toEqual(followed)
})
