import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let mei: Client
let now = new Date('2026-03-02T02:00:00Z')
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => now } })
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
  mei = await world.asUser('mei')
})
afterAll(() => world.close())

let counter = 0
const aLead = (client: Client, input: object = {}) => create(client, 'leads', { name: `王女士 ${++counter}`, source: 'hot_line', phones: [`1380013${String(1000 + counter)}`], ...input })
const act = (client: Client, id: string, verb: string, input: object = {}) => client.post(`/api/v1/leads/${id}/${verb}`, input)
const qualified = async (client: Client, input: object = {}) => {
  const lead = await aLead(client, input)
  expect((await act(client, lead.id, 'log-contact', { content: '想订年会场地' })).status).toBe(200)
  expect((await act(client, lead.id, 'qualify')).status).toBe(200)
  return lead
}
const eventsOf = (id: string) => world.query('select kind, before, after, cause from events where record_id = $1 order by id', [id])

describe('a lead', () => {
  test('is numbered, new, and that of whoever may only have own ones; whoever may have all leaves it to nobody', async () => {
    const mine = await aLead(lin, { wants: '两天会议，80 人' })
    expect(mine).toMatchObject({ number: 'XS-2026-000001', status: 'new', owner: { id: world.ids.lin }, score: null, customer: null })
    expect(await aLead(admin)).toMatchObject({ owner: null })
    expect(await aLead(admin, { owner: world.ids.mei })).toMatchObject({ owner: { id: world.ids.mei } })
  })

  test('is seen by its owner and those above, not by colleagues; an action on it answers like what is not there', async () => {
    const { id } = await aLead(lin)
    for (const [login, status] of [['lin', 200], ['ma', 200], ['admin', 200], ['mei', 404], ['chen', 404], ['stranger', 404]] as const) {
      const person = await world.asUser(login)
      expect([login, (await person.get(`/api/v1/leads/${id}`)).status]).toEqual([login, status])
    }
    const before = await eventsOf(id)
    for (const [verb, input] of [['work', {}], ['log-contact', {}], ['qualify', {}], ['disqualify', { reason: 'junk' }], ['reopen', {}], ['matches', {}], ['convert', {}]] as const) {
      expect([verb, (await act(mei, id, verb, input)).status]).toEqual([verb, 404])
    }
    expect(await eventsOf(id)).toEqual(before)
  })

  test('is moved by acts only: neither writing, batch, bulk nor import sets its state or what follows from it', async () => {
    const { id } = await aLead(lin)
    for (const field of ['status', 'score', 'customer', 'converted_by', 'first_contact_at', 'minutes_to_first_contact', 'unqualified_reason', 'settled_at', 'score_inputs', 'contact_due_at']) {
      for (const reply of [await lin.patch(`/api/v1/leads/${id}`, { [field]: 'converted' }), await lin.post('/api/v1/leads', { name: '试', [field]: 'converted' })]) {
        expect([field, reply.status, reply.body.errors?.[0]?.path]).toEqual([field, 422, field])
      }
    }
    const batch = await lin.post('/api/v1/leads/batch', { update: [{ id, status: 'qualified' }] })
    expect(JSON.stringify(batch.body)).toContain('readonly')
    expect((await lin.get(`/api/v1/leads/${id}`)).body.status).toBe('new')
  })

  test('goes only the ways there are; everything else is refused and leaves nothing', async () => {
    const { id } = await aLead(lin)
    const status = async () => (await lin.get(`/api/v1/leads/${id}`)).body.status
    const refused = async (verbs: string[]) => {
      const before = await eventsOf(id)
      for (const verb of verbs) expect([verb, (await act(lin, id, verb, verb === 'disqualify' ? { reason: 'junk' } : {})).status]).toEqual([verb, 409])
      expect(await eventsOf(id)).toEqual(before)
    }
    await refused(['qualify', 'convert'])
    expect((await act(lin, id, 'work')).body.status).toBe('working')
    await refused(['work', 'convert', 'reopen'])
    expect((await act(lin, id, 'qualify')).body.status).toBe('qualified')
    await refused(['qualify'])
    expect((await act(lin, id, 'disqualify', { reason: 'no_budget', remark: '明年再说' })).body).toMatchObject({ status: 'unqualified', unqualified_reason: 'no_budget', unqualified_remark: '明年再说' })
    await refused(['qualify', 'convert', 'disqualify', 'log-contact'])
    expect((await act(lin, id, 'reopen')).body).toMatchObject({ status: 'working', unqualified_reason: null, settled_at: null })
    expect(await status()).toBe('working')
    expect((await eventsOf(id)).map(({ kind }) => kind)).toEqual(['created', 'taken_up', 'qualified', 'disqualified', 'reopened'].map((verb) => `leads.lead.${verb}`))
  })

  test('refuses what is no input, in both languages', async () => {
    const { id } = await aLead(lin)
    const english = await world.asUser('lin', { language: 'en' })
    for (const [verb, input] of [['disqualify', {}], ['disqualify', { reason: 'bored' }], ['log-contact', { channel: 'pigeon' }], ['log-contact', { at: 'yesterday' }], ['log-contact', { at: '2026-03-03T02:00:00Z' }], ['log-contact', { next_contact_on: '2026-02-30' }], ['log-contact', { content: 'x'.repeat(20_001) }], ['convert', { customer: { id: 7 } }], ['convert', { contact: 'all' }], ['work', { now: true }]] as const) {
      expect([verb, input, (await act(lin, id, verb, input)).status]).toEqual([verb, input, 422])
      const titles = [(await act(lin, id, verb, input)).body.title, (await act(english, id, verb, input)).body.title]
      expect(titles[0]).not.toBe(titles[1])
    }
    expect(await eventsOf(id)).toHaveLength(1)
    expect((await world.query('select count(*)::int as count from lead_interactions where lead_id = $1', [id]))[0].count).toBe(0)
  })

  test('that is nobody’s becomes that of whoever takes it up first', async () => {
    const role = await create(admin, 'roles', { name: '电销', key: 'tele', grants: { lead: { see: 'own', create: 'own', change: 'own', unowned: true }, user: { see: 'all' } } })
    const people = await Promise.all(['a', 'b'].map((login) => create(admin, 'users', { name: `电销${login}`, email: `${login}@tele.example`, user_name: `tele-${login}`, password: 'green-mountain-7', roles: [role.id] })))
    expect(people).toHaveLength(2)
    const { signIn } = await import('../support/client.ts')
    const [one, other] = await Promise.all(['a', 'b'].map((login) => signIn(world.app.server, { login: `tele-${login}`, password: 'green-mountain-7' })))
    const { id } = await aLead(admin)
    expect((await act(one!, id, 'qualify')).status).toBe(403)
    const replies = await Promise.all([act(one!, id, 'work'), act(other!, id, 'work')])
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect([404, 409]).toContain(replies.find(({ status }) => status !== 200)!.status)
    expect((await admin.get(`/api/v1/leads/${id}`)).body).toMatchObject({ status: 'working', owner: { name: expect.stringMatching(/^电销/) } })
  })
})

