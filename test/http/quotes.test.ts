import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aContact, aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { openMailbox, type Mailbox } from '../support/mailbox.ts'
import { publicUrl, startTestApp, type TestApp } from '../support/test-app.ts'

let now = new Date('2026-05-11T02:00:00Z')
let world: TestApp
let lin: Client
let admin: Client
let visitor: Client
let mailbox: Mailbox<string>

beforeAll(async () => {
  mailbox = await openMailbox({ read: (_to, source) => source.toString('utf8') })
  world = await startTestApp({ background: true, clock: { now: () => now }, smtpUrl: mailbox.url })
  lin = await world.asUser('lin')
  admin = await world.asUser('admin')
  visitor = world.anonymous()
})
afterAll(async () => {
  await world.close()
  await mailbox.close()
})

const line = (more: object = {}) => ({ name: '江景大床房', quantity: 2, price: '1280.00', tax_rate: 6, ...more })

async function aQuote(more: Record<string, unknown> = {}): Promise<any> {
  const customer = await aCustomer(lin)
  return create(lin, 'quotes', { name: '年会住宿', customer: customer.id, lines: [line()], ...more })
}

async function sentQuote(more: Record<string, unknown> = {}): Promise<{ id: string; link: string; path: string }> {
  const { id } = await aQuote(more)
  expect((await lin.post(`/api/v1/quotes/${id}/submit`)).status).toBe(200)
  const { status, body } = await lin.post(`/api/v1/quotes/${id}/send`, {})
  expect(status).toBe(200)
  return { id, link: body.link, path: `/api/v1/public-quotes/${body.link.split('/q/')[1]}` }
}

