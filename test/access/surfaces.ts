/** Every surface of the interface, asked by one person of a generated company, against the model of the rules. */
import { expect } from 'vitest'
import { maskPhone, maskText } from '../../src/kernel/fields/mask.ts'
import { exchangeTasks } from '../../src/exchange/exchange-tasks.ts'
import { newId } from '../../src/platform/ids.ts'
import { createSessions } from '../../src/modules/team/sign-in/sessions.ts'
import { cookieNameFor } from '../../src/modules/team/sign-in/visitor.ts'
import { listUrl, makeClient, type Client } from '../support/client.ts'
import type { TestApp } from '../support/test-app.ts'
import { introducerOf, nameOf, phoneOf, quotaPeriods, remarkOf, words, type Planted } from './plant.ts'
import { attainedOf, fieldRight, may, mayPair, type ObjectName } from './world.ts'

const paths: Record<ObjectName, string> = { customer: 'customers', contact: 'contacts', preference: 'preferences', task: 'tasks', comment: 'comments', notification: 'notifications', archive_clock: 'archive-clocks', approval: 'approvals', layout: 'layouts', lead: 'leads', opportunity: 'opportunities', quote: 'quotes', order: 'orders', request: 'service-requests', request_message: 'request-messages', complaint: 'complaints', asset: 'assets', field_job: 'field-jobs', customer_value: 'customer-values', call: 'calls', call_back: 'call-backs', portal_access: 'portal-accesses', quota: 'quotas', x_thing: 'x-thing', x_piece: 'x-piece' }
const objects = Object.keys(paths) as ObjectName[]
/** Notifications have no routes that change them; messages are only ever added, which says nothing of any one of them. */
const written = objects.filter((object) => object !== 'notification' && object !== 'request_message')

interface Asking {
  app: TestApp
  planted: Planted
  person: number
  client: Client
}

export async function checkSurfaces(app: TestApp, planted: Planted, person: number): Promise<void> {
  const asking: Asking = { app, planted, person, client: await clientOf(app, planted, person) }
  for (const object of objects) await checkReading(asking, object)
  await checkFields(asking)
  await checkFoundByCustomer(asking)
  await checkAround(asking)
  await checkCustomReferences(asking)
  await checkPairs(asking)
  await checkAttainment(asking)
  await checkFeed(asking)
  await checkReasons(asking)
  for (const object of written) await checkWriting(asking, object)
  for (const object of ['customer', 'task', 'x_thing'] as const) await checkMany(asking, object)
}

/** Signed in as this person, by a session like every other. */
async function clientOf(app: TestApp, planted: Planted, person: number): Promise<Client> {
  const accountId = newId()
  const userId = planted.people[person]!
  await app.query('insert into accounts (id, created_at) values ($1, now())', [accountId])
  const visitor = { address: '127.0.0.1', program: null, device: null, isSecure: false }
  const { token } = await createSessions(app.app.runtime.database).open({ accountId, userId, workspaceId: planted.workspaceId, method: 'password', now: new Date(), visitor })
  return makeClient(app.app.server, { cookie: `${cookieNameFor(false)}=${token}` })
}

const wantedOf = ({ planted, person }: Asking, object: ObjectName, verb: 'see' | 'change' | 'delete' = 'see') =>
  planted.records[object].filter((_, record) => may(planted.world, person, verb, object, record))

/** Whether some role lets this person see the object at all. */
const seesObject = (asking: Asking, object: ObjectName) =>
  asking.planted.world.people[asking.person]!.roles.some((role) => {
    const grants = asking.planted.world.roles[role]!
    return ((grants[object] ?? grants['*'])?.see ?? 'none') !== 'none'
  })

