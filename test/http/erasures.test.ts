import { setTimeout as pause } from 'node:timers/promises'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aContact, aCustomer, aTask, aTransaction, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { importFile, upload } from '../support/upload.ts'
import { castPassword } from '../support/cast.ts'

let world: TestApp
let lin: Client
let ma: Client
let admin: Client
let stranger: Client
beforeAll(async () => {
  world = await startTestApp({ background: true })
  lin = await world.asUser('lin')
  ma = await world.asUser('ma')
  admin = await world.asUser('admin')
  stranger = await world.asUser('stranger')
})
afterAll(() => world.close())

let counter = 0

/** A guest with something of everything, and words that must be found nowhere afterwards. */
async function aGuest(client = lin) {
  const secret = `秘${(counter += 1)}密${counter}`
  const phone = `1391000${String(1000 + counter)}`
  const name = `欧阳${secret}`
  const customer = await aCustomer(client, { kind: 'person', name, phones: [phone], emails: [`guest${counter}@secret.example`], birthday: '1980-05-05', remark: secret, addresses: [{ city: '杭州市', street: secret }], credit_limit: '500.00' })
  const other = await aCustomer(client, { kind: 'person', name: `家人${counter}` })
  await create(client, 'preferences', { customer: customer.id, kind: 'taboo', text: secret })
  await create(client, 'special-days', { customer: customer.id, name: secret, day: '1980-05-05' })
  await create(client, 'relationships', { customer: other.id, other: customer.id, kind: 'family', remark: secret })
  const interaction = await create(client, 'interactions', { customer: customer.id, content: `谈了${secret}`, promises: [{ what: `寄${secret}` }], minutes: 30 })
  const task = await aTask(client, { customer: customer.id, name: `回访${secret}` })
  const transaction = await aTransaction(client, customer.id, { amount: '321.00', remark: secret })
  const consent = await create(client, 'consent-records', { customer: customer.id, how: secret, evidence: secret })
  await client.patch(`/api/v1/customers/${customer.id}`, { remark: `又${secret}` })
  return { customer, other, interaction, task, transaction, consent, name, secret, phone }
}

const erase = (client: Client, record: string, confirmation: string, more: object = {}) =>
  client.post('/api/v1/erasures', { object: 'customer', record, ground: 'consent_withdrawn', confirmation, ...more })

/** Every row of every table that has the word in it. */
async function placesOf(word: string): Promise<string[]> {
  const tables = await world.query<{ name: string }>("select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname = 'public'")
  const found = await Promise.all(tables.map(async ({ name }) => ((await world.query(`select 1 from "${name}" t where t::text like $1 limit 1`, [`%${word}%`])).length > 0 ? name : null)))
  return found.filter((name) => name !== null)
}

async function exportOf(client: Client, object: string, record: string): Promise<any> {
  const reply = await client.post('/api/v1/person-exports', { object, record })
  if (reply.status !== 202) throw new Error(`The export answered ${reply.status}: ${reply.text}`)
  for (;;) {
    const { body: job } = await client.get(`/api/v1/jobs/${reply.body.job}`)
    if (job.state !== 'queued' && job.state !== 'running') return job
    await pause(20)
  }
}

async function bytesOf(login: string, path: string): Promise<Buffer> {
  const session = await world.anonymous().post('/api/v1/session', { login, password: castPassword })
  const cookie = String(session.headers['set-cookie']).split(';', 1)[0] ?? ''
  return (await world.app.server.inject({ method: 'GET', url: path, headers: { cookie } })).rawPayload
}