describe('speed to first contact', () => {
  test('is counted in working minutes, from the first time somebody was reached', async () => {
    // Friday 17:30 in Shanghai; the company works until 18:00, and again on Monday from 9:00.
    now = new Date('2026-03-06T09:30:00Z')
    const { id } = await aLead(lin)
    await world.settle()
    expect((await lin.get(`/api/v1/leads/${id}`)).body.contact_due_at).toMatch(/^2026-03-09T02:30:00/)
    now = new Date('2026-03-06T09:45:00Z')
    expect((await act(lin, id, 'log-contact', { outcome: 'no_answer' })).body).toMatchObject({ status: 'working', first_contact_at: null })
    now = new Date('2026-03-09T01:20:00Z')
    expect((await act(lin, id, 'log-contact', { content: '要 20 间房', next_contact_on: '2026-03-11' })).body).toMatchObject({ minutes_to_first_contact: 50, next_contact_on: '2026-03-11' })
    now = new Date('2026-03-09T03:00:00Z')
    expect((await act(lin, id, 'log-contact', { channel: 'wechat' })).body).toMatchObject({ minutes_to_first_contact: 50 })
    const page = (await lin.get(`/api/v1/leads/${id}/page`)).body
    expect(page.contacts.map((one: any) => [one.outcome, one.channel])).toEqual([['reached', 'wechat'], ['reached', 'call'], ['no_answer', 'call']])
  })

  test('is nothing where somebody was spoken to before the lead was entered', async () => {
    const { id } = await aLead(lin)
    expect((await act(lin, id, 'log-contact', { at: '2026-03-09T01:00:00Z', direction: 'in' })).body).toMatchObject({ minutes_to_first_contact: 0 })
  })

  test('is told by source and person, of those the caller may see, against a goal that only whoever may change all sets', async () => {
    expect((await lin.post('/api/v1/leads/contact-goal', { minutes: 30 })).status).toBe(403)
    expect((await admin.post('/api/v1/leads/contact-goal', { minutes: 0 })).status).toBe(422)
    expect((await admin.post('/api/v1/leads/contact-goal', { minutes: 30 })).body).toEqual({ minutes: 30 })
    const { id } = await aLead(mei, { source: 'social' })
    await world.settle()
    expect(Date.parse((await mei.get(`/api/v1/leads/${id}`)).body.contact_due_at) - now.getTime()).toBe(30 * 60_000)
    const of = async (client: Client) => (await client.post('/api/v1/leads/speed', { days: 3650 })).body
    const mine = await of(mei)
    expect(mine).toMatchObject({ goal_minutes: 30, people: [{ key: world.ids.mei, name: '梅芳' }] })
    expect(mine.sources.some((row: any) => row.key === 'social')).toBe(true)
    const all = await of(admin)
    expect(all.total.leads).toBe(all.sources.reduce((sum: number, row: any) => sum + row.leads, 0))
    expect(all.total.leads).toBeGreaterThan(mine.total.leads)
  })
})