async function checkReading(asking: Asking, object: ObjectName): Promise<void> {
  const { client, planted } = asking
  const wanted = wantedOf(asking, object)
  const list = await client.get(listUrl(paths[object], { count: 'exact', limit: 500 }))
  if (list.status === 403) expect([object, wanted]).toEqual([object, []])
  else {
    expect([object, list.status, list.body.data.map((row: any) => row.id).sort(), list.body.total]).toEqual([object, 200, wanted.toSorted(), wanted.length])
    const counted = await client.post('/api/v1/query', { object: paths[object] })
    expect(counted.body.data).toEqual([{ count: wanted.length }])
    const paged = await client.list(paths[object], { limit: 2 })
    expect(paged.map((row) => row.id).sort()).toEqual(wanted.toSorted())
  }
  for (const id of planted.records[object]) {
    const status = wanted.includes(id) ? 200 : 404
    for (const part of ['', '/history', '/access']) expect([object, part, (await client.get(`/api/v1/${paths[object]}/${id}${part}`)).status]).toEqual([object, part, status])
  }
  const shown = await client.get(`/api/v1/search?limit=100&q=${encodeURIComponent(words[object])}`)
  const hits = shown.body.data.filter((hit: any) => hit.object === object).map((hit: any) => hit.id)
  const isSearched = ['contact', 'customer', 'lead', 'opportunity', 'quote', 'order', 'request', 'complaint', 'asset', 'field_job', 'call_back', 'x_thing', 'x_piece'].includes(object) && readable(asking, named(object), object)
  if (isSearched) expect([object, hits.sort()]).toEqual([object, wanted.toSorted()])
  else expect(hits).toEqual([])
}

/** Documents are found by the name of their customer exactly by whoever sees both and may read that name. */
async function checkFoundByCustomer(asking: Asking): Promise<void> {
  const { client, planted } = asking
  const customers = readable(asking, 'name') ? wantedOf(asking, 'customer') : []
  const shown = await client.get(`/api/v1/search?limit=100&q=${encodeURIComponent(words.customer)}`)
  for (const [object, those] of [['quote', planted.world.quotes], ['order', planted.world.orders]] as const) {
    const wanted = wantedOf(asking, object).filter((id) => customers.includes(planted.records.customer[those[planted.records[object].indexOf(id)]!.customer]!)).toSorted()
    expect([object, shown.body.data.filter((hit: any) => hit.object === object).map((hit: any) => hit.id).sort()]).toEqual([object, wanted])
    const list = await client.get(listUrl(paths[object], { q: words.customer, limit: 100 }))
    if (list.status === 403) expect([object, wanted]).toEqual([object, []])
    else expect([object, list.body.data.map(({ id }: any) => id).sort()]).toEqual([object, wanted])
  }
}

/** Field with the name of a record, by which it is found. */
function named(object: ObjectName): string {
  if (object === 'request' || object === 'complaint' || object === 'field_job' || object === 'call_back') return 'subject'
  return object === 'order' ? 'number' : 'name'
}

function readable(asking: Asking, field: string, object: ObjectName = 'customer'): boolean {
  return ['read', 'write'].includes(fieldRight(asking.planted.world, asking.person, object, field))
}

/** Hidden and masked values stand nowhere: not in answers, not behind filters, orders, figures or words. */
async function checkFields(asking: Asking): Promise<void> {
  const { client, planted, person } = asking
  if (!seesObject(asking, 'customer')) return
  const right = (field: string) => fieldRight(planted.world, person, 'customer', field)
  const shown = (field: string, whole: unknown, part: unknown) => ({ hidden: undefined, masked: part, reveal: part, read: whole, write: whole })[right(field)]
  for (const id of wantedOf(asking, 'customer')) {
    const index = planted.records.customer.indexOf(id)
    const { body } = await client.get(`/api/v1/customers/${id}`)
    const wanted = {
      phones: shown('phones', [phoneOf(index)], [maskPhone(phoneOf(index))]),
      remark: shown('remark', remarkOf(index), maskText(remarkOf(index))),
      name: shown('name', nameOf('customer', index), maskText(nameOf('customer', index))),
    }
    expect({ phones: body.phones, remark: body.remark, name: body.name }).toEqual(wanted)
    const revealed = await client.post(`/api/v1/customers/${id}/reveal`, { field: 'phones' })
    expect(revealed.status).toBe({ hidden: 404, masked: 403, reveal: 200, read: 200, write: 200 }[right('phones')])
    if (revealed.status === 200) expect(revealed.body).toEqual({ phones: [phoneOf(index)] })
    const byPhone = await client.get(`/api/v1/search?q=${encodeURIComponent(phoneOf(index).slice(-8))}`)
    if (!readable(asking, 'phones')) expect(byPhone.body.data.filter((hit: any) => hit.object === 'customer')).toEqual([])
  }
  for (const field of ['phones', 'remark', 'name']) {
    const status = readable(asking, field) ? 200 : 422
    expect([field, (await client.get(listUrl('customers', { filter: { [field]: { contains: '1' } } }))).status]).toEqual([field, status])
    expect([field, (await client.post('/api/v1/query', { object: 'customers', measures: [{ fn: 'count_distinct', field }] })).status]).toEqual([field, status])
    expect([field, (await client.post('/api/v1/query', { object: 'customers', group_by: [field] })).status]).toEqual([field, status])
  }
  expect((await client.get(listUrl('customers', { sort: 'name' }))).status).toBe(readable(asking, 'name') ? 200 : 422)
  if (seesObject(asking, 'contact')) expect((await client.get(listUrl('contacts', { filter: { customer: { phones: { contains: '1' } } } }))).status).toBe(readable(asking, 'phones') ? 200 : 422)
}