describe('erasing a person', () => {
  test('leaves days, amounts and counts, and no trace of who it was in any table', async () => {
    const { customer, interaction, task, transaction, secret, phone, name } = await aGuest()
    expect((await placesOf(secret)).toSorted()).toEqual(expect.arrayContaining(['customers', 'events', 'interactions', 'tasks']))
    const reply = await erase(admin, customer.id, name, { reason: '来电要求删除' })
    expect([reply.status, reply.body]).toMatchObject([201, { status: 'done', ground: 'consent_withdrawn', reason: '来电要求删除', decided_by: { id: world.ids.admin } }])
    await world.settle()
    expect(await placesOf(secret)).toEqual([])
    expect(await placesOf(phone)).toEqual([])
    const after = (await lin.get(`/api/v1/customers/${customer.id}`)).body
    expect(after).toMatchObject({ name: `已匿名 ${reply.body.number}`, number: customer.number, phones: [], emails: [], birthday: null, remark: null, city: null, credit_limit: '500.00' })
    expect(after.anonymised_at).not.toBeNull()
    expect((await lin.get(`/api/v1/interactions/${interaction.id}`)).body).toMatchObject({ summary: '', content: null, promises: [], minutes: 30, at: interaction.at })
    expect((await lin.get(`/api/v1/tasks/${task.id}`)).body).toMatchObject({ name: '已匿名', due_on: task.due_on })
    expect((await lin.get(`/api/v1/transactions/${transaction.id}`)).body).toMatchObject({ amount: '321.00', remark: null })
    expect(await lin.list('preferences', { filter: { customer: customer.id } })).toEqual([])
    expect((await lin.get(`/api/v1/customers/${customer.id}/page`)).status).toBe(200)
  })

  test('reaches who answered a quote and where it was sent to; what was sent stays as a paper that must be kept, and is counted', async () => {
    const { customer, name, secret } = await aGuest()
    const quote = await create(lin, 'quotes', { name: '家宴', customer: customer.id, lines: [{ name: '寿宴套餐', quantity: 2, price: '2988' }] })
    await lin.post(`/api/v1/quotes/${quote.id}/submit`)
    await lin.post(`/api/v1/quotes/${quote.id}/send`, { to: [`${counter}@secret.example`] })
    expect((await lin.post(`/api/v1/quotes/${quote.id}/decline`, { by: secret, reason: `${secret}不去了` })).status).toBe(200)
    const { body } = await erase(admin, customer.id, name)
    expect(body.counts).toMatchObject({ customer: 1, quote: 1, kept_documents: 1 })
    await world.settle()
    expect((await lin.get(`/api/v1/quotes/${quote.id}`)).body).toMatchObject({ status: 'declined', answered_by: null, decline_reason: null, sent_to: [], total: { amount: '5976.00' }, paper: { size: expect.any(Number) } })
    // The name is on the paper and nowhere else.
    expect(await placesOf(secret)).toEqual(['sent_quotes'])
    expect((await lin.get(`/api/v1/quotes/${quote.id}/history`)).text).not.toContain(secret)
  })

  test('search, duplicates and the history find nothing any more', async () => {
    const { customer, phone, name, secret } = await aGuest()
    await erase(admin, customer.id, name)
    for (const q of [name, phone, secret]) expect((await admin.get(`/api/v1/search?${new URLSearchParams({ q })}`)).body.data).toEqual([])
    expect((await admin.post('/api/v1/customers/duplicates', { kind: 'person', name, phones: [phone] })).body.data).toEqual([])
    for (const path of ['history', 'timeline']) expect((await admin.get(`/api/v1/customers/${customer.id}/${path}`)).text).not.toContain(secret)
    await world.untilTold()
    expect((await admin.get('/api/v1/changes?limit=200')).text).not.toContain(secret)
  })

  test('a contact of a company is erased without the company', async () => {
    const company = await aCustomer(lin, { name: '宁波远景' })
    const contact = await aContact(lin, company.id, { name: '尉迟隐名', phones: ['13955550001'], is_primary: true })
    await create(lin, 'interactions', { customer: company.id, contacts: [contact.id], content: '与尉迟隐名谈价' })
    await world.settle()
    expect((await placesOf('尉迟隐名')).toSorted()).toEqual(['contacts', 'customers', 'events', 'interactions'])
    expect((await admin.post('/api/v1/erasures', { object: 'contact', record: contact.id, ground: 'objection', confirmation: '尉迟隐名' })).status).toBe(201)
    await expect.poll(() => placesOf('尉迟隐名')).toEqual([])
    expect((await lin.get(`/api/v1/customers/${company.id}`)).body).toMatchObject({ name: '宁波远景', anonymised_at: null })
    expect((await lin.get(`/api/v1/contacts/${contact.id}`)).body.name).toMatch(/^已匿名 NM-/)
  })

  test('also out of the recycle bin, with values of custom fields, and of those that were deleted', async () => {
    const field = await create(admin, 'custom-fields', { object: 'customer', key: 'nickname', type: 'text', label_zh: '昵称', label_en: 'Nickname' })
    const points = await create(admin, 'custom-fields', { object: 'customer', key: 'points_kept', type: 'number', label_zh: '积分', label_en: 'Points' })
    const customer = await aCustomer(admin, { kind: 'person', name: '司空见', nickname: '小司司', points_kept: 12 })
    await admin.del(`/api/v1/custom-fields/${field.id}`)
    await admin.del(`/api/v1/customers/${customer.id}`)
    expect((await erase(admin, customer.id, '司空见')).status).toBe(201)
    expect([...(await placesOf('小司司')), ...(await placesOf('司空见'))]).toEqual([])
    await admin.post(`/api/v1/customers/${customer.id}/restore`)
    expect((await admin.get(`/api/v1/customers/${customer.id}`)).body).toMatchObject({ points_kept: 12, phones: [] })
    await admin.del(`/api/v1/custom-fields/${points.id}`)
  })

  test('files that records of the person held can no longer be fetched', async () => {
    const { customer, name, secret } = await aGuest()
    const sent = await upload(lin, '/api/v1/files', { fileName: `${secret}.txt`, file: `证件 ${secret}` })
    expect([sent.status, (await lin.patch(`/api/v1/customers/${customer.id}`, { files: [{ id: sent.body.id }] })).status]).toEqual([201, 200])
    expect(await placesOf(secret)).toContain('files')
    await erase(admin, customer.id, name)
    expect(await placesOf(secret)).toEqual([])
    expect((await lin.get(`/api/v1/files/${sent.body.id}`)).status).toBe(404)
  })

  test('cannot be taken back, filled again or done twice', async () => {
    const { customer, name, phone } = await aGuest()
    await erase(admin, customer.id, name)
    const again = await admin.patch(`/api/v1/customers/${customer.id}`, { phones: [phone] })
    expect([again.status, again.body.errors[0].code]).toEqual([422, 'anonymised'])
    expect((await admin.patch(`/api/v1/customers/${customer.id}`, { status: 'lost' })).status).toBe(200)
    const history = (await admin.get(`/api/v1/customers/${customer.id}/history`)).body.data
    for (const entry of history) await admin.post(`/api/v1/customers/${customer.id}/undo`, { event: entry.id })
    const after = (await world.query('select name, phones from customers where id = $1', [customer.id]))[0]
    expect([after.name.startsWith('已匿名'), after.phones]).toEqual([true, []])
    await admin.post(`/api/v1/customers/${customer.id}/restore`)
    const twice = await erase(admin, customer.id, after.name)
    expect([twice.status, twice.body.type]).toEqual([409, expect.stringContaining('already-erased')])
    expect((await admin.post('/api/v1/consent-records', { customer: customer.id })).status).toBe(422)
  })

  test('two at once: one does it, the other is told', async () => {
    const { customer, name } = await aGuest()
    const replies = await Promise.all([erase(admin, customer.id, name), erase(admin, customer.id, name)])
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await world.query('select 1 from erasures where record = $1', [customer.id])).toHaveLength(1)
  })

  test('takes the typed name, a ground, a person, and the right', async () => {
    const { customer, name } = await aGuest()
    const company = await aCustomer(lin, { name: '一家单位' })
    const refused = async (client: Client, body: object) => (await client.post('/api/v1/erasures', { object: 'customer', record: customer.id, ground: 'objection', confirmation: name, ...body })).status
    expect(await refused(admin, { confirmation: '欧阳' })).toBe(422)
    expect(await refused(admin, { ground: 'mood' })).toBe(422)
    expect(await refused(admin, { reason: `${name}来电` })).toBe(422)
    expect(await refused(admin, { record: company.id, confirmation: '一家单位' })).toBe(422)
    expect(await refused(admin, { object: 'task' })).toBe(422)
    expect(await refused(admin, { object: 'nothing' })).toBe(422)
    expect(await refused(admin, { record: 'x' })).toBe(404)
    expect(await refused(admin, { status: 'done' })).toBe(422)
    expect(await refused(await world.asUser('chen'), {})).toBe(404)
    expect(await refused(stranger, {})).toBe(404)
    expect(await refused(world.anonymous(), {})).toBe(401)
    expect((await admin.get(`/api/v1/customers/${customer.id}`)).body.name).toBe(name)
    expect(await world.query('select 1 from erasures where record = $1', [customer.id])).toEqual([])
  })

  test('whoever may not decide asks, and an administrator approves or refuses', async () => {
    const [one, two] = [await aGuest(), await aGuest()]
    const asked = await erase(lin, one.customer.id, one.name)
    expect([asked.status, asked.body.status]).toEqual([201, 'asked'])
    expect((await erase(lin, one.customer.id, one.name)).status).toBe(409)
    expect((await lin.get(`/api/v1/customers/${one.customer.id}`)).body.name).toBe(one.name)
    expect((await lin.post(`/api/v1/erasures/${asked.body.id}/approve`, { confirmation: one.name })).status).toBe(403)
    expect((await (await world.asUser('mei')).get(`/api/v1/erasures/${asked.body.id}`)).status).toBe(404)
    expect((await stranger.post(`/api/v1/erasures/${asked.body.id}/approve`, { confirmation: one.name })).status).toBe(404)
    expect((await admin.patch(`/api/v1/erasures/${asked.body.id}`, { status: 'done' })).status).toBe(422)
    expect((await admin.del(`/api/v1/erasures/${asked.body.id}`)).status).toBe(403)
    expect((await admin.post(`/api/v1/erasures/${asked.body.id}/approve`, { confirmation: 'x' })).status).toBe(422)
    const decided = await Promise.all([1, 2].map(() => admin.post(`/api/v1/erasures/${asked.body.id}/approve`, { confirmation: one.name })))
    expect(decided.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await placesOf(one.secret)).toEqual([])

    const other = await erase(lin, two.customer.id, two.name)
    expect((await admin.post(`/api/v1/erasures/${other.body.id}/refuse`, { answer: '合同仍在履行' })).body).toMatchObject({ status: 'refused', answer: '合同仍在履行' })
    expect((await lin.get(`/api/v1/erasures/${other.body.id}`)).body.answer).toBe('合同仍在履行')
    expect((await lin.get(`/api/v1/customers/${two.customer.id}`)).body.name).toBe(two.name)
    expect((await erase(lin, two.customer.id, two.name)).status).toBe(201)
  })

  test('where two are wanted, nobody approves alone', async () => {
    expect((await lin.patch('/api/v1/privacy-settings', { two_step: true })).status).toBe(403)
    expect((await admin.patch('/api/v1/privacy-settings', { two_step: true })).body).toEqual({ two_step: true })
    const { customer, name, secret } = await aGuest()
    const asked = await erase(admin, customer.id, name)
    expect(asked.body).toMatchObject({ status: 'asked', two_step: true })
    // Switched off meanwhile: the request was made under the rule.
    await admin.patch('/api/v1/privacy-settings', { two_step: false })
    expect((await admin.post(`/api/v1/erasures/${asked.body.id}/approve`, { confirmation: name })).status).toBe(403)
    const [role] = (await admin.get(`/api/v1/roles?${new URLSearchParams({ filter: '{"key":"administrator"}' })}`)).body.data
    await create(admin, 'users', { name: '第二人', email: 'second@test.example', user_name: 'second', password: castPassword, roles: [role.id] })
    const second = await world.asUser('second' as 'admin')
    expect((await second.post(`/api/v1/erasures/${asked.body.id}/approve`, { confirmation: name })).body.status).toBe('done')
    expect(await placesOf(secret)).toEqual([])
    expect(await world.query("select before, after from events where kind = 'privacy.erasure.settings_changed' order by id")).toEqual([
      { before: { two_step: false }, after: { two_step: true } },
      { before: { two_step: true }, after: { two_step: false } },
    ])
  })

  test('an import that is running does not bring the person back', async () => {
    const { customer, name, phone, secret } = await aGuest(admin)
    const lines = Array.from({ length: 3000 }, (_, index) => `路人${index},13700${String(100000 + index)},\n`)
    const file = `名称,电话,备注\n${lines.join('')}${name},${phone},${secret}重来\n`
    const running = importFile(admin, { object: 'customer', file, options: { duplicates: 'update', match_by: ['phones'] } })
    const reply = await erase(admin, customer.id, name)
    expect(reply.status).toBe(201)
    await running
    const row = (await world.query('select name, phones, remark from customers where id = $1', [customer.id]))[0]
    expect(row).toEqual({ name: `已匿名 ${reply.body.number}`, phones: [], remark: null })
  })
})

