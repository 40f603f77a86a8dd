import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, aTransaction, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
beforeAll(async () => {
  world = await startTestApp()
  ;[admin, lin] = [await world.asUser('admin'), await world.asUser('lin')]
})
afterAll(() => world.close())

const ask = async (customer: string, amount: string, more: object = {}, client = lin) => client.post(`/api/v1/customers/${customer}/credit-answer`, { amount, ...more })

describe('the credit answer', () => {
  test('says yes within the limit, and plainly that nothing owed is recorded yet', async () => {
    const customer = await aCustomer(lin, { credit_limit: '10000.00', credit_days: 30 })
    await aTransaction(lin, customer.id, { amount: '100000.00', at: '2024-01-02T01:00:00Z' })
    await world.settle()
    const { status, body } = await ask(customer.id, '9999.99')
    expect(status).toBe(200)
    expect(body).toMatchObject({ answer: 'yes', free: '10000.00', used: '0.00', limit: '10000.00', days: 30, currency: 'CNY', overdue_invoices: [] })
    expect(body.reasons.map(({ code }: any) => code)).toEqual(['within_limit', 'nothing_recorded'])
    expect(body.reasons[1].text).toEqual({ zh: '尚无应收款记录，已用额度按 0 计', en: 'What is owed is not recorded yet: used counts as 0' })
  })

  test('asks the manager beyond the limit, and says no far beyond', async () => {
    const customer = await aCustomer(lin, { credit_limit: '1000.10' })
    expect((await ask(customer.id, '1000.10')).body.answer).not.toBe('no')
    expect((await ask(customer.id, '1000.11')).body).toMatchObject({ answer: 'ask_manager', free: '1000.10' })
    expect((await ask(customer.id, '1200.13')).body).toMatchObject({ answer: 'no' })
    expect((await ask(customer.id, '1', { currency: 'USD' })).body.reasons.map(({ code }: any) => code)).toContain('currency')
    expect((await ask((await aCustomer(lin)).id, '1')).body).toMatchObject({ answer: 'ask_manager', free: null, limit: null })
  })

  test('a rating by hand counts where it is worse than the computed one', async () => {
    const customer = await aCustomer(lin, { credit_limit: '1000.00', credit_rating: 'd' })
    expect((await ask(customer.id, '1')).body).toMatchObject({ answer: 'no', rating: 'd' })
    await lin.patch(`/api/v1/customers/${customer.id}`, { credit_rating: 'aaa' })
    const { body } = await ask(customer.id, '1')
    expect(body.rating).toBe(body.computed_rating)
  })

  test('tenure counts from the first purchase, value from the last twelve months', async () => {
    const customer = await aCustomer(lin, { credit_limit: '1000.00' })
    const before = (await ask(customer.id, '1')).body
    expect(before.rated_by).toMatchObject({ tenure_months: 0, value_percent: 0, late_days: null, overdue_days: null })
    const yesterday = new Date(Date.now() - 86_400_000).toISOString()
    await aTransaction(lin, customer.id, { amount: '50000.00', at: yesterday })
    await aTransaction(lin, customer.id, { amount: '1.00', at: new Date(Date.now() - 800 * 86_400_000).toISOString() })
    await world.settle()
    const { body } = await ask(customer.id, '1')
    expect(body.rated_by).toMatchObject({ tenure_months: 26, value_percent: 50 })
    expect(Number(body.score)).toBeGreaterThan(Number(before.score))
  })

  test.each([[{}], [{ amount: 5 }], [{ amount: '-1' }], [{ amount: '1.005' }], [{ amount: '1e9' }], [{ amount: '99999999999999999999' }], [{ amount: '1', currency: 'yuan' }], [{ amount: '1', limit: '9' }]])('what is no amount is refused: %j', async (body) => {
    const customer = await aCustomer(lin)
    expect((await lin.post(`/api/v1/customers/${customer.id}/credit-answer`, body)).status).toBe(422)
  })

  test('is only given of customers one sees, to whoever reads the limit', async () => {
    const customer = await aCustomer(lin, { credit_limit: '1000.00' })
    expect((await ask(customer.id, '1', {}, await world.asUser('chen'))).status).toBe(404)
    const [staff] = await admin.list('roles', { filter: { key: 'staff' } })
    const grants = { ...staff.grants, customer: { ...(staff.grants.customer ?? staff.grants['*']), fields: { credit_limit: 'hidden' } } }
    await admin.patch(`/api/v1/roles/${staff.id}`, { grants })
    expect((await ask(customer.id, '1')).status).toBe(403)
    await admin.patch(`/api/v1/roles/${staff.id}`, { grants: staff.grants })
    expect((await ask(customer.id, '1')).status).toBe(200)
  })
})