/** That two values agree is told to nobody who may not read them: not by a pair, its figures or filters, nor while typing. */
async function checkPairs(asking: Asking): Promise<void> {
  const { client, planted, person } = asking
  const wanted = planted.pairs.filter(({ left, right }) => mayPair(planted.world, person, 'see', [left, right])).map(({ id }) => id)
  for (const query of [{}, { sort: '-score' }, { filter: { reasons: { contains: 'same_phone' } } }]) {
    const reply = await client.get(listUrl('duplicate-pairs', { ...query, count: 'exact' }))
    if (reply.status === 403) expect(wanted).toEqual([])
    else expect([query, reply.status, reply.body.data.map((row: any) => row.id).sort(), reply.body.total]).toEqual([query, 200, wanted.toSorted(), wanted.length])
  }
  for (const { id } of planted.pairs) {
    for (const part of ['', '/history']) expect(['pair', part, (await client.get(`/api/v1/duplicate-pairs/${id}${part}`)).status]).toEqual(['pair', part, wanted.includes(id) ? 200 : 404])
  }
  const tells = ['phones', 'name', 'number'].every((field) => readable(asking, field))
  for (const [index, id] of planted.records.customer.entries()) {
    const { status, body } = await client.post('/api/v1/customers/duplicates', { phones: [phoneOf(index)] })
    if (!seesObject(asking, 'customer')) expect(status).toBe(403)
    else expect(body.data.map((row: any) => row.id)).toEqual(tells && wantedOf(asking, 'customer').includes(id) ? [id] : [])
  }
}

/** Who stands where: the quotas that one sees, each with what it attained, whatever one sees of the records behind it; of others nothing. */
async function checkAttainment(asking: Asking): Promise<void> {
  const { client, planted } = asking
  const wanted = wantedOf(asking, 'quota')
  for (const [record, period] of quotaPeriods.entries()) {
    const { status, body } = await client.post('/api/v1/quotas/attainment', { period, day: planted.today })
    expect(['attainment', status]).toEqual(['attainment', seesObject(asking, 'quota') ? 200 : 403])
    if (status !== 200) continue
    const id = planted.records.quota[record]!
    expect([period, body.quotas.map((quota: any) => [quota.id, Number(quota.attained)])]).toEqual([period, wanted.includes(id) ? [[id, attainedOf(planted.world, record)]] : []])
    // Sums of teams are made of the quotas of people that one sees, and of no others.
    const own = wanted.includes(id) && planted.world.quotas[record]!.person !== null ? [attainedOf(planted.world, record)] : []
    expect((body.teams.count ?? []).every((sum: any) => own.includes(Number(sum.attained)))).toBe(true)
  }
}

