import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import { listUrl, signIn, type Client } from '../support/client.ts'
import type { Login } from '../support/cast.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let ma: Client
let lin: Client
let mei: Client
let chen: Client
let departments: Record<string, string>

beforeAll(async () => {
  world = await startTestApp()
  ;[admin, ma, lin, mei, chen] = await Promise.all([world.asUser('admin'), world.asUser('ma'), world.asUser('lin'), world.asUser('mei'), world.asUser('chen')])
  departments = Object.fromEntries((await admin.list('departments')).map((one) => [one.name, one.id]))
  expect((await admin.patch(`/api/v1/departments/${departments.销售部}`, { head: world.ids.ma })).status).toBe(200)
})
afterAll(() => world.close())
beforeEach(async () => {
  for (const { id } of await admin.list('approval-lines')) await admin.del(`/api/v1/approval-lines/${id}`)
})

const aLine = (steps: object[], more: object = {}) => create(admin, 'approval-lines', { name: '额度', object: 'customer', occasion: 'credit_limit', steps, is_active: true, ...more })
const people = (logins: Login[], more: object = {}) => ({ who: 'people', people: logins.map((login) => world.ids[login]), ...more })
const ask = (client: Client, customer: string, limit = '50000', reason = '旺季备货') => client.post(`/api/v1/customers/${customer}/request-credit-limit`, { credit_limit: limit, reason })
const act = (client: Client, id: string, name: string, body: object = {}) => client.post(`/api/v1/approvals/${id}/${name}`, body)
const limitOf = async (customer: string) => (await admin.get(`/api/v1/customers/${customer}`)).body.credit_limit
const approvalOf = async (id: string) => (await admin.get(`/api/v1/approvals/${id}`)).body
const trailOf = async (id: string) => (await admin.list('approval-signatures', { filter: { approval: id } })).map((one) => [one.round, one.step, one.person?.name ?? null, one.status, one.reason])
const noticesOf = async (client: Client, id: string) => (await client.get('/api/v1/inbox')).body.data.filter((one: any) => one.record?.id === id)

/** A request of lin's that waits. */
async function asked(steps: object[], limit?: string): Promise<{ id: string; customer: string }> {
  await aLine(steps)
  const customer = (await aCustomer(lin)).id
  const reply = await ask(lin, customer, limit)
  expect([reply.status, reply.body]).toEqual([200, { needed: true, id: expect.any(String), status: 'waiting' }])
  return { id: reply.body.id, customer }
}

/** Rows and events of everything that an act could write. */
async function everything(): Promise<string> {
  const tables = ['events', 'approvals', 'approval_signatures', 'approval_lines', 'customers', 'notifications']
  return JSON.stringify(await world.query(`select json_build_array(${tables.map((table) => `(select json_build_array(count(*), coalesce(sum(hashtext(t::text)), 0)) from ${table} t)`).join(', ')})`))
}

async function expectNothingHappened(work: () => Promise<void>): Promise<void> {
  const before = await everything()
  await work()
  expect(await everything()).toBe(before)
}

