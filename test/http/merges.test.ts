import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aContact, aCustomer, aTask, aTransaction, create } from '../support/builders.ts'
import { castPassword } from '../support/cast.ts'
import { signIn, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { importFile } from '../support/upload.ts'
import type { Field } from '../../src/kernel/definitions/field.ts'
import { transaction } from '../../src/platform/db/database.ts'
import { lockPair, mergeRecords } from '../../src/kernel/records/merge.ts'
import { newId } from '../../src/platform/ids.ts'

let world: TestApp
let admin: Client
let ma: Client
let lin: Client
beforeAll(async () => {
  world = await startTestApp({ background: true })
  admin = await world.asUser('admin')
  ma = await world.asUser('ma')
  lin = await world.asUser('lin')
})
afterAll(() => world.close())

const merge = (client: Client, survivor: string, loser: string, take = {}) => client.post(`/api/v1/customers/${survivor}/merge`, { with: loser, take })
const undo = (client: Client, id: string) => client.post(`/api/v1/merges/${id}/undo`)
const read = async (id: string) => (await admin.get(`/api/v1/customers/${id}`)).body
const codeOf = ({ body }: { body: any }) => String(body.type).split('/').at(-1)
const ofCustomer = async (objects: string, customer: string) => (await admin.list(objects, { filter: { customer } })).map(({ id }) => id).toSorted()

async function two(one: Record<string, unknown> = {}, other: Record<string, unknown> = {}): Promise<[any, any]> {
  return [await aCustomer(ma, one), await aCustomer(ma, other)]
}

/** Somebody whose only role is this one. */
async function withRole(key: string, grants: object): Promise<Client> {
  const role = await create(admin, 'roles', { key, name: key, grants })
  await create(admin, 'users', { name: key, email: `${key}@test.example`, user_name: key, password: castPassword, roles: [role.id] })
  return signIn(world.app.server, { login: key, password: castPassword })
}

async function merged(survivor: string, loser: string, take = {}): Promise<any> {
  const reply = await merge(admin, survivor, loser, take)
  if (reply.status !== 200) throw new Error(reply.text)
  return reply.body
}

describe('a merge', () => {
  test('moves everything that points to the other, and the totals follow', async () => {
    const [one, other] = await two()
    const contact = await aContact(ma, other.id, { is_primary: true })
    const task = await aTask(ma, { customer: other.id, contact: contact.id })
    const bought = await Promise.all([aTransaction(ma, one.id, { amount: '10.00' }), aTransaction(ma, other.id, { amount: '32.50' })])
    const talk = await create(ma, 'interactions', { customer: other.id, content: '谈样品', channel: 'call', at: '2026-03-01T02:00:00Z', contacts: [contact.id], promises: [{ what: '寄样品', due_on: '2030-01-01' }] })
    const day = await create(ma, 'special-days', { customer: other.id, kind: 'founding', name: '成立', day: '2001-05-06' })
    const taboo = await create(ma, 'preferences', { customer: other.id, kind: 'taboo', text: '不吃香菜' })
    const child = await aCustomer(ma, { parent: other.id })
    const { id, moved } = await merged(one.id, other.id)
    await world.settle()
    expect(moved).toEqual({ contact: 1, task: 2, transaction: 1, interaction: 1, special_day: 1, preference: 1, customer: 1 })
    for (const [objects, record] of [['contacts', contact], ['transactions', bought[1]], ['interactions', talk], ['special-days', day], ['preferences', taboo], ['tasks', task]] as const) {
      expect((await admin.get(`/api/v1/${objects}/${record.id}`)).body.customer.id).toBe(one.id)
    }
    expect((await read(child.id)).parent.id).toBe(one.id)
    expect(await read(one.id)).toMatchObject({ total_amount: '42.50', purchase_count: 2, last_contact_at: talk.at })
    const timeline = (await admin.get(`/api/v1/customers/${one.id}/timeline`)).body.data
    expect(timeline.filter((entry: any) => entry.kind === 'merge').map((entry: any) => entry.id)).toEqual([id])
    // Of what came along the time line tells once.
    expect(timeline.filter((entry: any) => entry.kind === 'change' && entry.object === 'transaction')).toEqual([])
    const history = (await admin.get(`/api/v1/contacts/${contact.id}/history`)).body.data
    expect(history[0]).toMatchObject({ kind: 'customers.contact.updated', cause: { merge: id } })
  })

  test('unites lists, fills what is empty, and takes field by field what is asked for', async () => {
    const [one, other] = await two(
      { name: '留下', phones: ['+8613800000001'], tags: ['老客户'], tier: 'a', industry: '航运' },
      { name: '并入', phones: ['+8613800000001', '+8613800000002'], tags: ['老客户', '展会'], tier: 'b', industry: '物流', website: 'https://b.example' },
    )
    await merged(one.id, other.id, { name: 'right', tier: 'left' })
    expect(await read(one.id)).toMatchObject({
      name: '并入', number: one.number, phones: ['+8613800000001', '+8613800000002'], tags: ['老客户', '展会'], tier: 'a', industry: '航运', website: 'https://b.example',
    })
    // The name is found by its new sound.
    expect((await admin.get(`/api/v1/search?q=bingru`)).body.data.map((hit: any) => hit.id)).toContain(one.id)
  })

  test('may keep the number of the other, which stays its own', async () => {
    const [one, other] = await two()
    const { id } = await merged(one.id, other.id, { number: 'right' })
    expect((await read(one.id)).number).toBe(other.number)
    expect((await undo(admin, id)).status).toBe(200)
    expect([(await read(one.id)).number, (await read(other.id)).number]).toEqual([one.number, other.number])
  })

  test('takes one of two credit codes', async () => {
    const [one, other] = await two({ credit_code: '9144030071526726XG' }, { credit_code: '91330100799655058B' })
    const { id } = await merged(one.id, other.id, { credit_code: 'right' })
    expect((await read(one.id)).credit_code).toBe('91330100799655058B')
    await undo(admin, id)
    expect([(await read(one.id)).credit_code, (await read(other.id)).credit_code]).toEqual(['9144030071526726XG', '91330100799655058B'])
  })

  test('leaves the other in the recycle bin, where its address names the survivor to whoever may see that', async () => {
    const [one, other] = await two({ name: '留存公司' })
    await merged(one.id, other.id)
    for (const part of ['', '/page', '/history', '/timeline']) {
      const reply = await admin.get(`/api/v1/customers/${other.id}${part}`)
      expect([part, reply.status, codeOf(reply), reply.body.merged_into]).toEqual([part, 404, 'merged', { id: one.id, name: '留存公司' }])
    }
    expect((await (await world.asUser('chen')).get(`/api/v1/customers/${other.id}`)).body.merged_into).toBeUndefined()
    const restored = await admin.post(`/api/v1/customers/${other.id}/restore`)
    expect([restored.status, codeOf(restored)]).toEqual([409, 'merged'])
  })

  test('follows a chain to its end', async () => {
    const [first, second] = await two()
    const third = await aCustomer(ma)
    const contact = await aContact(ma, first.id)
    const one = await merged(second.id, first.id)
    const later = await merged(third.id, second.id)
    expect((await admin.get(`/api/v1/customers/${first.id}`)).body.merged_into.id).toBe(third.id)
    expect((await admin.get(`/api/v1/contacts/${contact.id}`)).body.customer.id).toBe(third.id)
    const early = await undo(admin, one.id)
    expect([early.status, codeOf(early), early.body.merged_into.id]).toEqual([409, 'survivor-merged', third.id])
    expect((await undo(admin, later.id)).status).toBe(200)
    expect((await undo(admin, one.id)).status).toBe(200)
    expect((await admin.get(`/api/v1/contacts/${contact.id}`)).body.customer.id).toBe(first.id)
  })

  test('leaves nothing that points from the survivor to itself', async () => {
    const [one, other] = await two()
    const third = await aCustomer(ma)
    await ma.patch(`/api/v1/customers/${other.id}`, { parent: one.id })
    await ma.patch(`/api/v1/customers/${one.id}`, { parent: other.id })
    const between = await create(ma, 'relationships', { customer: other.id, kind: 'parent', other: one.id })
    const same = [await create(ma, 'relationships', { customer: one.id, kind: 'partner', other: third.id }), await create(ma, 'relationships', { customer: other.id, kind: 'partner', other: third.id })]
    const own = await create(ma, 'relationships', { customer: third.id, kind: 'supplier', other: other.id })
    const { id } = await merged(one.id, other.id)
    expect((await read(one.id)).parent).toBeNull()
    expect(await ofCustomer('relationships', one.id)).toEqual([same[0].id])
    expect((await admin.get(`/api/v1/relationships/${own.id}`)).body.other.id).toBe(one.id)
    expect((await undo(admin, id)).status).toBe(200)
    expect([(await read(one.id)).parent.id, (await read(other.id)).parent.id]).toEqual([other.id, one.id])
    expect(await ofCustomer('relationships', other.id)).toEqual([between.id, same[1].id].toSorted())
  })

  test('says a preference once that both had, and keeps one birthday', async () => {
    const [one, other] = await two({ kind: 'person', name: '纪晓', birthday: '1980-02-03' }, { kind: 'person', name: '纪晓', birthday: '1980-02-03' })
    await create(ma, 'preferences', { customer: one.id, kind: 'taboo', text: '不吃香菜' })
    await create(ma, 'preferences', { customer: other.id, kind: 'taboo', text: '不吃香菜' })
    await create(ma, 'preferences', { customer: other.id, kind: 'habit', text: '喝龙井' })
    await world.settle()
    const { id } = await merged(one.id, other.id)
    await world.settle()
    expect((await admin.list('preferences', { filter: { customer: one.id } })).map(({ text }) => text).toSorted()).toEqual(['不吃香菜', '喝龙井'].toSorted())
    expect(await ofCustomer('special-days', one.id)).toHaveLength(1)
    await undo(admin, id)
    await world.settle()
    expect((await admin.list('preferences', { filter: { customer: other.id } })).map(({ text }) => text).toSorted()).toEqual(['不吃香菜', '喝龙井'].toSorted())
    for (const customer of [one, other]) expect(await ofCustomer('special-days', customer.id)).toHaveLength(1)
  })

  test('never loses a withdrawal: the stricter answer holds, the evidence of both is kept', async () => {
    const [one, other] = await two({ kind: 'person' }, { kind: 'person' })
    await create(admin, 'consent-records', { customer: one.id, purpose: 'marketing', channel: 'sms', state: 'withdrawn', how: '短信回复退订' })
    await create(admin, 'consent-records', { customer: other.id, purpose: 'marketing', channel: 'any', state: 'granted', how: '登记单' })
    const before = (await read(one.id)).consents
    const { id } = await merged(one.id, other.id)
    const stateOf = async (channel: string) => (await read(one.id)).consents.find((word: any) => word.purpose === 'marketing' && word.channel === channel)?.state
    expect([await stateOf('sms'), await stateOf('any')]).toEqual(['withdrawn', 'granted'])
    expect((await admin.list('consent-records', { filter: { customer: one.id } })).map(({ how }) => how).toSorted()).toEqual(['合并客户档案：沿用撤回', '登记单', '短信回复退订'].toSorted())
    await undo(admin, id)
    expect((await read(one.id)).consents).toEqual(before)
    expect((await read(other.id)).consents).toMatchObject([{ channel: 'any', state: 'granted' }])
  })

  test('gives the wider of two rights to the same person, and both to others', async () => {
    const [one, other] = await two()
    const share = (customer: any, login: 'lin' | 'mei' | 'chen', right: string, until?: string) => ma.post(`/api/v1/customers/${customer.id}/share`, { person: world.ids[login], right, ...(until ? { until } : {}) })
    await share(one, 'lin', 'read')
    await share(other, 'lin', 'write')
    await share(one, 'mei', 'write')
    await share(other, 'mei', 'read')
    await share(other, 'chen', 'read', '2099-01-01')
    const { id } = await merged(one.id, other.id)
    const shares = async (customer: any) => (await admin.get(`/api/v1/customers/${customer.id}/shares`)).body.data.map((each: any) => [each.person.id, each.right]).toSorted()
    expect(await shares(one)).toEqual([[world.ids.lin, 'write'], [world.ids.mei, 'write'], [world.ids.chen, 'read']].toSorted())
    expect((await lin.patch(`/api/v1/customers/${one.id}`, { remark: '可写' })).status).toBe(200)
    await undo(admin, id)
    expect(await shares(one)).toEqual([[world.ids.lin, 'read'], [world.ids.mei, 'write']].toSorted())
    expect(await shares(other)).toEqual([[world.ids.lin, 'write'], [world.ids.mei, 'read'], [world.ids.chen, 'read']].toSorted())
  })

  test('needs the right to change both and to remove the other, and sees no more than the person does', async () => {
    const mine = await aCustomer(lin)
    const other = await aCustomer(lin)
    const hidden = await aCustomer(await world.asUser('chen'))
    const events = async () => (await world.query('select count(*)::int as n from events where kind like $1', ['customers.%']))[0].n
    const before = await events()
    expect((await merge(lin, mine.id, hidden.id)).status).toBe(404)
    expect((await merge(lin, hidden.id, mine.id)).status).toBe(404)
    expect((await merge(await world.asUser('stranger'), mine.id, other.id)).status).toBe(404)
    expect(await events()).toBe(before)
    const keeper = await withRole('keeper', { customer: { see: 'all', change: 'all' } })
    expect((await merge(keeper, mine.id, other.id)).status).toBe(403)
    const remover = await withRole('remover', { customer: { see: 'all', delete: 'all' } })
    expect((await merge(remover, mine.id, other.id)).status).toBe(403)
    const owner = await withRole('owner', { customer: { see: 'all', change: 'all', delete: 'own' } })
    const theirs = await aCustomer(admin, { owner: (await owner.get('/api/v1/session')).body.person.id })
    expect((await merge(owner, theirs.id, mine.id)).status).toBe(403)
    expect([(await read(mine.id)).id, (await read(theirs.id)).id]).toEqual([mine.id, theirs.id])
    expect((await merge(owner, mine.id, theirs.id)).status).toBe(200)
  })

  test('moves what the person may not see as well, and does not tell of it', async () => {
    const client = await withRole('no_purchases', { '*': { see: 'all', change: 'all', delete: 'all' }, transaction: {} })
    const [one, other] = await two()
    const bought = await aTransaction(ma, other.id)
    expect((await client.post(`/api/v1/customers/${one.id}/merge-preview`, { with: other.id })).body).toEqual({ moves: {} })
    const { status, body } = await merge(client, one.id, other.id)
    expect([status, body.moved]).toEqual([200, {}])
    expect((await admin.get(`/api/v1/transactions/${bought.id}`)).body.customer.id).toBe(one.id)
  })

  test('refuses itself, unknown fields, and what may not be written', async () => {
    const [one, other] = await two()
    const itself = await merge(admin, one.id, one.id)
    expect([itself.status, itself.body.errors[0].code]).toEqual([422, 'same_record'])
    for (const [take, code] of [[{ nonsense: 'left' }, 'unknown_field'], [{ total_amount: 'right' }, 'readonly'], [{ merged_into: 'right' }, 'unknown_field']] as const) {
      const reply = await merge(admin, one.id, other.id, take)
      expect([reply.status, reply.body.errors[0].code]).toEqual([422, code])
    }
    expect((await merge(admin, one.id, other.id, { name: 'both' })).status).toBe(422)
    expect((await merge(admin, one.id, newId())).status).toBe(404)
    expect((await admin.post(`/api/v1/customers/${one.id}/merge`, {})).status).toBe(422)
    expect([(await read(one.id)).id, (await read(other.id)).id]).toEqual([one.id, other.id])
  })

  test('of the same two by two people at once happens once', async () => {
    const [one, other] = await two()
    await aContact(ma, one.id)
    await aContact(ma, other.id)
    const replies = await Promise.all([merge(admin, one.id, other.id), merge(ma, one.id, other.id), merge(admin, other.id, one.id)])
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 404, 404])
    const winner = replies.find(({ status }) => status === 200)!.body
    for (const reply of replies.filter(({ status }) => status === 404)) expect(reply.body.merged_into.id).toBe(winner.survivor)
    expect(await ofCustomer('contacts', winner.survivor)).toHaveLength(2)
  })

  test('decides the pair, and its undo opens it again', async () => {
    const [one, other] = await two({ kind: 'person', name: '裴然', phones: ['+8613911110001'] }, { kind: 'person', name: '裴然', phones: ['+8613911110001'] })
    await world.settle()
    const state = async () => (await admin.list('duplicate-pairs', { filter: { or: [{ left: one.id }, { right: one.id }] } })).map((pair) => pair.state)
    expect(await state()).toEqual(['open'])
    const { id } = await merged(one.id, other.id)
    await world.settle()
    expect(await state()).toEqual(['merged'])
    await undo(admin, id)
    await world.settle()
    expect(await state()).toEqual(['open'])
  })

  test('of two customers who were handed over together leaves the handover as it was', async () => {
    const [one, other] = [await aCustomer(lin), await aCustomer(lin)]
    const { body: handover } = await lin.post('/api/v1/handovers', { from: world.ids.lin, to: world.ids.mei, reason: '调岗', customers: [one.id, other.id] })
    await expect.poll(async () => (await admin.get(`/api/v1/handovers/${handover.id}`)).body.state, { timeout: 20_000 }).toBe('done')
    await merged(one.id, other.id)
    const items = await world.query('select customer_id from handover_items where handover_id = $1', [handover.id])
    expect(items.map(({ customer_id }) => customer_id).toSorted()).toEqual([one.id, other.id].toSorted())
  })

  test('of a customer whom an import had found is nothing the import breaks on', async () => {
    const [one, other] = await two({ name: '进口甲' }, { name: '进口乙' })
    await merged(one.id, other.id)
    const file = `编号,名称,行业\n${other.number},进口乙,物流\n`
    const done = await importFile(admin, { object: 'customer', file, options: { duplicates: 'update', match_by: ['number'] } })
    expect(done.state).toBe('done')
    expect((await read(one.id)).name).toBe('进口甲')
  })

  test('follows a custom reference field, known from the definitions alone', async () => {
    const [one, other] = await two()
    const task = await aTask(ma, {})
    const field: Field = { name: 'payer', type: 'reference', target: 'customer', label: { zh: '付款方', en: 'Payer' }, column: 'custom', custom_id: newId() }
    await world.query('update tasks set custom = $1 where id = $2', [JSON.stringify({ [field.custom_id!]: other.id, kept: 1 }), task.id])
    const ctx = await world.contextOf('admin')
    const object = ctx.objects.get('task')!
    const withField = { ...ctx, objects: new Map([...ctx.objects, ['task', { ...object, fields: new Map([...object.fields, [field.name, field]]) }]]) }
    const { moved } = await transaction({ ...withField, cause: { merge: newId() } }, async (ctx) => {
      const customer = ctx.objects.get('customer')!
      return mergeRecords(ctx, customer, await lockPair(ctx, customer, { survivor: one.id, loser: other.id }), {})
    })
    expect([...moved]).toEqual([['task.payer', [task.id]]])
    const [row] = await world.query('select custom from tasks where id = $1', [task.id])
    expect(row.custom).toEqual({ [field.custom_id!]: one.id, kept: 1 })
  })
})