/** Other records lead nowhere they should not: references, relations in filters, joins, time lines. */
async function checkAround(asking: Asking): Promise<void> {
  const { client, planted } = asking
  const { world, records } = planted
  const customers = wantedOf(asking, 'customer')
  if (seesObject(asking, 'task')) {
    const isNamed = seesObject(asking, 'customer') && fieldRight(world, asking.person, 'customer', 'name') !== 'hidden'
    const rows = await client.list('tasks', { fields: isNamed ? 'customer.name' : 'customer' })
    for (const row of rows) {
      const customer = world.tasks[records.task.indexOf(row.id)]!.customer
      const id = customer === null ? null : records.customer[customer]!
      expect(row.customer?.id ?? null).toBe(id !== null && customers.includes(id) ? id : null)
    }
    if (seesObject(asking, 'customer')) {
      const related = await client.list('tasks', { filter: { customer: { status: 'active' } } })
      const wanted = wantedOf(asking, 'task').filter((id) => {
        const customer = world.tasks[records.task.indexOf(id)]!.customer
        return customer !== null && customers.includes(records.customer[customer]!)
      })
      expect(related.map((row) => row.id).sort()).toEqual(wanted.toSorted())
      const grouped = await client.post('/api/v1/query', { object: 'tasks', group_by: ['customer'] })
      const named = grouped.body.data.flatMap((row: any) => row.customer?.id ?? [])
      expect(named.every((id: string) => customers.includes(id))).toBe(true)
    }
  }
  if (seesObject(asking, 'customer')) {
    for (const object of ['contact', 'preference'] as const) {
      const reply = await client.get(listUrl('customers', { filter: { [paths[object]]: { some: {} } }, limit: 100 }))
      // An object that may not be seen at all is no word of the filter language either.
      expect(reply.status).toBe(seesObject(asking, object) ? 200 : 422)
      if (reply.status !== 200) continue
      const visible = new Set(wantedOf(asking, object).map((id) => world[object === 'contact' ? 'contacts' : 'preferences'][records[object].indexOf(id)]!.customer))
      expect(reply.body.data.map((row: any) => row.id).sort()).toEqual(customers.filter((id) => visible.has(records.customer.indexOf(id))).toSorted())
    }
  }
  for (const id of records.customer) {
    const isSeen = customers.includes(id)
    for (const part of ['timeline', 'page', 'shares']) expect([part, (await client.get(`/api/v1/customers/${id}/${part}`)).status]).toEqual([part, isSeen ? 200 : 404])
    if (!isSeen) continue
    const { body } = await client.get(`/api/v1/customers/${id}/timeline?limit=200`)
    const tasks = body.data.filter((entry: any) => entry.kind === 'task').map((entry: any) => entry.id)
    const wanted = wantedOf(asking, 'task').filter((task) => world.tasks[records.task.indexOf(task)]!.customer === records.customer.indexOf(id))
    expect(tasks.sort()).toEqual(wanted.toSorted())
    const leads = body.data.filter((entry: any) => entry.kind === 'lead').map((entry: any) => entry.id)
    expect(leads.sort()).toEqual(wantedOf(asking, 'lead').filter((one) => world.leads[records.lead.indexOf(one)]!.customer === records.customer.indexOf(id)).toSorted())
    for (const [object, those] of [['opportunity', world.opportunities], ['quote', world.quotes], ['order', world.orders]] as const) {
      const entries = body.data.filter((entry: any) => entry.kind === object).map((entry: any) => entry.id)
      expect([object, entries.sort()]).toEqual([object, wantedOf(asking, object).filter((one) => those[records[object].indexOf(one)]!.customer === records.customer.indexOf(id)).toSorted()])
    }
    const things = body.data.filter((entry: any) => entry.kind === 'x_thing').map((entry: any) => entry.id)
    expect(things.sort()).toEqual(wantedOf(asking, 'x_thing').filter((one) => world.things[records.x_thing.indexOf(one)]!.customer === records.customer.indexOf(id)).toSorted())
    const comments = body.data.filter((entry: any) => entry.kind === 'comment').map((entry: any) => entry.id)
    expect(comments.sort()).toEqual(wantedOf(asking, 'comment').filter((one) => world.comments[records.comment.indexOf(one)]!.customer === records.customer.indexOf(id)).toSorted())
  }
  const inbox = await client.get('/api/v1/inbox?limit=100')
  const notices = wantedOf(asking, 'notification')
  expect([inbox.status, inbox.body.unread, inbox.body.data.map((entry: any) => entry.id).sort()]).toEqual([200, notices.length, notices.toSorted()])
  await checkNetworks(asking, customers)
}

