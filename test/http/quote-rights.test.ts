/** What leaves the house on a quote was readable to whoever sent it: on paper, by mail and on the customer's page. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aContact, aCustomer, create } from '../support/builders.ts'
import { castPassword } from '../support/cast.ts'
import { signIn, type Client } from '../support/client.ts'
import { openMailbox, type Mailbox } from '../support/mailbox.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let mailbox: Mailbox<string>
let lin: Client
let admin: Client
let role: any
beforeAll(async () => {
  mailbox = await openMailbox({ read: (_to, source) => source.toString('utf8') })
  world = await startTestApp({ background: true, clock: { now: () => new Date('2026-05-11T02:00:00Z') }, smtpUrl: mailbox.url })
  ;[lin, admin] = [await world.asUser('lin'), await world.asUser('admin')]
  role = await create(admin, 'roles', { key: 'sender', name: '发送员', grants: everything({}) })
  expect((await admin.patch(`/api/v1/users/${world.ids.mei}`, { roles: [role.id] })).status).toBe(200)
})
afterAll(async () => {
  await world.close()
  await mailbox.close()
})

const all = { see: 'all', create: 'all', change: 'all' }
const everything = (fields: Record<string, Record<string, string>>) => ({ '*': all, ...Object.fromEntries(Object.entries(fields).map(([object, hidden]) => [object, { ...all, fields: hidden }])) })
/** Mei, from whom this is hidden. */
async function meiWithout(fields: Record<string, Record<string, string>>): Promise<Client> {
  const { version } = (await admin.get(`/api/v1/roles/${role.id}`)).body
  const reply = await admin.patch(`/api/v1/roles/${role.id}`, { grants: everything(fields), version })
  if (reply.status !== 200) throw new Error(reply.text)
  return signIn(world.app.server, { login: 'mei', password: castPassword })
}
async function approved(): Promise<any> {
  const customer = await aCustomer(lin)
  const contact = await aContact(lin, customer.id, { name: '周敏', position: '财务总监' })
  const quote = await create(lin, 'quotes', { name: '年会住宿', customer: customer.id, contact: contact.id, terms: '底价条款', lines: [{ name: '江景大床房', quantity: 2, price: '1280' }] })
  expect((await lin.post(`/api/v1/quotes/${quote.id}/submit`)).body.status).toBe('approved')
  return quote
}
const send = (client: Client, id: string, to = 'hidden@ningbo.example') => client.post(`/api/v1/quotes/${id}/send`, { to: [to] })
const sentOf = (id: string) => world.query('select paper from sent_quotes where quote_id = $1', [id])

test('whoever may not read all that stands on a quote neither prints nor sends it, and nothing has left', async () => {
  for (const name of ['terms', 'lines', 'total', 'remark', 'discount_percent']) {
    const quote = await approved()
    const mei = await meiWithout({ quote: { [name]: 'hidden' } })
    for (const path of ['pdf', 'xlsx']) expect([name, path, (await mei.get(`/api/v1/quotes/${quote.id}/${path}`)).status]).toEqual([name, path, 403])
    const refused = await send(mei, quote.id)
    expect([name, refused.status, refused.body.title]).toEqual([name, 403, '单据上有您看不到的内容，不能由您打印或发送'])
    expect(refused.text).not.toContain('底价条款')
    expect([await sentOf(quote.id), (await lin.get(`/api/v1/quotes/${quote.id}`)).body.status]).toEqual([[], 'approved'])
  }
  expect(await world.query("select count(*)::int as n from files where name like '%.pdf'")).toEqual([{ n: 0 }])
  expect(mailbox.mails.filter((mail) => mail.includes('hidden@ningbo.example'))).toEqual([])
})

test('nor do they open the link of what somebody else sent; withdrawing it they may', async () => {
  const quote = await approved()
  expect((await send(lin, quote.id, 'min@ningbo.example')).status).toBe(200)
  const mei = await meiWithout({ quote: { terms: 'hidden' } })
  expect((await mei.post(`/api/v1/quotes/${quote.id}/link`)).status).toBe(403)
  expect((await lin.post(`/api/v1/quotes/${quote.id}/link`)).status).toBe(200)
  expect((await mei.post(`/api/v1/quotes/${quote.id}/withdraw-link`)).status).toBe(204)
})

test('what of a person is hidden from the sender is not on the paper, not in the mail, not on the page', async () => {
  const quote = await approved()
  const mei = await meiWithout({ contact: { position: 'hidden' }, user: { email: 'hidden' } })
  const { status, body } = await send(mei, quote.id, 'page@ningbo.example')
  expect(status).toBe(200)
  const page = (await world.anonymous().get(`/api/v1/public-quotes/${body.link.split('/q/')[1]}`)).body
  expect(page.paper).toMatchObject({ terms: '底价条款', buyer: { person: '周敏' } })
  expect(page.paper.seller.mail).toBeUndefined()
  expect(JSON.stringify(page)).not.toContain('财务总监')
  // Whoever reads it sends it whole.
  const other = await approved()
  await send(lin, other.id, 'whole@ningbo.example')
  expect((await sentOf(other.id))[0].paper.buyer.person).toBe('周敏 财务总监')
})