describe('the undo of a merge', () => {
  test('keeps what was changed since, takes back the rest', async () => {
    const [one, other] = await two({ name: '甲方', industry: '航运' }, { name: '乙方', website: 'https://b.example', phones: ['+8613800000003'] })
    const third = await aCustomer(ma)
    const [stays, leaves] = [await aContact(ma, other.id), await aContact(ma, other.id)]
    const { id } = await merged(one.id, other.id, { name: 'right' })
    const since = await aContact(ma, one.id)
    await admin.patch(`/api/v1/customers/${one.id}`, { website: 'https://new.example' })
    await admin.patch(`/api/v1/contacts/${leaves.id}`, { customer: third.id })
    expect((await undo(admin, id)).body).toEqual({ survivor: one.id, restored: other.id })
    expect(await read(one.id)).toMatchObject({ name: '甲方', industry: '航运', website: 'https://new.example', phones: [] })
    expect(await read(other.id)).toMatchObject({ name: '乙方', number: other.number, website: 'https://b.example', phones: ['+8613800000003'] })
    expect(await ofCustomer('contacts', one.id)).toEqual([since.id])
    expect(await ofCustomer('contacts', other.id)).toEqual([stays.id])
    expect(await ofCustomer('contacts', third.id)).toEqual([leaves.id])
  })

  test('is done once, within 30 days, while both are there', async () => {
    const [one, other] = await two({ kind: 'person' }, { kind: 'person' })
    const first = await merged(one.id, other.id)
    expect((await undo(lin, first.id)).status).toBe(404)
    const age = (days: number) => world.query(`update merges set created_at = created_at - $1 * interval '1 day' where id = $2`, [days, first.id])
    await age(31)
    const late = await undo(admin, first.id)
    await age(-31)
    expect([late.status, codeOf(late)]).toEqual([409, 'too-late'])
    await admin.del(`/api/v1/customers/${one.id}`)
    expect((await undo(admin, first.id)).status).toBeGreaterThanOrEqual(404)
    await admin.post(`/api/v1/customers/${one.id}/restore`)
    expect((await undo(admin, first.id)).status).toBe(200)
    const again = await undo(admin, first.id)
    expect([again.status, codeOf(again)]).toEqual([409, 'already-undone'])
    const second = await merged(one.id, other.id)
    const erased = await admin.post('/api/v1/erasures', { object: 'customer', record: other.id, ground: 'objection', confirmation: other.name })
    expect(erased.status).toBe(201)
    const gone = await undo(admin, second.id)
    expect([gone.status, codeOf(gone)]).toEqual([409, 'anonymised'])
  })

  test('is over when the survivor is erased, and with it what its second file told of the person', async () => {
    const [one, other] = await two({ kind: 'person', name: '辛弃疾' }, { kind: 'person', name: '辛幼安', phones: ['+8613711110009'] })
    const { id } = await merged(one.id, other.id)
    const erased = await admin.post('/api/v1/erasures', { object: 'customer', record: one.id, ground: 'objection', confirmation: '辛弃疾' })
    expect(erased.status).toBe(201)
    const [row] = await world.query('select name, phones from customers where id = $1', [other.id])
    expect([row.name, row.phones]).toEqual([expect.stringContaining('已匿名'), []])
    expect((await world.query('select name from merges where id = $1', [id]))[0].name).not.toContain('辛')
    expect(codeOf(await undo(admin, id))).toBe('anonymised')
  })

  test('two at once happen once', async () => {
    const [one, other] = await two()
    const { id } = await merged(one.id, other.id)
    const replies = await Promise.all([undo(admin, id), undo(ma, id)])
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })
})

test('a merge of 10,000 purchases is a handful of statements, and so is its undo', async () => {
  const [one, other] = await two()
  const [{ workspace_id }] = await world.query('select workspace_id from customers where id = $1', [one.id])
  await world.query(
    `insert into transactions (workspace_id, id, created_at, updated_at, customer_id, at, item, kind, amount)
     select $1, gen_random_uuid(), now(), now(), $2, now() - n * interval '1 hour', '房费', 'purchase', 10 from generate_series(1, 10000) n`,
    [workspace_id, other.id],
  )
  const began = performance.now()
  const { id, moved } = await merged(one.id, other.id)
  const mergeTook = performance.now() - began
  expect(moved).toEqual({ transaction: 10_000 })
  await undo(admin, id)
  const undoTook = performance.now() - began - mergeTook
  const [left] = await world.query('select count(*)::int as n from transactions where customer_id = $1', [other.id])
  expect(left.n).toBe(10_000)
  console.info(`10,000 purchases merged in ${Math.round(mergeTook)} ms, undone in ${Math.round(undoTook)} ms`)
  expect(mergeTook).toBeLessThan(15_000)
})