/** Custom fields that point to customers name them as far as the caller may read the name, and lead nowhere else. */
async function checkCustomReferences(asking: Asking): Promise<void> {
  const { client, planted, person } = asking
  const chain = planted.records.customer
  const customers = wantedOf(asking, 'customer')
  const right = fieldRight(planted.world, person, 'customer', 'name')
  const named = (id: string) => {
    const name = nameOf('customer', chain.indexOf(id))
    return { id, name: { hidden: '***', masked: maskText(name), reveal: maskText(name), read: name, write: name }[right] }
  }
  if (seesObject(asking, 'customer')) {
    const isSeen = (id: string) => customers.includes(introducerOf(chain, chain.indexOf(id)))
    const rows = await client.list('customers', { fields: 'introducer', limit: 3 })
    expect(rows.map(({ id, introducer }) => [id, introducer]).toSorted()).toEqual(customers.map((id) => [id, isSeen(id) ? named(introducerOf(chain, chain.indexOf(id))) : null]).toSorted())
    const through = await client.list('customers', { filter: { introducer: { status: 'active' } } })
    expect(through.map(({ id }) => id).sort()).toEqual(customers.filter(isSeen).sort())
    const grouped = await client.post('/api/v1/query', { object: 'customers', group_by: ['introducer'] })
    expect(grouped.body.data.flatMap((row: any) => row.introducer ?? []).toSorted(byId)).toEqual(customers.filter(isSeen).map((id) => named(introducerOf(chain, chain.indexOf(id)))).toSorted(byId))
  }
  if (!seesObject(asking, 'x_thing')) return
  for (const { beside } of await client.list('x-thing', { fields: 'beside' })) expect(beside.toSorted(byId)).toEqual(seesObject(asking, 'customer') ? customers.map(named).toSorted(byId) : [])
}

const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1)

/** Every customer is the parent of the next: a network goes two steps along that chain, and never past one that is not seen. */
async function checkNetworks(asking: Asking, customers: string[]): Promise<void> {
  const { client, planted } = asking
  const chain = planted.records.customer
  const isFollowed = readable(asking, 'parent')
  for (const [index, id] of chain.entries()) {
    const reply = await client.post(`/api/v1/customers/${id}/network`, {})
    expect(['network', reply.status]).toEqual(['network', customers.includes(id) ? 200 : seesObject(asking, 'customer') ? 404 : 403])
    const presence = await client.post(`/api/v1/customers/${id}/presence`, { window: 'window-of-a-test' })
    expect(['presence', presence.status]).toEqual(['presence', customers.includes(id) ? 200 : 404])
    if (reply.status !== 200) continue
    const reached = [id]
    for (const step of [-1, 1]) {
      for (const distance of [1, 2]) {
        const next = chain[index + step * distance]
        if (!isFollowed || next === undefined || !customers.includes(next)) break
        reached.push(next)
      }
    }
    expect(reply.body.nodes.map((node: any) => node.id).sort()).toEqual(reached.sort())
    for (const { from, to } of reply.body.edges) expect([reached.includes(from), reached.includes(to)]).toEqual([true, true])
  }
}

/** What somebody else does is told to those who may see it. */
async function checkFeed(asking: Asking): Promise<void> {
  const { app, client, planted } = asking
  await app.untilTold()
  const { next_cursor } = (await client.get('/api/v1/changes?after=now')).body
  const happened = objects.flatMap((object) => planted.records[object].map((id) => ({ id: newId(), object, record_id: id, kind: `test.${object}.updated` })))
  await app.query(
    `insert into events (workspace_id, id, at, kind, object, record_id, about_id, on_timeline, version, actor_id, actor_name, before, after)
     select $1, h.id, now(), h.kind, h.object, h.record_id, null, false, 2, $2, 'somebody', '{"remark": "a"}', '{"remark": "b"}'
     from json_to_recordset($3::json) as h(id uuid, object text, record_id uuid, kind text)`,
    [planted.workspaceId, planted.people[0], JSON.stringify(happened)],
  )
  await app.untilTold()
  const { body } = await client.get(`/api/v1/changes?limit=500&after=${next_cursor}`)
  const told = body.data.map((change: any) => `${change.object} ${change.record_id}`)
  const wanted = objects.flatMap((object) => wantedOf(asking, object).map((id) => `${object} ${id}`))
  expect(told.toSorted()).toEqual(wanted.toSorted())
  const shown = body.data.filter((change: any) => change.object === 'customer').flatMap((change: any) => change.fields.map((field: any) => field.after))
  const right = fieldRight(planted.world, asking.person, 'customer', 'remark')
  expect(shown.every((value: unknown) => value === (readable(asking, 'remark') ? 'b' : '***') && right !== 'hidden')).toBe(true)
}

