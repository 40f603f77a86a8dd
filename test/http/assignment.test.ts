import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import { listUrl, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { importFile } from '../support/upload.ts'

let world: TestApp
let admin: Client
let lin: Client
beforeAll(async () => {
  world = await startTestApp({ background: true })
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
})
afterAll(() => world.close())

let counter = 0
const anIndustry = () => `配${++counter}`
const { lin: linId, mei: meiId, chen: chenId } = new Proxy({} as Record<'lin' | 'mei' | 'chen', () => string>, { get: (_target, login) => () => world.ids[login as 'lin'] })
const aRule = (industry: string, more: object = {}) => create(admin, 'assignment-rules', { name: `分配 ${industry}`, condition: { industry }, people: [linId(), meiId()], is_active: true, ...more })
const free = (industry: string, more: object = {}) => aCustomer(admin, { industry, owner: null, ...more })
const ownerOf = async (id: string) => (await admin.get(`/api/v1/customers/${id}`)).body.owner?.id ?? null
const heldBy = async (id: string) => (await world.query('select count(*)::int as n from customers where owner_id = $1 and deleted_at is null', [id]))[0].n
const countsOf = async (industry: string) => Object.fromEntries((await world.query('select owner_id, count(*)::int as n from customers where industry = $1 and deleted_at is null group by 1', [industry])).map(({ owner_id, n }) => [owner_id, n]))
const offAll = async () => {
  for (const rule of await admin.list('assignment-rules')) await admin.del(`/api/v1/assignment-rules/${rule.id}`)
}

describe('a new customer without an owner', () => {
  test('goes to whoever carries least, and the reason is kept in the history', async () => {
    const industry = anIndustry()
    for (let index = 0; index < 3; index++) await aCustomer(admin, { owner: linId() })
    const rule = await aRule(industry)
    const [before, other] = [await heldBy(meiId()), await heldBy(linId())]
    expect(before).toBeLessThan(other)
    const customer = await free(industry)
    await world.settle()
    expect(await ownerOf(customer.id)).toBe(meiId())
    const [event] = await world.query("select actor_name, before, after, cause, on_timeline from events where record_id = $1 and kind = 'customers.customer.assigned'", [customer.id])
    expect(event).toMatchObject({ actor_name: 'assignment', before: { owner: null }, after: { owner: meiId() }, cause: { assignment_rule: rule.id, reason: 'load', held: String(before), weight: '1', able: '2' }, on_timeline: true })
    const [clock] = await world.query('select how, cause from ownerships where customer_id = $1', [customer.id])
    expect(clock).toMatchObject({ how: 'assigned', cause: { rule_name: rule.name } })
    await offAll()
  })

  test('that somebody keeps stays there; a rule that comes later touches nothing until it is asked', async () => {
    const industry = anIndustry()
    const [own, old] = [await aCustomer(admin, { industry, owner: chenId() }), await free(industry)]
    await world.settle()
    const rule = await aRule(industry)
    await world.settle()
    expect([await ownerOf(own.id), await ownerOf(old.id)]).toEqual([chenId(), null])
    const { body } = await admin.post(`/api/v1/assignment-rules/${rule.id}/apply`)
    const job = await ended(body.job)
    expect(job).toMatchObject({ state: 'done', result: { given: 1, total: 1 } })
    expect(await ownerOf(old.id)).not.toBeNull()
    await offAll()
  })

  test('is nobody’s who is away, gone, paused or not able; then the next rule decides, or it stays', async () => {
    const industry = anIndustry()
    const [one, two] = [await create(admin, 'territories', { name: `北 ${industry}` }), await create(admin, 'territories', { name: `南 ${industry}` })]
    await admin.patch(`/api/v1/users/${meiId()}`, { territories: [one.id] })
    await aRule(industry, { by_territory: true, position: 1 })
    const [north, south] = [await free(industry, { territory: one.id }), await free(industry, { territory: two.id })]
    await world.settle()
    expect([await ownerOf(north.id), await ownerOf(south.id)]).toEqual([meiId(), null])
    const second = await aRule(industry, { people: [chenId()], position: 2 })
    const third = await free(industry, { territory: two.id })
    await world.settle()
    expect(await ownerOf(third.id)).toBe(chenId())
    // Away from today on.
    const today = new Date().toISOString().slice(0, 10)
    const chen = await world.asUser('chen')
    const away = await chen.post('/api/v1/substitutes', { substitute: linId(), from: today, to: '2199-01-01' })
    expect(away.status).toBe(201)
    const fourth = await free(industry, { territory: two.id })
    await world.settle()
    expect(await ownerOf(fourth.id)).toBeNull()
    await chen.del(`/api/v1/substitutes/${away.body.id}`)
    const pause = await create(admin, 'abilities', { person: chenId(), is_paused: true })
    const fifth = await free(industry, { territory: two.id })
    await world.settle()
    expect(await ownerOf(fifth.id)).toBeNull()
    await admin.patch(`/api/v1/abilities/${pause.id}`, { is_paused: false, industries: ['别的'] })
    await admin.patch(`/api/v1/assignment-rules/${second.id}`, { by_industry: true })
    const sixth = await free(industry, { territory: two.id })
    await world.settle()
    expect(await ownerOf(sixth.id)).toBeNull()
    await admin.del(`/api/v1/abilities/${pause.id}`)
    await offAll()
  })

  test('an import spreads them as one by one would, by ability', async () => {
    const industry = anIndustry()
    const people = await Promise.all(['甲', '乙', '丙'].map((name, index) => create(admin, 'users', { name: `${name}${industry}`, user_name: `assigned-${counter}-${index}`, password: 'long-enough-7' })))
    await create(admin, 'abilities', { person: people[0].id, weight: 2 })
    await aRule(industry, { people: people.map(({ id }) => id) })
    const rows = Array.from({ length: 1200 }, (_, index) => `导入 ${industry} ${index},${industry},`)
    const done = await importFile(admin, { object: 'customer', file: `名称,行业,客户经理\n${rows.join('\n')}\n`, mapping: { 名称: 'name', 行业: 'industry', 客户经理: 'owner' }, options: { empty_cells: 'clear' } })
    expect(done.result).toMatchObject({ created: 1200 })
    await world.settle()
    const counts = await countsOf(industry)
    expect(people.map(({ id }) => counts[id])).toEqual([600, 300, 300])
    await offAll()
  })
})

async function ended(job: string): Promise<any> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const { body } = await admin.get(`/api/v1/jobs/${job}`)
    if (['done', 'failed', 'cancelled'].includes(body.state)) return body
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The job does not end')
}