describe('a conversion', () => {
  test('makes customer and contact of a firm, keeps every word, and stands on the time line of the customer', async () => {
    const lead = await qualified(lin, { company: '杭州远大物流', position: '行政主管', emails: ['wang@yuanda.example'], city: '杭州市', industry: '物流', size_band: 'medium', source: 'batch', source_detail: '二月展会名单', wants: '年会 120 人' })
    await act(lin, lead.id, 'log-contact', { channel: 'wechat', outcome: 'left_message', content: '报价已发微信' })
    const reply = await act(lin, lead.id, 'convert')
    expect(reply.body).toMatchObject({ status: 'converted', customer: { name: '杭州远大物流' }, contact: { name: lead.name }, converted_by: { id: world.ids.lin } })
    const customer = (await lin.get(`/api/v1/customers/${reply.body.customer.id}`)).body
    expect(customer).toMatchObject({ kind: 'organisation', status: 'interested', source: 'batch', source_detail: '二月展会名单', industry: '物流', size_band: 'medium', city: '杭州市', phones: [], owner: { id: world.ids.lin } })
    expect(customer.last_contact_at).not.toBeNull()
    const contact = (await lin.get(`/api/v1/contacts/${reply.body.contact.id}`)).body
    expect(contact).toMatchObject({ customer: { id: customer.id }, position: '行政主管', phones: lead.phones, emails: ['wang@yuanda.example'] })
    const interactions = await lin.list('interactions', { filter: { customer: customer.id }, sort: 'at' })
    expect(interactions.map(({ channel, content, result }: any) => [channel, content, result])).toEqual([['call', '想订年会场地', null], ['wechat', '报价已发微信', '已留言']])
    const timeline = (await lin.get(`/api/v1/customers/${customer.id}/timeline`)).body.data
    expect(timeline.filter((entry: any) => entry.kind === 'lead').map((entry: any) => entry.id)).toEqual([lead.id])
    expect(timeline.filter((entry: any) => entry.kind === 'interaction')).toHaveLength(2)
    const [made] = await eventsOf(customer.id)
    expect(made.cause).toMatchObject({ lead: lead.id })
  })

  test('keeps every way by which a lead may come: no customer comes from elsewhere than its lead', async () => {
    const { objects } = (await lin.get('/api/v1/metadata')).body
    const sourcesOf = (object: string) => objects.find(({ name }: any) => name === object).fields.find(({ name }: any) => name === 'source').options.map(({ key }: any) => key)
    expect(sourcesOf('customer')).toEqual(expect.arrayContaining(sourcesOf('lead')))
    expect(sourcesOf('opportunity')).toEqual(expect.arrayContaining(sourcesOf('lead')))
    for (const source of sourcesOf('lead')) {
      const fair = await create(lin, 'campaigns', { name: `推介会 ${source}` })
      const lead = await qualified(lin, { company: `来自${source}`, source, campaign: fair.id, source_detail: `说明 ${source}` })
      const { body } = await act(lin, lead.id, 'convert', { opportunity: { name: '年会' } })
      expect((await lin.get(`/api/v1/customers/${body.customer.id}`)).body).toMatchObject({ source, source_detail: `说明 ${source}` })
      expect((await lin.get(`/api/v1/opportunities/${body.opportunity.id}`)).body).toMatchObject({ source, campaign: { id: fair.id, name: `推介会 ${source}` }, source_detail: `说明 ${source}` })
    }
  })

  test('makes a person of somebody without a firm, who then is the contact', async () => {
    const lead = await qualified(lin)
    const { body } = await act(lin, lead.id, 'convert')
    expect(body).toMatchObject({ customer: { name: lead.name }, contact: null })
    expect((await lin.get(`/api/v1/customers/${body.customer.id}`)).body).toMatchObject({ kind: 'person', category: 'consumer', phones: lead.phones })
  })

  test('happens once, however often and by however many it is asked for', async () => {
    const lead = await qualified(lin, { company: '一次公司' })
    const replies = await Promise.all([1, 2, 3].map(() => act(lin, lead.id, 'convert', { is_new: true })))
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect((await act(lin, lead.id, 'convert')).body.type).toContain('already-converted')
    expect(await lin.list('customers', { filter: { name: '一次公司' } })).toHaveLength(1)
    for (const [verb, input] of [['work', {}], ['qualify', {}], ['disqualify', { reason: 'junk' }], ['reopen', {}], ['log-contact', {}]] as const) expect([verb, (await act(lin, lead.id, verb, input)).status]).toEqual([verb, 409])
  })

  test('offers the customers that look the same first, and links the one that is chosen', async () => {
    const known = await aCustomer(lin, { name: '上海海鸥贸易有限公司', phones: ['13911112222'] })
    const lead = await qualified(lin, { company: '上海海鸥贸易有限公司', phones: ['13911112222'] })
    const matches = await act(lin, lead.id, 'matches')
    expect(matches.body.data[0]).toMatchObject({ id: known.id })
    const refused = await act(lin, lead.id, 'convert')
    expect([refused.status, refused.body.customers.map((one: any) => one.id)]).toEqual([409, [known.id]])
    expect((await lin.get(`/api/v1/leads/${lead.id}`)).body.status).toBe('qualified')
    const linked = await act(lin, lead.id, 'convert', { customer: { id: known.id } })
    expect(linked.body).toMatchObject({ customer: { id: known.id }, contact: { name: lead.name } })
    expect(await lin.list('customers', { filter: { name: '上海海鸥贸易有限公司' } })).toHaveLength(1)
  })

  test('links a contact only of that customer, and nobody’s customer who may not be seen', async () => {
    const [one, other, hidden] = [await aCustomer(lin), await aCustomer(lin), await aCustomer(mei)]
    const foreign = await create(lin, 'contacts', { customer: other.id, name: '别家的人' })
    const lead = await qualified(lin)
    expect((await act(lin, lead.id, 'convert', { customer: { id: one.id }, contact: { id: foreign.id } })).status).toBe(422)
    expect((await act(lin, lead.id, 'convert', { customer: { id: hidden.id } })).status).toBe(404)
    expect((await lin.get(`/api/v1/leads/${lead.id}`)).body).toMatchObject({ status: 'qualified', customer: null })
    expect((await world.query('select count(*)::int as count from interactions where customer_id = $1', [one.id]))[0].count).toBe(0)
    const own = await create(lin, 'contacts', { customer: one.id, name: '自家的人' })
    expect((await act(lin, lead.id, 'convert', { customer: { id: one.id }, contact: { id: own.id } })).body).toMatchObject({ contact: { id: own.id } })
  })

  test('lets whoever sees the customer see where it came from', async () => {
    const lead = await qualified(lin, { company: '可见公司' })
    const { body } = await act(lin, lead.id, 'convert')
    expect((await mei.get(`/api/v1/leads/${lead.id}`)).status).toBe(404)
    await admin.patch(`/api/v1/customers/${body.customer.id}`, { owner: world.ids.mei })
    expect((await mei.get(`/api/v1/leads/${lead.id}`)).status).toBe(200)
    expect((await act(mei, lead.id, 'reopen')).status).toBe(403)
  })

  test('makes an opportunity of it, in its stage, or nothing at all where that is refused', async () => {
    const lead = await qualified(lin, { company: '商机公司', budget: '80000', source: 'referral' })
    expect((await act(lin, lead.id, 'convert', { opportunity: { name: '年会', amount: 'viel' } })).status).toBe(422)
    expect(await lin.list('customers', { filter: { name: '商机公司' } })).toHaveLength(0)
    const { body } = await act(lin, lead.id, 'convert', { opportunity: { name: '年会' } })
    const opportunity = (await lin.get(`/api/v1/opportunities/${body.opportunity.id}`)).body
    expect(opportunity).toMatchObject({ name: '年会', customer: { id: body.customer.id }, contacts: [{ id: body.contact.id }], amount: { amount: '80000.00', currency: 'CNY' }, source: 'referral', status: 'open', owner: { id: world.ids.lin } })
    expect(opportunity.stage).not.toBeNull()
    // Both ways: the opportunity finds its lead by what the lead says.
    expect(await lin.list('leads', { filter: { opportunity: body.opportunity.id } })).toMatchObject([{ id: lead.id }])
  })

  test('is refused whole to whoever may not make opportunities, in words, and works without one', async () => {
    const role = await create(admin, 'roles', { key: 'leads_only', name: '只管线索', grants: { '*': { see: 'own', create: 'own', change: 'own' }, product: { see: 'all' }, opportunity: { see: 'all' } } })
    const mei = await world.asUser('mei')
    const { body: person } = await admin.get(`/api/v1/users/${world.ids.mei}`)
    expect((await admin.patch(`/api/v1/users/${world.ids.mei}`, { roles: [role.id] })).status).toBe(200)
    const lead = await qualified(mei, { company: '无商机公司' })
    const refused = await act(mei, lead.id, 'convert', { opportunity: { name: '年会' } })
    expect([refused.status, refused.body.title]).toEqual([403, '您不能新建商机：可以只转为客户'])
    expect(await mei.list('customers', { filter: { name: '无商机公司' } })).toHaveLength(0)
    expect((await act(mei, lead.id, 'convert', {})).body).toMatchObject({ status: 'converted', opportunity: null })
    await admin.patch(`/api/v1/users/${world.ids.mei}`, { roles: person.roles.map((one: { id: string }) => one.id) })
  })

  test('goes along when its customer is merged into another', async () => {
    const lead = await qualified(admin, { company: '被并公司' })
    const { body } = await act(admin, lead.id, 'convert')
    const survivor = await aCustomer(admin, { name: '并入公司' })
    const merged = await admin.post(`/api/v1/customers/${survivor.id}/merge`, { with: body.customer.id, take: {} })
    expect(merged.status).toBe(200)
    expect((await admin.get(`/api/v1/leads/${lead.id}`)).body.customer.id).toBe(survivor.id)
  })
})