describe('the rule', () => {
  const draft = { weight_punctuality: 40, weight_overdue: 30, weight_tenure: 10, weight_value: 20, unknown_score: 70, late_days_zero: 60, overdue_days_zero: 90, tenure_months_full: 36, amount_full: '100000.00', score_aaa: 90, score_aa: 80, score_a: 70, score_b: 55, score_c: 40 }

  test('a company begins with one, and has one', async () => {
    const rules = await admin.list('credit-rules')
    expect(rules).toMatchObject([{ weight_punctuality: 40, amount_full: '100000.00', ask_from: 'c', no_from: 'd' }])
    expect((await admin.post('/api/v1/credit-rules', {})).status).toBe(409)
    expect((await lin.patch(`/api/v1/credit-rules/${rules[0].id}`, { weight_value: 1 })).status).toBe(403)
  })

  test('a draft is tried on the customers that are there: the same changes nobody, and what is saved does what was shown', async () => {
    const simulate = async (input: object) => (await admin.post('/api/v1/credit-rules/simulate', { ...draft, ...input })).body
    expect(await simulate({})).toMatchObject({ changed: 0, moves: [] })
    const shown = await simulate({ score_b: 65, amount_full: '1000.00' })
    expect(shown.changed).toBeGreaterThan(0)
    expect(shown.changed).toBe(shown.moves.reduce((sum: number, { count }: any) => sum + count, 0))
    const total = (name: string) => shown.ratings.reduce((sum: number, each: any) => sum + each[name], 0)
    expect([total('before'), total('after')]).toEqual([shown.customers, shown.customers])
    const [rule] = await admin.list('credit-rules')
    await admin.patch(`/api/v1/credit-rules/${rule.id}`, { score_b: 65, amount_full: '1000.00' })
    const after = await simulate({ score_b: 65, amount_full: '1000.00' })
    expect(after.changed).toBe(0)
    expect(after.ratings.map(({ after }: any) => after)).toEqual(shown.ratings.map(({ after }: any) => after))
    const customers = await admin.list('customers')
    const answered = await Promise.all(customers.map(async ({ id }) => (await ask(id, '1', {}, admin)).body.computed_rating))
    for (const { rating, after: count } of shown.ratings) expect([rating, answered.filter((each) => each === rating).length]).toEqual([rating, count])
    await admin.patch(`/api/v1/credit-rules/${rule.id}`, { score_b: 55, amount_full: '100000.00' })
  })

  test.each([
    [{ score_aa: 95 }, 'score_aaa'],
    [{ weight_punctuality: 0, weight_overdue: 0, weight_tenure: 0, weight_value: 0 }, 'weight_punctuality'],
    [{ no_from: 'b' }, 'no_from'],
    [{ amount_full: '0' }, 'amount_full'],
    [{ late_days_zero: 0 }, 'late_days_zero'],
    [{ weight_value: 101 }, 'weight_value'],
    [{ ask_from: 'e' }, 'ask_from'],
  ])('one that is none is told at its field: %j', async (patch, path) => {
    const [rule] = await admin.list('credit-rules')
    const { status, body } = await admin.patch(`/api/v1/credit-rules/${rule.id}`, patch)
    expect([status, body.errors.map((each: any) => each.path)]).toEqual([422, [path]])
  })

  test('whoever may not set it, does not try it', async () => {
    expect((await lin.post('/api/v1/credit-rules/simulate', draft)).status).toBe(403)
    expect((await admin.post('/api/v1/credit-rules/simulate', { ...draft, weight_value: '5' })).status).toBe(422)
  })
})

describe('what is invoiced', () => {
  test('takes from the limit until it is paid, and what is overdue says so', async () => {
    const customer = await aCustomer(lin, { credit_limit: '1000.00' })
    const invoice = await create(lin, 'invoices', { customer: customer.id, lines: [{ name: '房费', quantity: 1, price: '600' }] })
    await lin.post(`/api/v1/invoices/${invoice.id}/issue`, { issued_on: '2025-01-01', due_on: '2025-01-31' })
    const { body } = await ask(customer.id, '500')
    expect(body).toMatchObject({ free: '400.00', used: '600.00', overdue: '600.00', overdue_invoices: [{ number: invoice.number, amount: '600.00', due_on: '2025-01-31' }] })
    expect(body.answer).not.toBe('yes')
    expect(body.reasons.map(({ code }: any) => code)).not.toContain('nothing_recorded')
    const receipt = await create(lin, 'receipts', { customer: customer.id, amount: '600' })
    await lin.post(`/api/v1/receipts/${receipt.id}/match`, {})
    expect((await ask(customer.id, '500')).body).toMatchObject({ used: '0.00', overdue: '0.00' })
  })
})