describe('a request', () => {
  test('waits for the superior, who approves on what was asked, and what follows stands on the record in the same transaction', async () => {
    const { id, customer } = await asked([{ who: 'superior' }])
    expect(await approvalOf(id)).toMatchObject({ status: 'waiting', amount: '50000.00', reason: '旺季备货', requested_by: { name: '林晓' }, waiting_for: [{ name: '马丽' }], facts: [{ value: null }, { value: '50000' }] })
    expect(await limitOf(customer)).toBeNull()
    const { status, body } = await act(ma, id, 'approve', { comment: '同意，按月结' })
    expect([status, body.status, body.waiting_for]).toEqual([200, 'approved', []])
    expect(await limitOf(customer)).toBe('50000.00')
    expect(await trailOf(id)).toEqual([[1, 0, '马丽', 'approved', null]])
    const events = await world.query("select kind, actor_name from events where record_id = $1 or record_id = $2 order by at, id", [id, customer])
    expect(events.map(({ kind }: any) => kind)).toEqual(expect.arrayContaining(['approvals.approval.requested', 'approvals.approval.approved', 'customers.customer.updated']))
    expect(events.find(({ kind }: any) => kind === 'customers.customer.updated').actor_name).toBe('马丽')
  })

  test('that fits no line needs nobody: it is done at once by whoever may, and is refused to others', async () => {
    const customer = (await aCustomer(lin)).id
    expect((await ask(lin, customer)).body).toEqual({ needed: false })
    expect(await limitOf(customer)).toBe('50000.00')
    await expectNothingHappened(async () => {
      expect((await ask(lin, customer, '50000.00')).status).toBe(409)
      for (const body of [{}, { credit_limit: '-1' }, { credit_limit: 'x' }, { credit_limit: '1', more: 1 }, { credit_limit: '1', reason: 'x'.repeat(1001) }]) expect((await lin.post(`/api/v1/customers/${customer}/request-credit-limit`, body)).status).toBe(422)
      expect((await ask(mei, customer)).status).toBe(404)
    })
  })

  test('goes by amount, by condition, by the department and the role of whoever asks: the first line that fits', async () => {
    await aLine([people(['admin'])], { name: '大额', position: 1, from_amount: '100000' })
    await aLine([people(['mei'])], { name: '重点', position: 2, condition: { tier: 'vip' } })
    await aLine([people(['chen'])], { name: '二组', position: 3, departments: [departments.二组] })
    await aLine([people(['ma'])], { name: '经理', position: 4, roles: [(await admin.list('roles', { filter: { key: 'manager' } }))[0].id] })
    await aLine([people(['chen'])], { name: '一组小额', position: 5, departments: [departments.销售部], to_amount: '100000' })
    const waitingFor = async (client: Client, limit: string, more: Record<string, unknown> = {}) => {
      const reply = await ask(client, (await aCustomer(client, more)).id, limit)
      return reply.body.needed ? (await approvalOf(reply.body.id)).waiting_for.map((one: any) => one.name) : []
    }
    expect(await waitingFor(lin, '100000')).toEqual(['管理员'])
    expect(await waitingFor(lin, '99999.99')).toEqual(['陈宇'])
    expect(await waitingFor(lin, '99999.99', { tier: 'vip' })).toEqual(['梅芳'])
    expect(await waitingFor(admin, '99999.99')).toEqual([])
  })

  test('is asked once at a time, also by two at once', async () => {
    const { id, customer } = await asked([{ who: 'superior' }])
    expect((await ask(lin, customer, '60000')).status).toBe(409)
    await act(lin, id, 'withdraw')
    const replies = await Promise.all([ask(lin, customer, '61000'), ask(ma, customer, '62000')])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('whose every step is passed over is approved at once, and the trail says why', async () => {
    await aLine([people(['lin'], { when_self: 'skip' })])
    const customer = (await aCustomer(lin)).id
    const { body } = await ask(lin, customer)
    expect(body).toMatchObject({ needed: true, status: 'approved' })
    expect(await limitOf(customer)).toBe('50000.00')
    expect(await trailOf(body.id)).toEqual([[1, 0, '林晓', 'skipped', 'own']])
  })
})

describe('steps', () => {
  test('all: each has to agree, and the next step begins with the last', async () => {
    const { id, customer } = await asked([people(['mei', 'chen'], { how: 'all' }), { who: 'superior' }])
    expect((await act(ma, id, 'approve')).status).toBe(409)
    expect((await act(mei, id, 'approve')).body.waiting_for.map((one: any) => one.name)).toEqual(['陈宇'])
    expect((await act(chen, id, 'approve')).body.waiting_for.map((one: any) => one.name)).toEqual(['马丽'])
    expect(await limitOf(customer)).toBeNull()
    expect((await act(ma, id, 'approve')).body.status).toBe('approved')
    expect(await limitOf(customer)).toBe('50000.00')
  })

  test('any: one is enough, the other is not asked any more and reads of it as done', async () => {
    const { id } = await asked([people(['mei', 'chen'], { how: 'any' })])
    expect((await noticesOf(chen, id))[0]).toMatchObject({ kind: 'approval_waiting', is_done: false })
    expect((await act(mei, id, 'approve')).body.status).toBe('approved')
    expect(await trailOf(id)).toEqual([[1, 0, '梅芳', 'approved', null], [1, 0, '陈宇', 'skipped', 'not_needed']])
    expect((await noticesOf(chen, id))[0]).toMatchObject({ kind: 'approval_waiting', is_done: true })
    expect((await act(chen, id, 'approve')).status).toBe(409)
  })

  test('are read as they were asked: whether one is enough, all have to agree, or in turn', async () => {
    const { id } = await asked([{ who: 'people', people: [world.ids.ma, world.ids.mei], how: 'in_turn' }, { who: 'people', people: [world.ids.ma, world.ids.mei], how: 'all' }])
    expect((await approvalOf(id)).steps.map(({ how }: any) => how)).toEqual(['in_turn', 'all'])
  })

  test('in turn: out of turn is refused', async () => {
    const { id } = await asked([people(['mei', 'chen'], { how: 'in_turn' })])
    expect((await act(chen, id, 'approve')).status).toBe(409)
    expect((await act(mei, id, 'approve')).status).toBe(200)
    expect((await act(mei, id, 'approve')).status).toBe(409)
    expect((await act(chen, id, 'approve')).body.status).toBe('approved')
  })
})

describe('refusing and returning', () => {
  test('a refusal needs words, ends it, changes nothing on the record, and the requester reads why', async () => {
    const { id, customer } = await asked([people(['mei', 'chen'], { how: 'all' })])
    expect((await act(mei, id, 'refuse', {})).status).toBe(422)
    expect((await act(mei, id, 'refuse', { comment: '  ' })).status).toBe(422)
    expect((await act(mei, id, 'refuse', { comment: '逾期未清' })).body.status).toBe('refused')
    expect(await limitOf(customer)).toBeNull()
    expect((await noticesOf(lin, id))[0]).toMatchObject({ kind: 'approval_refused', quote: '逾期未清', object: 'approval', record: { id } })
    expect((await act(chen, id, 'approve')).status).toBe(409)
    expect((await ask(lin, customer, '20000')).body).toMatchObject({ needed: true, status: 'waiting' })
  })

  test('what is returned is asked again in a new round of the same trail', async () => {
    const { id, customer } = await asked([{ who: 'superior' }])
    expect((await act(ma, id, 'return', { comment: '请附报表' })).body.status).toBe('returned')
    expect((await act(ma, id, 'approve')).status).toBe(409)
    const again = await ask(lin, customer, '30000', '已附报表')
    expect(again.body).toEqual({ needed: true, id, status: 'waiting' })
    expect(await approvalOf(id)).toMatchObject({ round: 2, amount: '30000.00', reason: '已附报表', status: 'waiting' })
    await act(ma, id, 'approve')
    expect(await trailOf(id)).toEqual([[1, 0, '马丽', 'returned', null], [2, 0, '马丽', 'approved', null]])
    expect(await limitOf(customer)).toBe('30000.00')
  })

  test('what is returned and then fits no line is done without anybody', async () => {
    await aLine([{ who: 'superior' }], { from_amount: '40000' })
    const customer = (await aCustomer(lin)).id
    const { id } = (await ask(lin, customer)).body
    await act(ma, id, 'return', { comment: '少一些' })
    expect((await ask(lin, customer, '10000')).body).toEqual({ needed: false })
    expect([await limitOf(customer), (await approvalOf(id)).status]).toEqual(['10000.00', 'withdrawn'])
  })
})

describe('handing on', () => {
  test('a delegate decides instead; whoever delegated no longer can', async () => {
    const { id } = await asked([{ who: 'superior' }])
    expect((await act(ma, id, 'delegate', { person: world.ids.mei, comment: '请你定' })).body.waiting_for.map((one: any) => one.name)).toEqual(['梅芳'])
    expect((await act(ma, id, 'approve')).status).toBe(409)
    expect((await act(mei, id, 'approve')).body.status).toBe('approved')
    expect(await trailOf(id)).toEqual([[1, 0, '马丽', 'delegated', null], [1, 0, '梅芳', 'approved', 'delegated']])
  })

  test('a signer is added before and after', async () => {
    const { id } = await asked([{ who: 'superior' }])
    expect((await act(ma, id, 'add-signer', { person: world.ids.mei, place: 'before', comment: '先看看账期' })).body.waiting_for.map((one: any) => one.name)).toEqual(['梅芳'])
    expect((await act(ma, id, 'approve')).status).toBe(409)
    expect((await act(mei, id, 'approve')).body.waiting_for.map((one: any) => one.name)).toEqual(['马丽'])
    expect((await act(ma, id, 'add-signer', { person: world.ids.chen, place: 'after' })).status).toBe(200)
    expect((await act(ma, id, 'approve')).body).toMatchObject({ status: 'waiting', waiting_for: [{ name: '陈宇' }] })
    expect((await act(chen, id, 'approve')).body.status).toBe('approved')
    expect(await trailOf(id)).toEqual([[1, 0, '梅芳', 'approved', 'added'], [1, 0, '马丽', 'approved', null], [1, 0, '陈宇', 'approved', 'added']])
    expect((await admin.list('approval-signatures', { filter: { approval: id } }))[0].note).toBe('先看看账期')
  })

  test('to the requester, to whoever is asked already, to nobody and to strangers is refused', async () => {
    const { id } = await asked([people(['mei', 'chen'], { how: 'all' })])
    await expectNothingHappened(async () => {
      for (const person of [world.ids.lin, world.ids.chen, world.ids.stranger, id, 'x', null]) {
        expect([person, (await act(mei, id, 'delegate', { person })).status]).toEqual([person, 422])
        expect([person, (await act(mei, id, 'add-signer', { person, place: 'after' })).status]).toEqual([person, 422])
      }
      expect((await act(mei, id, 'add-signer', { person: world.ids.ma, place: 'beside' })).status).toBe(422)
      expect((await act(ma, id, 'delegate', { person: world.ids.admin })).status).toBe(409)
    })
  })

  test('a substitute stands in while somebody is away, and the trail says so', async () => {
    const { id } = await asked([{ who: 'superior' }])
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    const named = await ma.post('/api/v1/substitutes', { substitute: world.ids.chen, from: today, to: today })
    expect([named.status, named.text]).toEqual([201, named.text])
    expect((await chen.post('/api/v1/approvals/waiting', {})).body.data.find((one: any) => one.id === id)).toMatchObject({ for: { name: '马丽' }, requested_by: { name: '林晓' } })
    expect((await act(chen, id, 'approve')).body.status).toBe('approved')
    expect((await admin.list('approval-signatures', { filter: { approval: id } }))[0]).toMatchObject({ person: { name: '马丽' }, signed_by: { name: '陈宇' }, status: 'approved' })
    // Nor does a substitute approve a request of one's own.
    const customer = (await aCustomer(chen)).id
    const own = (await ask(chen, customer)).body.id
    expect((await act(chen, own, 'approve')).status).toBe(403)
    for (const { id: named } of (await ma.get('/api/v1/substitutes')).body.data) await ma.del(`/api/v1/substitutes/${named}`)
  })
})

describe('withdrawing', () => {
  test('is for whoever asked, while it is open', async () => {
    const { id, customer } = await asked([{ who: 'superior' }])
    expect((await act(ma, id, 'withdraw')).status).toBe(403)
    expect((await act(lin, id, 'withdraw', { comment: '客户不要了' })).body).toMatchObject({ status: 'withdrawn', withdrawal: '客户不要了' })
    expect(await trailOf(id)).toEqual([[1, 0, '马丽', 'skipped', 'not_needed']])
    expect((await noticesOf(ma, id))[0]).toMatchObject({ kind: 'approval_waiting', is_done: true })
    expect((await act(lin, id, 'withdraw')).status).toBe(409)
    expect((await act(ma, id, 'approve')).status).toBe(409)
    expect(await limitOf(customer)).toBeNull()
  })

  test('is what is left when the record is gone', async () => {
    const { id, customer } = await asked([people(['mei'])])
    await admin.del(`/api/v1/customers/${customer}`)
    expect((await act(mei, id, 'approve')).status).toBe(409)
    expect((await act(lin, id, 'withdraw')).body.status).toBe('withdrawn')
  })
})

test('whoever left is replaced by the superior, then by an administrator, and the trail says so', async () => {
  const leaver = await create(admin, 'users', { name: '走人', user_name: 'leaver', department: departments.一组, roles: [] })
  await aLine([{ who: 'people', people: [leaver.id] }, { who: 'people', people: [leaver.id, world.ids.ma], how: 'in_turn' }])
  const { id } = (await ask(lin, (await aCustomer(lin)).id)).body
  await admin.patch(`/api/v1/users/${leaver.id}`, { is_active: false })
  await world.settle()
  expect(await trailOf(id)).toEqual([
    [1, 0, '走人', 'skipped', 'left'], [1, 0, '马丽', 'waiting', 'superior'], [1, 1, '走人', 'skipped', 'left'], [1, 1, '管理员', 'later', 'administrator'], [1, 1, '马丽', 'later', null],
  ])
  expect((await noticesOf(ma, id))[0]).toMatchObject({ kind: 'approval_waiting', record: { id } })
})

describe('an approval is seen', () => {
  test('by whoever asked, whoever signs, and whoever sees the record; nobody else', async () => {
    const { id } = await asked([people(['chen'])])
    for (const client of [lin, chen, ma, admin]) expect((await client.get(`/api/v1/approvals/${id}`)).status).toBe(200)
    for (const client of [mei, await world.asUser('stranger')]) {
      expect((await client.get(`/api/v1/approvals/${id}`)).status).toBe(404)
      expect((await client.get(listUrl('approvals', { filter: { id } }))).body.data).toEqual([])
      expect((await client.get(listUrl('approval-signatures', { filter: { approval: id } }))).body.data).toEqual([])
      expect((await act(client, id, 'approve')).status).toBe(404)
    }
  })

  test('not by whoever sees the record but not what the facts tell of', async () => {
    const role = await create(admin, 'roles', { key: 'no_credit', name: '看不到额度', grants: { '*': { see: 'all', create: 'all', change: 'all' }, customer: { see: 'all', fields: { credit_limit: 'hidden' } } } })
    await create(admin, 'users', { name: '盲人', user_name: 'no-credit', password: 'green-mountain-7', roles: [role.id] })
    const blind = await signIn(world.app.server, { login: 'no-credit', password: 'green-mountain-7' })
    const { id, customer } = await asked([{ who: 'superior' }])
    expect((await blind.get(`/api/v1/customers/${customer}`)).status).toBe(200)
    expect((await blind.get(`/api/v1/approvals/${id}`)).status).toBe(404)
  })

  test('and written by nobody but its acts', async () => {
    const { id } = await asked([{ who: 'superior' }])
    const [signature] = await admin.list('approval-signatures', { filter: { approval: id } })
    await expectNothingHappened(async () => {
      for (const [objects, one] of [['approvals', id], ['approval-signatures', signature.id]] as const) {
        expect((await admin.patch(`/api/v1/${objects}/${one}`, { status: 'approved' })).status).toBe(403)
        expect((await admin.del(`/api/v1/${objects}/${one}`)).status).toBe(403)
        expect((await admin.post(`/api/v1/${objects}`, { title: 'x', status: 'approved' })).status).toBe(403)
        const batch = await admin.post(`/api/v1/${objects}/batch`, { update: [{ id: one, status: 'approved' }], atomic: true })
        expect(batch.status).not.toBe(200)
      }
    })
  })
})

describe('two at once', () => {
  test('one decision stands, the other is told that it came too late', async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await asked([people(['mei', 'chen'], { how: 'any' })])
      const replies = await Promise.all([act(mei, id, 'approve'), act(chen, id, 'refuse', { comment: '不行' })])
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
      const won = replies[0].status === 200 ? 'approved' : 'refused'
      expect((await approvalOf(id)).status).toBe(won)
      for (const { id: line } of await admin.list('approval-lines')) await admin.del(`/api/v1/approval-lines/${line}`)
    }
  })

  test('all of a step at once is approved exactly once', async () => {
    const { id, customer } = await asked([people(['mei', 'chen', 'ma', 'admin'], { how: 'all' })])
    const replies = await Promise.all([mei, chen, ma, admin].map((client) => act(client, id, 'approve')))
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(replies.filter(({ body }) => body.status === 'approved')).toHaveLength(1)
    expect(await world.query("select 1 from events where record_id = $1 and kind = 'customers.customer.updated'", [customer])).toHaveLength(1)
  })

  test('the requester withdraws and the signer approves: one of the two', async () => {
    const { id, customer } = await asked([{ who: 'superior' }])
    const [approved, withdrawn] = await Promise.all([act(ma, id, 'approve'), act(lin, id, 'withdraw')])
    expect([approved.status, withdrawn.status].sort()).toEqual([200, 409])
    expect(await limitOf(customer)).toBe(approved.status === 200 ? '50000.00' : null)
  })
})