/** "Why" says yes exactly where the other surfaces do. */
async function checkReasons(asking: Asking): Promise<void> {
  const { client, planted, person } = asking
  for (const id of wantedOf(asking, 'customer')) {
    const { body } = await client.get(`/api/v1/customers/${id}/access`)
    const granted = Object.fromEntries(body.rights.map((right: any) => [right.verb, right.granted && right.reasons.length > 0]))
    const record = planted.records.customer.indexOf(id)
    expect(granted).toEqual(Object.fromEntries((['see', 'change', 'delete', 'export'] as const).map((verb) => [verb, may(planted.world, person, verb, 'customer', record)])))
  }
}

/** What may not be seen is not there, what may not be written is refused; and then nothing has happened. */
async function checkWriting(asking: Asking, object: ObjectName): Promise<void> {
  const { app, client, planted, person } = asking
  const count = async () => (await app.query('select count(*)::int as n from events where workspace_id = $1', [planted.workspaceId]))[0].n
  for (const [record, id] of planted.records[object].entries()) {
    const url = `/api/v1/${paths[object]}/${id}`
    const [see, change, remove] = (['see', 'change', 'delete'] as const).map((verb) => may(planted.world, person, verb, object, record))
    const before = await count()
    // A patch of nothing asks for the right and writes nothing.
    expect([object, 'patch', (await client.patch(url, {})).status]).toEqual([object, 'patch', change ? 200 : see ? 403 : 404])
    const batch = await client.post(`/api/v1/${paths[object]}/batch`, { update: [{ id }], atomic: false })
    const [result] = batch.body.results
    expect([object, 'batch', result.status === 'done' ? 200 : result.problem.status]).toEqual([object, 'batch', change ? 200 : see ? 403 : 404])
    if (!remove) expect([object, 'delete', (await client.del(url)).status]).toEqual([object, 'delete', see ? 403 : 404])
    if (object === 'customer' && !change) expect((await client.post(`${url}/share`, { person: planted.people[0], right: 'read' })).status).toBe(see ? 403 : 404)
    expect([object, await count()]).toEqual([object, before])
    if (!remove || record > 0) continue
    expect([object, 'delete', (await client.del(url)).status]).toEqual([object, 'delete', 204])
    expect([object, 'restore', (await client.post(`${url}/restore`)).status]).toEqual([object, 'restore', 200])
  }
}

/** A change of everything reaches exactly what may be changed, names what is only seen, and knows nothing of the rest. */
async function checkMany(asking: Asking, object: 'customer' | 'task' | 'x_thing'): Promise<void> {
  const { app, client, planted, person } = asking
  const { field, table, column = field } = { customer: { field: 'industry', table: 'customers' }, task: { field: 'remark', table: 'tasks' }, x_thing: { field: 'note', table: 'custom_records_01', column: 'custom::text' } }[object] as { field: string; table: string; column?: string }
  const [seen, changeable] = [wantedOf(asking, object), wantedOf(asking, object, 'change')]
  const value = `众 ${newId()}`
  const asked = await client.post(`/api/v1/${paths[object]}/bulk`, { filter: {}, change: { [field]: value } })
  if (asked.status === 403) return expect([object, changeable]).toEqual([object, []])
  if (fieldRight(planted.world, person, object, field) !== 'write') return expect([object, asked.status]).toEqual([object, 422])
  expect([object, asked.status, asked.body.total]).toEqual([object, 202, seen.length])
  await exchangeTasks(app.app.runtime, { dataFolder: app.dataFolder })['bulk.run']!({ workspace: planted.workspaceId, job: asked.body.job })
  const { body } = await client.get(`/api/v1/bulk-changes/${asked.body.id}`)
  const unchangeable = seen.filter((id) => !changeable.includes(id))
  expect([object, body.state, body.result.changed, body.result.refused_preview.map(({ id }: { id: string }) => id).sort()]).toEqual([object, 'done', changeable.length, unchangeable.toSorted()])
  const written = await app.query<{ id: string }>(`select id from ${table} where workspace_id = $1 and ${column} like $2`, [planted.workspaceId, `%${value}%`])
  expect([object, written.map(({ id }) => id).sort()]).toEqual([object, changeable.toSorted()])
}
