/** What a customer agrees to wins the opportunity it came from: by accepting, signing or ordering, as the pipeline says. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let pipeline: { id: string }
let customer: { id: string }
beforeAll(async () => {
  world = await startTestApp()
  ;[admin, lin] = [await world.asUser('admin'), await world.asUser('lin')]
  ;[pipeline] = await admin.list('pipelines', {})
  customer = await aCustomer(lin)
})
afterAll(() => world.close())
beforeEach(() => wonBy('quote_accepted', 'contract_signed', 'order_confirmed'))

const lines = [{ name: '会议室', quantity: 3, price: '1000', tax_rate: 6 }]
const wonBy = async (...acts: string[]) => expect((await admin.patch(`/api/v1/pipelines/${pipeline.id}`, { won_by: acts })).status).toBe(200)
const anOpportunity = (more: object = {}) => create(lin, 'opportunities', { name: '年会', customer: customer.id, amount: '9000', ...more })
const read = async ({ id }: { id: string }) => (await lin.get(`/api/v1/opportunities/${id}`)).body

async function act(path: string, id: string, action: string, input: object = {}, client = lin): Promise<any> {
  const { status, text, body } = await client.post(`/api/v1/${path}/${id}/${action}`, input)
  if (status !== 200) throw new Error(`${path} ${action} answered ${status}: ${text}`)
  return body
}

async function sentQuote(opportunity: { id: string }): Promise<{ id: string; link: string }> {
  const { id } = await create(lin, 'quotes', { name: '年会报价', customer: customer.id, opportunity: opportunity.id, lines })
  await act('quotes', id, 'submit')
  const { link } = await act('quotes', id, 'send')
  return { id, link: `/api/v1/public-quotes/${String(link).split('/q/')[1]}` }
}

test('a quote accepted by the link wins its opportunity for what was agreed on, tells its owner, and asks for the reason', async () => {
  const opportunity = await anOpportunity()
  const rival = await create(lin, 'competitors', { name: '对手甲' })
  await create(lin, 'opportunity-competitors', { opportunity: opportunity.id, competitor: rival.id })
  const { link } = await sentQuote(opportunity)
  expect((await world.anonymous().post(`${link}/accept`, { name: '周敏', agreed: true })).status).toBe(200)
  expect(await read(opportunity)).toMatchObject({ status: 'won', amount: { amount: '3000.00', currency: 'CNY' }, probability: 100, reason: null, closed_from: { id: opportunity.stage.id } })
  expect(await lin.list('opportunity-competitors', { filter: { opportunity: opportunity.id } })).toMatchObject([{ outcome: 'won_against' }])
  expect(await world.query('select count(*) filter (where until_at is null)::int as open, count(*)::int as all from stage_stays where opportunity_id = $1', [opportunity.id])).toEqual([{ open: 0, all: 1 }])
  expect(await world.query(`select actor_name from events where record_id = $1 and kind = 'opportunities.opportunity.won'`, [opportunity.id])).toEqual([{ actor_name: 'quote link' }])
  const notices = await world.query('select kind from notifications where record = $1', [opportunity.id])
  expect(notices).toEqual([{ kind: 'opportunity_won' }])

  // Why, only people know.
  expect((await lin.post(`/api/v1/opportunities/${opportunity.id}/explain`, { reason: 'no_budget' })).body.errors).toMatchObject([{ path: 'reason', code: 'invalid_choice' }])
  await act('opportunities', opportunity.id, 'explain', { reason: 'service', reason_text: '响应快' })
  expect(await read(opportunity)).toMatchObject({ status: 'won', reason: 'service', reason_text: '响应快' })
})

test('a declined quote, and an opportunity that has ended, are left as they are', async () => {
  const [open, lost] = [await anOpportunity(), await anOpportunity()]
  const declined = await sentQuote(open)
  expect((await world.anonymous().post(`${declined.link}/decline`, { reason: '预算没有批' })).status).toBe(200)
  expect(await read(open)).toMatchObject({ status: 'open', version: open.version })
  await act('opportunities', lost.id, 'lose', { reason: 'price' })
  const late = await create(lin, 'orders', { customer: customer.id, opportunity: lost.id, lines })
  await act('orders', late.id, 'confirm')
  expect(await read(lost)).toMatchObject({ status: 'lost', reason: 'price' })
  expect((await lin.post(`/api/v1/opportunities/${open.id}/explain`, { reason: 'service' })).status).toBe(409)
})

test('the pipeline says what counts: the first of a contract and an order, or nothing but what people say', async () => {
  await wonBy('contract_signed')
  const signed = await anOpportunity()
  const { id: quote } = await sentQuote(signed)
  await act('quotes', quote, 'accept', { by: '电话' })
  expect((await read(signed)).status).toBe('open')
  const contract = await act('quotes', quote, 'to_contract')
  await act('contracts', contract.id, 'submit')
  await act('contracts', contract.id, 'sign')
  expect((await read(signed)).status).toBe('won')

  await wonBy('order_confirmed')
  const ordered = await anOpportunity()
  const order = await create(lin, 'orders', { customer: customer.id, opportunity: ordered.id, lines })
  expect((await read(ordered)).status).toBe('open')
  await act('orders', order.id, 'confirm')
  expect(await read(ordered)).toMatchObject({ status: 'won', amount: { amount: '3000.00' } })

  await wonBy()
  const byHand = await anOpportunity()
  const other = await create(lin, 'orders', { customer: customer.id, opportunity: byHand.id, lines })
  await act('orders', other.id, 'confirm')
  expect((await read(byHand)).status).toBe('open')
})

test('what the won stage asks for stays asked for: the answer of the customer stands, the opportunity waits and its owner is told', async () => {
  const [won] = await admin.list('stages', { filter: { kind: 'won' } })
  expect((await admin.patch(`/api/v1/stages/${won?.id}`, { required_fields: ['next_step'] })).status).toBe(200)
  try {
    const opportunity = await anOpportunity()
    const { id, link } = await sentQuote(opportunity)
    expect((await world.anonymous().post(`${link}/accept`, { name: '周敏', agreed: true })).status).toBe(200)
    expect((await lin.get(`/api/v1/quotes/${id}`)).body.status).toBe('accepted')
    expect((await read(opportunity)).status).toBe('open')
    expect(await world.query('select kind from notifications where record = $1', [opportunity.id])).toEqual([{ kind: 'opportunity_waits' }])
  } finally {
    await admin.patch(`/api/v1/stages/${won?.id}`, { required_fields: [] })
  }
})

test('an amount in another currency, or of nothing yet, is not put in the place of the one that stands there', async () => {
  const [foreign, frame] = [await anOpportunity({ currency: 'USD' }), await anOpportunity()]
  for (const [opportunity, given] of [[foreign, lines], [frame, [{ name: '框架', quantity: 1, price: '0' }]]] as const) {
    const order = await create(lin, 'orders', { customer: customer.id, opportunity: opportunity.id, lines: given })
    await act('orders', order.id, 'confirm')
    expect(await read(opportunity)).toMatchObject({ status: 'won', amount: { amount: '9000.00' } })
  }
})

test('whoever may not see the opportunity wins it by confirming the order all the same, and learns nothing of it', async () => {
  const opportunity = await anOpportunity()
  const order = await create(admin, 'orders', { customer: customer.id, opportunity: opportunity.id, lines })
  expect((await admin.patch(`/api/v1/opportunities/${opportunity.id}`, { owner: world.ids.ma })).status).toBe(200)
  expect((await lin.get(`/api/v1/opportunities/${opportunity.id}`)).status).toBe(404)
  const { status } = await lin.post(`/api/v1/orders/${order.id}/confirm`, {})
  expect(status).toBe(200)
  expect((await admin.get(`/api/v1/opportunities/${opportunity.id}`)).body.status).toBe('won')
})

const ordered = (opportunity: { id: string }, more: object = {}) => create(lin, 'orders', { customer: customer.id, opportunity: opportunity.id, lines, ...more })

test('an order that is cancelled, or taken back to draft, takes back the win that it brought, with its event, and tells the owner', async () => {
  const opportunity = await anOpportunity({ owner: world.ids.lin })
  const rival = await create(lin, 'competitors', { name: '对手乙' })
  await create(lin, 'opportunity-competitors', { opportunity: opportunity.id, competitor: rival.id })
  const order = await ordered(opportunity)
  await act('orders', order.id, 'confirm')
  expect(await read(opportunity)).toMatchObject({ status: 'won', won_through: 'order_confirmed', amount: { amount: '3000.00' } })
  await act('orders', order.id, 'take_back')
  expect(await read(opportunity)).toMatchObject({ status: 'open', won_through: null, stage: { id: opportunity.stage.id }, amount: { amount: '9000.00' }, probability: opportunity.probability, closed_at: null, closed_from: null })
  await act('orders', order.id, 'confirm')
  await act('opportunities', opportunity.id, 'explain', { reason: 'service' })
  await act('orders', order.id, 'cancel', { reason: '客户改了主意' }, admin)
  expect(await read(opportunity)).toMatchObject({ status: 'open', reason: null, amount: { amount: '9000.00' } })
  expect(await lin.list('opportunity-competitors', { filter: { opportunity: opportunity.id } })).toMatchObject([{ outcome: 'open' }])
  expect(await world.query(`select kind, actor_name = (select name from users where id = $2) as is_admins from events where record_id = $1 and kind like '%won' or record_id = $1 and kind like '%reopened' order by version`, [opportunity.id, world.ids.admin])).toEqual([
    { kind: 'opportunities.opportunity.won', is_admins: false },
    { kind: 'opportunities.opportunity.reopened', is_admins: false },
    { kind: 'opportunities.opportunity.won', is_admins: false },
    { kind: 'opportunities.opportunity.reopened', is_admins: true },
  ])
  expect(await world.query(`select kind from notifications where record = $1 and kind = 'opportunity_win_taken_back'`, [opportunity.id])).toHaveLength(1)
  expect(await world.query('select count(*) filter (where until_at is null)::int as open from stage_stays where opportunity_id = $1', [opportunity.id])).toEqual([{ open: 1 }])
  // Undone by hand: its owner says that it is won all the same.
  await act('opportunities', opportunity.id, 'win', { reason: 'relationship' })
  expect(await read(opportunity)).toMatchObject({ status: 'won', won_through: null })
})

test('as long as another agreement of the customer stands, it stays won', async () => {
  const opportunity = await anOpportunity()
  const [first, second] = [await ordered(opportunity), await ordered(opportunity)]
  await act('orders', first.id, 'confirm')
  await act('orders', second.id, 'confirm')
  await act('orders', first.id, 'cancel', { reason: '重复下单' })
  expect((await read(opportunity)).status).toBe('won')
  await act('orders', second.id, 'cancel', { reason: '客户取消' })
  expect((await read(opportunity)).status).toBe('open')
})

test('of two orders that are cancelled at once one takes the win back, and only one', async () => {
  const opportunity = await anOpportunity()
  const both = [await ordered(opportunity), await ordered(opportunity)]
  for (const { id } of both) await act('orders', id, 'confirm')
  await Promise.all(both.map(({ id }) => act('orders', id, 'cancel', { reason: '客户取消' })))
  expect((await read(opportunity)).status).toBe('open')
  expect(await world.query(`select 1 from events where record_id = $1 and kind = 'opportunities.opportunity.reopened'`, [opportunity.id])).toHaveLength(1)
})

test('an accepted quote goes with its order; a contract that never began ends its agreement, one that was carried out does not', async () => {
  const quoted = await anOpportunity()
  const { id: quote, link } = await sentQuote(quoted)
  expect((await world.anonymous().post(`${link}/accept`, { name: '周敏', agreed: true })).status).toBe(200)
  const order = await act('quotes', quote, 'to_order')
  await act('orders', order.id, 'confirm')
  await act('orders', order.id, 'cancel', { reason: '客户取消' })
  expect(await read(quoted)).toMatchObject({ status: 'open', amount: { amount: '9000.00' } })

  await wonBy('contract_signed')
  const contracts = []
  for (const _ of [1, 2]) {
    const opportunity = await anOpportunity()
    const contract = await create(lin, 'contracts', { name: '年会合同', customer: customer.id, opportunity: opportunity.id, lines })
    await act('contracts', contract.id, 'submit')
    await act('contracts', contract.id, 'sign')
    contracts.push({ contract, opportunity })
  }
  const [never, begun] = contracts
  await world.query(`update contracts set status = 'active' where id = $1`, [begun!.contract.id])
  for (const { contract } of contracts) await act('contracts', contract.id, 'terminate', { reason: '客户搬迁' })
  expect((await read(never!.opportunity)).status).toBe('open')
  expect((await read(begun!.opportunity)).status).toBe('won')
})

test('what the customer has agreed to is not deleted: the win would stand without it', async () => {
  const opportunity = await anOpportunity()
  const quote = await sentQuote(opportunity)
  expect((await world.anonymous().post(`${quote.link}/accept`, { name: '周敏', agreed: true })).status).toBe(200)
  const contract = await create(lin, 'contracts', { name: '年会合同', customer: customer.id, lines, starts_on: '2099-01-01', ends_on: '2099-12-31' })
  for (const step of ['submit', 'sign']) await act('contracts', contract.id, step)
  for (const path of [`quotes/${quote.id}`, `contracts/${contract.id}`]) {
    expect((await admin.get(`/api/v1/${path}`)).body.can).toMatchObject({ delete: false })
    expect((await admin.del(`/api/v1/${path}`)).status).toBe(403)
  }
  expect(await read(opportunity)).toMatchObject({ status: 'won' })
  expect((await admin.del(`/api/v1/quotes/${quote.id}`)).body.title).toBe('客户已接受的报价不能删除')
  await act('contracts', contract.id, 'terminate', { reason: '取消' })
  expect((await admin.del(`/api/v1/contracts/${contract.id}`)).status).toBe(204)
})

test('what people won by hand stays won, and a stage that asks for more now does not keep an order from being cancelled', async () => {
  const [byHand, opportunity] = [await anOpportunity(), await anOpportunity()]
  await act('opportunities', byHand.id, 'win', { reason: 'fit' })
  const [order, other] = [await ordered(byHand), await ordered(opportunity)]
  for (const { id } of [order, other]) await act('orders', id, 'confirm')
  await act('orders', order.id, 'cancel', { reason: '客户取消' })
  expect(await read(byHand)).toMatchObject({ status: 'won', reason: 'fit' })
  expect((await admin.patch(`/api/v1/stages/${opportunity.stage.id}`, { required_fields: ['next_step'] })).status).toBe(200)
  try {
    await act('orders', other.id, 'cancel', { reason: '客户取消' })
    expect((await read(opportunity)).status).toBe('open')
  } finally {
    await admin.patch(`/api/v1/stages/${opportunity.stage.id}`, { required_fields: [] })
  }
})