describe('the score', () => {
  test('says plainly that there is too little to learn from, and scores nothing', async () => {
    expect((await lin.post('/api/v1/leads/scoring', {})).status).toBe(403)
    expect((await lin.post('/api/v1/leads/train', {})).status).toBe(403)
    expect((await admin.post('/api/v1/leads/scoring', {})).body).toMatchObject({ needed: 30, model: null })
    expect((await admin.post('/api/v1/leads/train', {})).body).toMatchObject({ verdict: 'too_few' })
    expect((await admin.post('/api/v1/leads/scoring', {})).body.model).toMatchObject({ verdict: 'too_few', quality: null, model: null })
    expect(await admin.list('leads', { filter: { score: { is_empty: false } } })).toEqual([])
  })

  test('learns from what became of leads, scores the open ones with reasons that add up, and again when they change', async () => {
    const at = now.toISOString()
    const rows = Array.from({ length: 200 }, (_, index) => {
      const isReferral = index % 2 === 0
      const won = isReferral ? index % 10 !== 0 : index % 10 === 1
      return { won, inputs: { source: isReferral ? 'referral' : 'batch', industry: 'unknown', size_band: 'unknown', city_tier: 'unknown', company: 'no', phone: 'yes', mail: 'no', wechat: 'no', budget: 'unknown', product: 'no', wants: 'no', arrival: 'morning' } }
    })
    const customer = await aCustomer(admin)
    await world.query(
      `insert into leads (workspace_id, id, created_at, updated_at, number, name, source, status, settled_at, score_inputs, customer_id)
        select c.workspace_id, gen_random_uuid(), $1, $1, 'L-' || r.ordinality, '学习', 'other', case when (r.value ->> 'won')::boolean then 'converted' else 'unqualified' end, $1, r.value -> 'inputs', case when (r.value ->> 'won')::boolean then c.id end
        from customers c, json_array_elements($2::json) with ordinality r where c.id = $3`,
      [at, JSON.stringify(rows), customer.id],
    )
    const warm = await aLead(admin, { source: 'referral' })
    const cold = await aLead(admin, { source: 'batch' })
    expect((await admin.post('/api/v1/leads/train', {})).body.verdict).toBe('used')
    const scoring = (await admin.post('/api/v1/leads/scoring', {})).body.model
    expect(scoring.quality.auc).toBeGreaterThan(0.7)
    expect(scoring.quality.brier).toBeLessThan(scoring.quality.brier_of_mean)
    // Every count of the page opens to exactly its leads.
    const countOf = async (filter: object, client = admin) => (await client.get(`/api/v1/learnt-leads?${new URLSearchParams({ filter: JSON.stringify(filter), count: 'exact', limit: '1' })}`)).body.total
    expect([await countOf({ is_won: true }), await countOf({ is_won: false })]).toEqual([scoring.won, scoring.lost])
    for (const { said, came, count } of scoring.quality.calibration) {
      const band = Math.min(4, Math.floor(said * 5))
      const filter = { said: { gte: band * 20, ...(band < 4 ? { lt: band * 20 + 20 } : {}) } }
      expect([band, await countOf(filter), await countOf({ ...filter, is_won: true })]).toEqual([band, count, Math.round(came * count)])
    }
    const [judged] = await world.query(`select avg((said / 100 - is_won::int) ^ 2)::float8 as brier from learnt_leads`)
    expect(judged!.brier).toBeCloseTo(scoring.quality.brier, 3)
    // Under the rights of the reader, and nobody's to write.
    const own = new Set((await lin.list('leads')).map(({ id }: any) => id))
    expect((await lin.list('learnt-leads')).every(({ id }: any) => own.has(id))).toBe(true)
    const [any] = await admin.list('learnt-leads')
    expect((await admin.patch(`/api/v1/learnt-leads/${any.id}`, { is_won: true })).status).toBeGreaterThanOrEqual(400)
    const read = async (id: string) => (await admin.get(`/api/v1/leads/${id}`)).body
    const [high, low] = [await read(warm.id), await read(cold.id)]
    expect(high.score).toBeGreaterThan(60)
    expect(low.score).toBeLessThan(40)
    for (const lead of [high, low]) {
      const logit = lead.score_reasons.reduce((sum: number, reason: any) => sum + reason.log_odds, 0)
      expect(Math.abs(100 / (1 + Math.exp(-logit)) - lead.score)).toBeLessThan(0.6)
    }
    expect(high.score_reasons[1]).toMatchObject({ feature: 'source', value: 'referral' })
    expect(high.version).toBe(1)
    await admin.patch(`/api/v1/leads/${cold.id}`, { source: 'referral' })
    await world.settle()
    expect((await read(cold.id)).score).toBe(high.score)
    const later = await aLead(admin, { source: 'batch' })
    await world.settle()
    expect((await read(later.id)).score).toBe(low.score)
  })

  test('learns nothing from what is entered after the outcome', async () => {
    const { id } = await aLead(lin)
    await act(lin, id, 'disqualify', { reason: 'no_need' })
    const inputs = async () => (await world.query('select score_inputs from leads where id = $1', [id]))[0].score_inputs
    const before = await inputs()
    expect((await lin.patch(`/api/v1/leads/${id}`, { budget: '900000', source: 'referral', industry: '酒店' })).status).toBe(200)
    expect(await inputs()).toEqual(before)
    await act(lin, id, 'reopen')
    expect(await inputs()).toMatchObject({ source: 'referral', budget: 'from_200k' })
  })
})