describe('somebody who was erased and comes back', () => {
  test('is noticed while being typed, and however the record comes', async () => {
    const { customer, name, phone } = await aGuest(admin)
    const { body: erasure } = await erase(admin, customer.id, name)
    const look = await lin.post('/api/v1/erased-returns/look', { object: 'customer', values: { phones: [` ${phone.slice(0, 3)} ${phone.slice(3)} `, 7, 'x'], emails: 'no', name } })
    expect(look.body.data).toEqual([expect.objectContaining({ number: erasure.number, ground: 'consent_withdrawn' })])
    expect((await lin.post('/api/v1/erased-returns/look', { object: 'customer', values: { phones: ['13911112222'] } })).body.data).toEqual([])
    expect((await stranger.post('/api/v1/erased-returns/look', { object: 'customer', values: { phones: [phone] } })).body.data).toEqual([])

    await importFile(admin, { object: 'customer', file: `名称,性质,电话\n新来的,个人,${phone}\n` })
    await world.settle()
    await expect.poll(async () => (await admin.list('erased-returns', { filter: { subject: '新来的' } })).length).toBe(1)
    const [back] = await admin.list('erased-returns', { filter: { subject: '新来的' } })
    expect(back).toMatchObject({ status: 'new', erasure: { id: erasure.id } })
    expect(back.import).toMatch(/^[0-9a-f-]{36}$/)
    expect((await admin.get(`/api/v1/customers/${back.record}/page`)).body.privacy.erased_before).toMatchObject({ number: erasure.number })
    expect((await lin.get('/api/v1/erased-returns')).status).toBe(403)
  })

  test('only a keyed hash is kept', async () => {
    const { customer, name, phone } = await aGuest(admin)
    await erase(admin, customer.id, name)
    const rows = await world.query("select encode(hash, 'hex') as hash from erased_keys")
    expect(rows.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true)
    expect(await placesOf(phone)).toEqual([])
  })
})