test('what follows and cannot be done undoes the signature', async () => {
  const { id, customer } = await asked([{ who: 'superior' }], '51234')
  await world.query('alter table customers add constraint no_such_limit check (credit_limit is distinct from 51234)')
  await expectNothingHappened(async () => expect((await act(ma, id, 'approve')).status).toBeGreaterThanOrEqual(400))
  await world.query('alter table customers drop constraint no_such_limit')
  expect((await approvalOf(id)).status).toBe('waiting')
  expect((await act(ma, id, 'approve')).body.status).toBe('approved')
  expect(await limitOf(customer)).toBe('51234.00')
})

describe('a line', () => {
  test('is refused with everything that is wrong with it, and nothing is written', async () => {
    const good = { name: '线', object: 'customer', occasion: 'credit_limit', steps: [{ who: 'superior' }] }
    const wrong: [object, string][] = [
      [{ steps: [] }, 'steps'], [{ steps: null }, 'steps'], [{ steps: {} }, 'steps'], [{ steps: [{}] }, 'steps[0].who'], [{ steps: [{ who: 'pope' }] }, 'steps[0].who'], [{ steps: [{ who: 'superior', more: 1 }] }, 'steps[0]'],
      [{ steps: [{ who: 'role' }] }, 'steps[0].role'], [{ steps: [{ who: 'people', people: [] }] }, 'steps[0].people'], [{ steps: [{ who: 'people', people: [world.ids.stranger] }] }, 'steps[0].people'],
      [{ steps: [{ who: 'role', role: world.ids.lin }] }, 'steps[0].role'], [{ steps: Array.from({ length: 11 }, () => ({ who: 'superior' })) }, 'steps'],
      [{ object: 'planet' }, 'occasion'], [{ occasion: 'party' }, 'occasion'], [{ condition: { planet: 1 } }, 'condition.planet'], [{ condition: { tier: { gt: [] } } }, 'condition.tier.gt'],
      [{ from_amount: '10', to_amount: '10' }, 'to_amount'], [{ from_amount: 'x' }, 'from_amount'], [{ position: 0 }, 'position'], [{ departments: [world.ids.lin] }, 'departments'],
    ]
    await expectNothingHappened(async () => {
      for (const [more, path] of wrong) {
        const { status, body } = await admin.post('/api/v1/approval-lines', { ...good, ...more })
        expect([JSON.stringify(more), status, body.errors?.map((one: any) => one.path)]).toEqual([JSON.stringify(more), 422, expect.arrayContaining([path])])
      }
      for (const client of [lin, ma]) expect((await client.post('/api/v1/approval-lines', good)).status).toBe(403)
    })
    expect((await admin.post('/api/v1/approval-lines', good)).status).toBe(201)
  })

  test('that is changed or taken away leaves what was asked before as it was', async () => {
    const { id } = await asked([people(['mei'])])
    for (const line of await admin.list('approval-lines')) await admin.del(`/api/v1/approval-lines/${line.id}`)
    expect((await act(mei, id, 'approve')).body.status).toBe('approved')
  })

  test('a new company begins with eight', async () => {
    const rows = await world.query("select l.name, l.is_active, jsonb_array_length(l.steps) as steps from approval_lines l join users u on u.workspace_id = l.workspace_id where u.user_name = 'stranger' order by l.object, l.position")
    expect(rows).toEqual([
      { name: '发布对外知识', is_active: true, steps: 1 }, { name: '投诉补偿 500 元至 5000 元', is_active: true, steps: 1 }, { name: '投诉补偿 5000 元及以上', is_active: true, steps: 2 },
      { name: '合同 50 万至 200 万', is_active: true, steps: 1 }, { name: '合同 200 万及以上', is_active: true, steps: 2 },
      { name: '信用额度 10 万以下', is_active: true, steps: 1 }, { name: '信用额度 10 万及以上', is_active: true, steps: 2 },
      { name: '报价折扣超出权限', is_active: true, steps: 1 },
    ])
  })
})