describe('a quote', () => {
  test('has a number, comes to the cent, and holds thirty days where nobody says otherwise', async () => {
    const quote = await aQuote({ lines: [line({ quantity: 3, price: '33.3333', discount: 5 })], discount_amount: '0.01' })
    expect(quote).toMatchObject({ number: expect.stringMatching(/^BJ-2026-\d{6}$/), status: 'draft', version_number: 1, subtotal: { amount: '95.00', currency: 'CNY' }, total: { amount: '94.99', currency: 'CNY' }, valid_until: '2026-06-10', discount_rate: 5.01 })
    expect(quote.lines[0]).toMatchObject({ amount: '95.00', total: '94.99', id: expect.any(String) })
  })

  test('with a line that is not filled in says what is missing', async () => {
    const { id: customer } = await aCustomer(lin)
    const refused = await lin.post('/api/v1/quotes', { name: '半行', customer, lines: [{ name: '房', price: '1' }, { name: '房', quantity: 1 }] })
    expect(refused.body).toMatchObject({ status: 422, errors: [{ path: 'lines[0].quantity', code: 'required' }, { path: 'lines[1].price', code: 'required' }] })
  })

  test('takes name, unit, price and tax of a line from the product', async () => {
    const product = await create(admin, 'products', { code: 'RM-1', name: '豪华房', unit: '间夜', price: '1500.00', tax_rate: 6 })
    const quote = await aQuote({ lines: [{ product: product.id, quantity: 2 }, { code: 'RM-1', quantity: 1, price: '1400' }] })
    expect(quote.lines).toMatchObject([{ name: '豪华房', unit: '间夜', price: '1500.0000', tax_rate: 6, total: '3000.00' }, { product: product.id, price: '1400.0000' }])
    expect((await lin.patch(`/api/v1/quotes/${quote.id}`, { lines: [{ product: quote.id, quantity: 1 }] })).status).toBe(422)
  })

  test('cannot skip a state, by no way of writing', async () => {
    const quote = await aQuote()
    expect((await lin.patch(`/api/v1/quotes/${quote.id}`, { status: 'accepted' })).status).toBe(422)
    expect((await lin.post('/api/v1/quotes', { name: 'x', customer: quote.customer.id, status: 'sent' })).status).toBe(422)
    const batch = await lin.post('/api/v1/quotes/batch', { update: [{ id: quote.id, status: 'accepted' }] })
    expect(batch.text).toContain('readonly')
    for (const action of ['send', 'accept', 'decline', 'revise', 'to_contract', 'reopen', 'link', 'withdraw-link']) {
      const input = { accept: { by: '周敏' }, decline: { reason: '贵' } }[action] ?? {}
      expect([action, (await lin.post(`/api/v1/quotes/${quote.id}/${action}`, input)).status]).toEqual([action, 409])
    }
    expect((await lin.get(`/api/v1/quotes/${quote.id}`)).body).toMatchObject({ status: 'draft', version: 1 })
  })

  test('without lines is not submitted', async () => {
    const quote = await aQuote({ lines: [] })
    const { status, body } = await lin.post(`/api/v1/quotes/${quote.id}/submit`)
    expect([status, body.errors[0].path]).toEqual([422, 'lines'])
  })

  test('beyond the discount limit of the role waits for approval, within it is approved at once', async () => {
    const over = await aQuote({ discount_percent: 12 })
    expect((await lin.post(`/api/v1/quotes/${over.id}/submit`)).body.status).toBe('in_approval')
    const [asked] = await admin.list('approvals', { filter: { record: over.id } })
    expect(asked).toMatchObject({ status: 'waiting', occasion: 'discount', requested_by: { id: world.ids.lin } })
    expect(asked.facts[0]).toEqual({ label: { zh: '客户', en: 'Customer' }, value: over.customer.name })
    expect((await lin.post(`/api/v1/approvals/${asked.id}/approve`)).status).not.toBe(200)
    expect((await admin.post(`/api/v1/approvals/${asked.id}/approve`, { comment: '同意' })).status).toBe(200)
    expect((await lin.get(`/api/v1/quotes/${over.id}`)).body.status).toBe('approved')
    // One line alone counts, too; refused it is a draft again.
    const hidden = await aQuote({ lines: [line({ quantity: 1000 }), line({ quantity: 1, price: '10', discount: 50 })] })
    expect((await lin.post(`/api/v1/quotes/${hidden.id}/submit`)).body.status).toBe('in_approval')
    const [second] = await admin.list('approvals', { filter: { record: hidden.id } })
    expect((await admin.post(`/api/v1/approvals/${second.id}/refuse`, { comment: '折扣过大' })).status).toBe(200)
    expect((await lin.get(`/api/v1/quotes/${hidden.id}`)).body.status).toBe('draft')
    // Taken back by whoever submitted it, what was asked is withdrawn.
    expect((await lin.post(`/api/v1/quotes/${hidden.id}/submit`)).body.status).toBe('in_approval')
    expect((await lin.post(`/api/v1/quotes/${hidden.id}/reopen`)).body.status).toBe('draft')
    const within = await aQuote({ discount_percent: 10 })
    expect((await lin.post(`/api/v1/quotes/${within.id}/submit`)).body.status).toBe('approved')
  })

  test('beyond the limit with nobody named to agree stays a draft, and says so', async () => {
    const lines = await admin.list('approval-lines', { filter: { object: 'quote' } })
    for (const { id } of lines) await admin.patch(`/api/v1/approval-lines/${id}`, { is_active: false })
    const over = await aQuote({ discount_percent: 12 })
    const { status, body } = await lin.post(`/api/v1/quotes/${over.id}/submit`)
    expect([status, body.type]).toEqual([409, expect.stringContaining('discount-over-limit')])
    expect((await lin.get(`/api/v1/quotes/${over.id}`)).body).toMatchObject({ status: 'draft', version: over.version })
    for (const { id } of lines) await admin.patch(`/api/v1/approval-lines/${id}`, { is_active: true })
  })

  test('of a colleague is neither seen nor moved', async () => {
    const quote = await aQuote()
    const chen = await world.asUser('chen')
    for (const action of ['submit', 'send', 'revise', 'pdf']) {
      const { status } = action === 'pdf' ? await chen.get(`/api/v1/quotes/${quote.id}/pdf`) : await chen.post(`/api/v1/quotes/${quote.id}/${action}`, {})
      expect([action, status]).toEqual([action, 404])
    }
  })

  test('prints a draft before it is sent', async () => {
    const quote = await aQuote()
    const answer = await lin.get(`/api/v1/quotes/${quote.id}/pdf`)
    expect([answer.status, answer.headers['content-type'], answer.text.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-'])
  })
})

describe('a quote that was sent', () => {
  test('is kept as it was sent: nothing of it changes, its PDF and its page neither', async () => {
    const { id, path } = await sentQuote()
    for (const patch of [{ name: '改名' }, { lines: [line({ price: '1' })] }, { valid_until: '2027-01-01' }, { discount_percent: 3 }, { remark: '补充' }]) {
      const { status, body } = await lin.patch(`/api/v1/quotes/${id}`, patch)
      expect([patch, status, body.errors?.[0]?.code]).toEqual([patch, 422, 'no_draft'])
    }
    const first = await lin.get(`/api/v1/quotes/${id}/pdf`)
    const { customer } = (await lin.get(`/api/v1/quotes/${id}`)).body
    await lin.patch(`/api/v1/customers/${customer.id}`, { name: '改名后的客户' })
    expect((await lin.get(`/api/v1/quotes/${id}/pdf`)).text).toBe(first.text)
    const page = (await visitor.get(path)).body
    expect(page.paper.buyer.name).toBe(customer.name)
    expect(page).toEqual({ status: 'sent', paper: expect.objectContaining({ total: '2560.00', lines: [{ name: '江景大床房', quantity: 2, price: '1280.0000', tax_rate: 6, amount: '2560.00' }] }) })
    // Its owner may still change: a handover is no change of what was sent.
    expect((await admin.patch(`/api/v1/quotes/${id}`, { owner: world.ids.mei })).status).toBe(200)
  })

  test('goes by mail with a link that needs no account', async () => {
    const customer = await aCustomer(lin)
    const contact = await aContact(lin, customer.id, { emails: ['min@ningbo.example'] })
    const { id } = await create(lin, 'quotes', { name: '会议室', customer: customer.id, contact: contact.id, lines: [line()] })
    await lin.post(`/api/v1/quotes/${id}/submit`)
    const { body } = await lin.post(`/api/v1/quotes/${id}/send`, { to: ['min@ningbo.example'], message: '周经理，请过目。' })
    expect(body).toEqual({ link: expect.stringMatching(`^${publicUrl}/q/[\\w-]{65}$`), is_mailed: true })
    // Others are told of approvals by mail in the meantime.
    const mailed = () => mailbox.mails.find((mail) => mail.includes('min@ningbo.example'))
    for (let attempt = 0; attempt < 100 && !mailed(); attempt++) await new Promise((resolve) => setTimeout(resolve, 50))
    const mail = mailed()!
    const text = Buffer.from(mail.split('\r\n\r\n').slice(1).join('\r\n\r\n').replaceAll(/\s/g, ''), 'base64').toString('utf8')
    expect(text.includes(body.link) || mail.replaceAll('=\r\n', '').includes(body.link)).toBe(true)
    expect(await world.query('select count(*)::int as n from sent_quotes where quote_id = $1 and encode(token_hash, $2) = $3', [id, 'escape', body.link])).toEqual([{ n: 0 }])
  })

  test('is seen once, accepted once, and its owner is told', async () => {
    const { id, path } = await sentQuote()
    expect((await visitor.post(`${path}/accept`, { name: '周敏', agreed: false })).status).toBe(422)
    expect((await visitor.post(`${path}/accept`, { name: ' ', agreed: true })).status).toBe(422)
    await visitor.get(path)
    await visitor.get(path)
    const answers = await Promise.all([visitor.post(`${path}/accept`, { name: '周敏', agreed: true }), visitor.post(`${path}/decline`, { reason: '太贵' }), visitor.post(`${path}/accept`, { name: '别人', agreed: true })])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const winner = answers[1].status === 200 ? 'declined' : 'accepted'
    expect((await lin.get(`/api/v1/quotes/${id}`)).body).toMatchObject({ status: winner, seen_at: expect.any(String), answered_at: expect.any(String) })
    const kinds = await world.query('select kind from notifications where record = $1 order by kind', [id])
    expect(kinds.map(({ kind }) => kind)).toEqual([`quote_${winner}`, 'quote_seen'].sort())
    const events = await world.query("select kind from events where record_id = $1 and kind like 'quotes.quote.%' order by at", [id])
    expect(events.filter(({ kind }) => kind === 'quotes.quote.seen').length).toBe(1)
    expect((await visitor.get(path)).body.status).toBe(winner)
  })

  test('shows nothing by a link that was withdrawn, is too old, was replaced, was guessed or is of another company', async () => {
    const dead = async (path: string) => {
      for (const [method, tail] of [['get', ''], ['get', '/pdf'], ['post', '/accept'], ['post', '/decline']] as const) {
        const body = { '/accept': { name: '周敏', agreed: true }, '/decline': { reason: '贵' } }[tail as string]
        const { status, body: answer } = method === 'get' ? await visitor.get(`${path}${tail}`) : await visitor.post(`${path}${tail}`, body)
        expect([tail, status, answer.type, answer.title]).toEqual([tail, 404, expect.stringContaining('dead-link'), '链接不完整或已失效'])
      }
    }
    const withdrawn = await sentQuote()
    expect((await lin.post(`/api/v1/quotes/${withdrawn.id}/withdraw-link`)).status).toBe(204)
    await dead(withdrawn.path)
    const renewed = (await lin.post(`/api/v1/quotes/${withdrawn.id}/link`)).body.link
    expect((await visitor.get(`/api/v1/public-quotes/${renewed.split('/q/')[1]}`)).status).toBe(200)

    const replaced = await sentQuote()
    const { body: next } = await lin.post(`/api/v1/quotes/${replaced.id}/revise`)
    expect((await visitor.get(replaced.path)).status).toBe(200)
    await lin.post(`/api/v1/quotes/${next.id}/submit`)
    await lin.post(`/api/v1/quotes/${next.id}/send`, {})
    await dead(replaced.path)

    const old = await sentQuote({ valid_until: '2026-05-12' })
    const before = now
    now = new Date('2026-05-12T16:00:01Z')
    await dead(old.path)
    now = before

    const good = await sentQuote()
    const token = good.path.split('/').at(-1)!
    const [stranger] = await world.query("select id from workspaces where name = '对岸公司'")
    const foreign = Buffer.from(stranger.id.replaceAll('-', ''), 'hex').toString('base64url') + token.slice(22)
    for (const link of [foreign, token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A'), 'x', 'A'.repeat(65), `${token}A`]) await dead(`/api/v1/public-quotes/${link}`)
    expect((await visitor.get(good.path)).status).toBe(200)
    expect((await visitor.get(`/api/v1/quotes/${good.id}`)).status).toBe(401)
  })

  test('changes by a new version under the same number, one at a time', async () => {
    const first = await sentQuote()
    const { body: second } = await lin.post(`/api/v1/quotes/${first.id}/revise`)
    const { body: before } = await lin.get(`/api/v1/quotes/${first.id}`)
    expect(second).toMatchObject({ number: before.number, version_number: 2, status: 'draft', root: { id: first.id }, total: before.total })
    expect((await lin.post(`/api/v1/quotes/${first.id}/revise`)).status).toBe(409)
    expect(before.status).toBe('sent')
    await lin.patch(`/api/v1/quotes/${second.id}`, { lines: [line({ price: '1200' })] })
    await lin.post(`/api/v1/quotes/${second.id}/submit`)
    await lin.post(`/api/v1/quotes/${second.id}/send`, {})
    expect((await lin.get(`/api/v1/quotes/${first.id}`)).body).toMatchObject({ status: 'replaced', total: { amount: '2560.00' } })
    expect((await lin.post(`/api/v1/quotes/${first.id}/accept`, { by: '周敏' })).status).toBe(409)
  })

  test('becomes a contract once, with nothing typed twice', async () => {
    const { id, path } = await sentQuote({ terms: '七日内付清' })
    expect((await lin.post(`/api/v1/quotes/${id}/to_contract`)).status).toBe(409)
    await visitor.post(`${path}/accept`, { name: '周敏', agreed: true })
    const { status, body: contract } = await lin.post(`/api/v1/quotes/${id}/to_contract`)
    const { body: quote } = await lin.get(`/api/v1/quotes/${id}`)
    expect(status).toBe(200)
    expect(contract).toMatchObject({ number: expect.stringMatching(/^HT-2026-\d{6}$/), status: 'draft', quote: { id }, customer: { id: quote.customer.id }, total: quote.total, lines: quote.lines, terms: '七日内付清' })
    expect((await lin.post(`/api/v1/quotes/${id}/to_contract`)).status).toBe(409)
  })
})

describe('a contract', () => {
  const waiting = async (id: string) => (await admin.list('approvals', { filter: { record: id, status: 'waiting' } }))[0]

  async function aContract(more: Record<string, unknown> = {}): Promise<any> {
    const customer = await aCustomer(lin)
    return create(lin, 'contracts', { name: '年度框架', customer: customer.id, lines: [line()], ...more })
  }

  test('goes from draft by submitting to signing, and is no draft any more from there', async () => {
    const parties = [{ role: 'ours', name: '远航酒店管理有限公司', signatory: '周远' }, { role: 'guarantor', name: '宁波远大控股' }]
    const { id } = await aContract({ starts_on: '2026-05-11', ends_on: '2027-05-10', parties })
    expect((await lin.post(`/api/v1/contracts/${id}/sign`, {})).status).toBe(409)
    await lin.post(`/api/v1/contracts/${id}/submit`)
    for (const change of [{ terms: 'x' }, { parties: [] }]) expect((await lin.patch(`/api/v1/contracts/${id}`, change)).status).toBe(422)
    expect((await lin.post(`/api/v1/contracts/${id}/sign`, { signed_on: '2026-05-13' })).status).toBe(422)
    expect((await lin.post(`/api/v1/contracts/${id}/sign`, { signed_on: '2026-05-10' })).body).toMatchObject({ status: 'signed', signed_on: '2026-05-10' })
    const [event] = await world.query("select after from events where record_id = $1 and kind = 'quotes.contract.signed'", [id])
    expect(event.after).toMatchObject({ signed_on: '2026-05-10' })
    const { body: amendment } = await lin.post(`/api/v1/contracts/${id}/amend`)
    expect(amendment).toMatchObject({ kind: 'amendment', amends: { id }, status: 'draft', parties })
    expect((await lin.post(`/api/v1/contracts/${id}/terminate`, { reason: '客户停业' })).body).toMatchObject({ status: 'terminated', end_reason: '客户停业' })
  })

  test('from an amount on waits for approval before it can be signed, and is a draft again when it is refused', async () => {
    const small = await aContract({ lines: [line({ quantity: 1, price: '499999.99' })] })
    expect((await lin.post(`/api/v1/contracts/${small.id}/submit`)).body.status).toBe('approved')
    const { id } = await aContract({ lines: [line({ quantity: 1, price: '500000' })] })
    const submitted = await lin.post(`/api/v1/contracts/${id}/submit`)
    expect([submitted.status, submitted.body.status]).toEqual([200, 'in_approval'])
    for (const action of ['sign', 'submit', 'amend', 'terminate']) expect([action, (await lin.post(`/api/v1/contracts/${id}/${action}`, action === 'terminate' ? { reason: 'x' } : {})).status]).toEqual([action, 409])
    expect((await lin.patch(`/api/v1/contracts/${id}`, { lines: [line()] })).status).toBe(422)
    const asked = await waiting(id)
    expect(asked).toMatchObject({ occasion: 'amount', amount: '500000.00', requested_by: { id: world.ids.lin } })
    expect((await lin.post(`/api/v1/approvals/${asked.id}/approve`)).status).not.toBe(200)
    expect((await admin.post(`/api/v1/approvals/${asked.id}/refuse`, { comment: '条款不利' })).status).toBe(200)
    expect((await lin.get(`/api/v1/contracts/${id}`)).body.status).toBe('draft')
    await lin.post(`/api/v1/contracts/${id}/submit`)
    expect((await admin.post(`/api/v1/approvals/${(await waiting(id)).id}/approve`)).body).toMatchObject({ status: 'approved' })
    expect((await lin.post(`/api/v1/contracts/${id}/sign`, {})).body.status).toBe('signed')
  })

  test('that is changed while it waits is a draft, what was asked is withdrawn; another amount asks others', async () => {
    const { id } = await aContract({ lines: [line({ quantity: 1, price: '2000000' })] })
    await lin.post(`/api/v1/contracts/${id}/submit`)
    const asked = await waiting(id)
    expect(asked.line.name).toBe('合同 200 万及以上')
    expect((await lin.post(`/api/v1/contracts/${id}/reopen`)).body.status).toBe('draft')
    expect((await admin.get(`/api/v1/approvals/${asked.id}`)).body.status).toBe('withdrawn')
    expect((await admin.post(`/api/v1/approvals/${asked.id}/approve`)).status).toBe(409)
    expect((await lin.patch(`/api/v1/contracts/${id}`, { lines: [line({ quantity: 1, price: '600000' })] })).status).toBe(200)
    await lin.post(`/api/v1/contracts/${id}/submit`)
    const again = await waiting(id)
    expect(again.line.name).toBe('合同 50 万至 200 万')
    // The one who asked withdraws on the page of approvals: the same.
    expect((await lin.post(`/api/v1/approvals/${again.id}/withdraw`)).status).toBe(200)
    expect((await lin.get(`/api/v1/contracts/${id}`)).body.status).toBe('draft')
  })

  test('counts in the currency of the company, and without lines for contracts nothing waits', async () => {
    const foreign = await aContract({ currency: 'USD', exchange_rate: 7, lines: [line({ quantity: 1, price: '80000' })] })
    expect((await lin.post(`/api/v1/contracts/${foreign.id}/submit`)).body.status).toBe('in_approval')
    await lin.post(`/api/v1/contracts/${foreign.id}/reopen`)
    const lines = await admin.list('approval-lines', { filter: { object: 'contract' } })
    for (const { id } of lines) await admin.patch(`/api/v1/approval-lines/${id}`, { is_active: false })
    expect((await lin.post(`/api/v1/contracts/${foreign.id}/submit`)).body.status).toBe('approved')
    for (const { id } of lines) await admin.patch(`/api/v1/approval-lines/${id}`, { is_active: true })
  })

  test('signed starts the clock of the file', async () => {
    await world.settle()
    const rule = await create(admin, 'archive-rules', { name: '签约建档', start: 'contract_signed', count: 3, unit: 'working_days', required_organisation: ['name'], required_person: ['name'], is_active: true })
    const { id, customer } = await aContract()
    await lin.post(`/api/v1/contracts/${id}/submit`)
    await lin.post(`/api/v1/contracts/${id}/sign`, {})
    await world.settle()
    expect(await world.query('select customer_id from archive_clocks where rule_id = $1', [rule.id])).toEqual([{ customer_id: customer.id }])
  })
})