describe('the simulation', () => {
  test('says who would get what and the load after it, and what it says is what happens', async () => {
    const industry = anIndustry()
    for (let index = 0; index < 5; index++) await free(industry)
    await world.settle()
    const draft = { condition: { industry }, people: [linId(), meiId()] }
    const before = await world.query('select count(*) from events')
    const { status, body } = await admin.post('/api/v1/assignment-rules/simulate', draft)
    expect([status, body.total, body.given, body.left]).toEqual([200, 5, 5, 0])
    expect(body.by_person.every((row: any) => row.after === row.before + row.given)).toBe(true)
    expect(await world.query('select count(*) from events')).toEqual(before)
    const rule = await aRule(industry)
    await ended((await admin.post(`/api/v1/assignment-rules/${rule.id}/apply`)).body.job)
    expect(await Promise.all(body.customers.map(({ id }: any) => ownerOf(id)))).toEqual(body.customers.map(({ owner }: any) => owner.id))
    const anew = (await admin.post('/api/v1/assignment-rules/simulate', { ...draft, scope: 'all' })).body
    expect([anew.total, anew.given]).toEqual([5, 5])
    await offAll()
  })

  test('and the rules are for whoever has all of it; what does not fit is refused in words', async () => {
    expect((await lin.post('/api/v1/assignment-rules/simulate', {})).status).toBe(403)
    expect((await lin.get('/api/v1/assignment-rules')).status).toBe(403)
    for (const wrong of [{ condition: { no_such: 1 } }, { people: ['x'] }, { scope: 'some' }]) expect((await admin.post('/api/v1/assignment-rules/simulate', wrong)).status).toBe(422)
    for (const wrong of [{ condition: { no_such: 1 } }, { people: [linId().replace(/^./, 'f')] }, { position: 0 }]) expect((await admin.post('/api/v1/assignment-rules', { name: '错', ...wrong })).status).toBe(422)
    for (const wrong of [{ weight: 0 }, { weight: -1 }, { tiers: ['best'] }, { person: null }]) expect((await admin.post('/api/v1/abilities', { person: linId(), ...wrong })).status).toBe(422)
    expect(await admin.list('assignment-rules', { filter: { name: '错' } })).toEqual([])
  })
})

test('every list of this module opens as it is first shown, in the order of each of its views', async () => {
  const { objects } = (await admin.get('/api/v1/metadata')).body
  for (const object of objects.filter((each: any) => each.module === 'ownership')) {
    for (const view of [{ sort: undefined, filter: undefined }, ...object.views]) {
      const reply = await admin.get(listUrl(object.path, { sort: view.sort, filter: view.filter }))
      expect([object.name, view.sort, reply.status]).toEqual([object.name, view.sort, 200])
    }
  }
})