describe('assignment', () => {
  test('gives new leads by the rules for leads, says why, and counts open leads as the load; rules for customers leave them alone', async () => {
    const ability = (person: string, weight: number) => create(admin, 'abilities', { person, weight })
    await ability(world.ids.lin, 1)
    await ability(world.ids.chen, 1)
    const rule = { departments: [], people: [world.ids.lin, world.ids.chen], is_active: true }
    expect((await admin.post('/api/v1/assignment-rules', { ...rule, name: '坏', object: 'lead', condition: { tier: 'vip' } })).status).toBe(422)
    await create(admin, 'assignment-rules', { ...rule, name: '客户', condition: {}, people: [world.ids.mei] })
    const left = await aLead(admin, { source: 'campaign' })
    await create(admin, 'assignment-rules', { ...rule, name: '热线线索', object: 'lead', condition: { source: 'hot_line' } })
    const given = await Promise.all([1, 2, 3, 4].map(() => aLead(admin)))
    const other = await aLead(admin, { source: 'campaign' })
    await world.settle()
    const owner = async (id: string) => (await admin.get(`/api/v1/leads/${id}`)).body.owner?.id ?? null
    expect(await owner(left.id)).toBeNull()
    expect(await owner(other.id)).toBeNull()
    const owners = await Promise.all(given.map(({ id }) => owner(id)))
    expect(owners.every((id) => id === world.ids.lin || id === world.ids.chen)).toBe(true)
    // Chen holds none, Lin many of the tests before.
    expect(owners.every((id) => id === world.ids.chen)).toBe(true)
    const why = (await eventsOf(given[0].id)).find(({ kind }) => kind === 'leads.lead.assigned')
    expect(why).toMatchObject({ after: { owner: world.ids.chen }, cause: { rule_name: '热线线索', reason: 'load' } })
    const simulated = await admin.post('/api/v1/assignment-rules/simulate', { object: 'lead', condition: { source: 'campaign' }, people: [world.ids.lin, world.ids.chen] })
    expect(simulated.body.total).toBe(2)
    expect(await owner(other.id)).toBeNull()
  })
})

test('whoever is given a lead is told, until it was spoken to', async () => {
  const { id } = await aLead(admin, { owner: world.ids.mei, name: '急件' })
  await world.settle()
  const unread = async () => (await mei.get('/api/v1/inbox?limit=100')).body.data.filter((entry: any) => entry.record_id === id || entry.record?.id === id)
  expect(await unread()).toHaveLength(1)
  await act(mei, id, 'log-contact')
  await world.settle()
  expect((await unread()).filter((entry: any) => entry.read_at === null)).toHaveLength(0)
})