describe('the export of one person', () => {
  test('has everything the caller may see, readable and for programs, and leaves an event', async () => {
    const { customer, secret, name, transaction } = await aGuest()
    const job = await exportOf(ma, 'customer', customer.id)
    expect(job).toMatchObject({ state: 'done', result: { file: expect.stringContaining('/person-exports/') } })
    const parts = unzipSync(await bytesOf('ma', job.result.file))
    expect(Object.keys(parts).toSorted()).toEqual(['data.json', '个人信息副本.html'])
    const data = JSON.parse(strFromU8(parts['data.json']!))
    expect(data).toMatchObject({ format: 'guanxi.person/1', person: name })
    expect(Object.keys(data.records).toSorted()).toEqual(['consent_records', 'customers', 'interactions', 'preferences', 'relationships', 'special_days', 'tasks', 'transactions'])
    expect(data.records.transactions[0]).toMatchObject({ id: transaction.id, amount: '321.00' })
    expect(data.history.some((change: any) => change.fields.some((one: any) => one.field === 'remark' && one.before === secret))).toBe(true)
    const page = strFromU8(parts['个人信息副本.html']!)
    expect(page).toContain(secret)
    expect(page).not.toContain('<script')
    const kinds = (await world.query('select kind from events where record_id = $1', [customer.id])).map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['customers.customer.exported', 'customers.customer.downloaded']))
    for (const other of [admin, lin, stranger]) expect((await other.get(job.result.file)).status).toBe(404)
  })

  test('words of the person are text in the page, not markup', async () => {
    const customer = await aCustomer(admin, { kind: 'person', name: '<img src=x onerror=alert(1)>' })
    const job = await exportOf(admin, 'customer', customer.id)
    const page = strFromU8(unzipSync(await bytesOf('admin', job.result.file))['个人信息副本.html']!)
    expect(page).not.toContain('<img')
  })

  test('is for those who may export and change the person, and only of people', async () => {
    const { customer } = await aGuest()
    const company = await aCustomer(lin)
    const ask = async (client: Client, body: object) => (await client.post('/api/v1/person-exports', { object: 'customer', record: customer.id, ...body })).status
    expect(await ask(lin, {})).toBe(403)
    expect(await ask(await world.asUser('chen'), {})).toBe(403)
    expect(await ask(stranger, {})).toBe(404)
    expect(await ask(ma, { record: company.id })).toBe(422)
    expect(await ask(ma, { object: 'task' })).toBe(422)
    expect(await ask(ma, { record: 'x' })).toBe(422)
  })

  test('goes with the person', async () => {
    const { customer, name, secret } = await aGuest()
    const job = await exportOf(ma, 'customer', customer.id)
    await erase(admin, customer.id, name)
    expect((await ma.get(job.result.file)).status).toBe(404)
    expect((await ma.get(`/api/v1/jobs/${job.id}`)).status).toBe(404)
    expect(await placesOf(secret)).toEqual([])
  })
})
