/** Many generated companies at once in the database: a workspace each, one statement a table. */
import { newId } from '../../src/platform/ids.ts'
import { pinyinOf } from '../../src/platform/chinese/pinyin.ts'
import { periodAround } from '../../src/modules/targets/index.ts'
import type { TestApp } from '../support/test-app.ts'
import { lastDay, type ObjectName, type World } from './world.ts'

export interface Planted {
  world: World
  workspaceId: string
  today: string
  departments: string[]
  people: string[]
  records: Record<ObjectName, string[]>
  /** Every two neighbours among the customers, by their places. */
  pairs: { id: string; left: number; right: number }[]
}

type Row = Record<string, unknown>

export async function plantWorlds(app: TestApp, worlds: readonly World[], today: string): Promise<Planted[]> {
  const rows: Record<string, Row[]> = { workspaces: [], departments: [], territories: [], roles: [], users: [], customers: [], contacts: [], preferences: [], tasks: [], comments: [], notifications: [], leads: [], opportunities: [], quotes: [], orders: [], service_requests: [], request_messages: [], complaints: [], assets: [], field_jobs: [], customer_values: [], call_queues: [], calls: [], call_backs: [], portal_accesses: [], quotas: [], shares: [], duplicate_pairs: [], archive_rules: [], archive_clocks: [], approvals: [], approval_signatures: [], layouts: [], custom_objects: [], custom_fields: [], custom_records_01: [], custom_records_02: [] }
  const planted = worlds.map((world) => rowsOf(world, rows, today))
  for (const [table, those] of Object.entries(rows)) {
    const [first] = those
    if (!first) continue
    const columns = Object.keys(first).map((column) => `"${column}"`).join(', ')
    await app.query(`insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1::json)`, [JSON.stringify(those)])
  }
  // The tables grow from nothing to thousands within seconds: without figures the planner reads them whole.
  await app.query(`analyze ${Object.keys(rows).join(', ')}`)
  return planted
}

function rowsOf(world: World, rows: Record<string, Row[]>, today: string): Planted {
  const workspaceId = newId()
  const now = new Date().toISOString()
  const ids = (list: readonly unknown[]) => list.map(() => newId())
  const [departments, territories, roles, people] = [ids(world.departments), ids(world.territories), ids(world.roles), ids(world.people)]
  const records = { customer: ids(world.customers), contact: ids(world.contacts), preference: ids(world.preferences), task: ids(world.tasks), comment: ids(world.comments), notification: ids(world.notifications), archive_clock: ids(world.customers), approval: ids(world.approvals), layout: ids(['everybody']), lead: ids(world.leads), opportunity: ids(world.opportunities), quote: ids(world.quotes), order: ids(world.orders), request: ids(world.requests), request_message: ids(world.messages), complaint: ids(world.complaints), asset: ids(world.assets), field_job: ids(world.visits), customer_value: ids(world.customers), call: ids(world.calls), call_back: ids(world.callBacks), portal_access: ids(world.accesses), quota: ids(world.quotas), x_thing: ids(world.things), x_piece: ids(world.pieces) }
  const by = (list: readonly string[], place: number | null) => (place === null ? null : list[place])
  const stamps = { workspace_id: workspaceId, version: 1, created_at: now, updated_at: now, custom: {} }
  const add = (table: string, list: readonly string[], make: (index: number) => Row) => rows[table]!.push(...list.map((id, index) => ({ ...stamps, id, ...make(index) })))
  rows.workspaces!.push({ id: workspaceId, name: '世界', time_zone: 'Asia/Shanghai', currency: 'CNY', is_demo: false, created_at: now })
  add('departments', departments, (index) => ({ name: `部门${index}`, parent_id: by(departments, world.departments[index]!.above) }))
  add('territories', territories, (index) => ({ name: `区域${index}`, parent_id: by(territories, world.territories[index]!.above) }))
  add('roles', roles, (index) => ({ key: `role_${index}`, name: `角色${index}`, grants: world.roles[index]! }))
  add('users', people, (index) => {
    const person = world.people[index]!
    return { name: `员工${index}`, email: `${workspaceId}-${index}@world.example`, is_active: true, department_id: by(departments, person.department), role_ids: person.roles.map((role) => roles[role]), territory_ids: person.territories.map((one) => territories[one]) }
  })
  const [note = '', introducer = '', beside = ''] = ids([0, 1, 2])
  add('customers', records.customer, (index) => {
    const customer = world.customers[index]!
    const name = nameOf('customer', index)
    return {
      number: `W-${index}`, kind: 'organisation', name, name_pinyin: pinyinOf(name).full, name_initials: pinyinOf(name).initials, category: 'business', status: 'active', tier: 'a', // Each the parent of the next: a chain that networks follow.
      parent_id: index > 0 ? records.customer[index - 1] : null, owner_id: by(people, customer.owner), territory_id: by(territories, customer.territory),
      phones: [phoneOf(index)], emails: [], addresses: [], tags: [], consents: [], do_not_disturb: [], completeness: 0, completeness_missing: [], total_amount: 0, annual_amount: index, purchase_count: 0, remark: remarkOf(index),
      custom: { [introducer]: introducerOf(records.customer, index) },
    }
  })
  add('contacts', records.contact, (index) => ({ customer_id: by(records.customer, world.contacts[index]!.customer), name: nameOf('contact', index), name_pinyin: '', name_initials: '', phones: [`+86137000011${index}`], emails: [], is_primary: false }))
  add('preferences', records.preference, (index) => ({ customer_id: by(records.customer, world.preferences[index]!.customer), kind: 'taboo', text: nameOf('preference', index) }))
  add('tasks', records.task, (index) => ({ customer_id: by(records.customer, world.tasks[index]!.customer), owner_id: by(people, world.tasks[index]!.owner), name: nameOf('task', index), priority: 'normal', status: 'open', is_promise: false }))
  add('comments', records.comment, (index) => ({ object: 'customer', record: by(records.customer, world.comments[index]!.customer), text: nameOf('comment', index), mention_ids: [], author_id: by(people, world.comments[index]!.author) }))
  add('notifications', records.notification, (index) => ({ receiver_id: by(people, world.notifications[index]!.receiver), kind: 'record_shared', object: 'customer', record: by(records.customer, world.notifications[index]!.customer), details: {}, count: 1, is_in_app: true, mail: 'off' }))
  add('leads', records.lead, (index) => {
    const { owner, territory, customer } = world.leads[index]!
    return { number: `L-${index}`, name: nameOf('lead', index), name_pinyin: '', name_initials: '', phones: [], emails: [], source: 'other', product_ids: [], score_reasons: [], status: customer === null ? 'new' : 'converted', owner_id: by(people, owner), territory_id: by(territories, territory), customer_id: by(records.customer, customer) }
  })
  const document = (object: 'opportunity' | 'quote' | 'order', index: number) => {
    const { owner, customer } = { opportunity: world.opportunities, quote: world.quotes, order: world.orders }[object][index]!
    return { number: `${object === 'order' ? words.order : object}-${index}`, currency: 'CNY', owner_id: by(people, owner), customer_id: by(records.customer, customer) }
  }
  add('opportunities', records.opportunity, (index) => {
    const { territory, team, isWon } = world.opportunities[index]!
    return { ...document('opportunity', index), name: nameOf('opportunity', index), name_pinyin: '', name_initials: '', status: isWon ? 'won' : 'open', closed_at: isWon ? now : null, territory_id: by(territories, territory), team_ids: team.map((one) => people[one]) }
  })
  add('quotes', records.quote, (index) => ({ ...document('quote', index), name: nameOf('quote', index), status: 'draft', valid_until: today, discount_rate: 0 }))
  add('orders', records.order, (index) => ({ ...document('order', index), status: 'draft', ordered_on: today }))
  const need = (index: number, { owner, customer }: { owner: number | null; customer: number | null }) => ({ number: `${index}`, priority: 'normal', owner_id: by(people, owner), customer_id: by(records.customer, customer) })
  add('service_requests', records.request, (index) => ({ ...need(index, world.requests[index]!), subject: nameOf('request', index), channel: 'call', kind: 'question', files: [], tags: [], status: 'received', steps: [], received_at: now, reopened_count: 0, pauses: [] }))
  add('request_messages', records.request_message, (index) => ({ request_id: records.request[world.messages[index]!.request], summary: nameOf('request_message', index), content: nameOf('request_message', index), kind: 'note', at: now, channel: 'call', files: [] }))
  add('complaints', records.complaint, (index) => ({ ...need(index, world.complaints[index]!), subject: nameOf('complaint', index), origin: 'direct', severity: 'minor', status: 'opened', steps: [], opened_at: now, compensation_cost: 0, reopened_count: 0, facts: [] }))
  add('assets', records.asset, (index) => ({ number: `${index}`, name: nameOf('asset', index), customer_id: records.customer[world.assets[index]!.customer], status: 'in_use', files: [] }))
  add('field_jobs', records.field_job, (index) => {
    const { engineer, request } = world.visits[index]!
    return { number: `${index}`, subject: nameOf('field_job', index), request_id: records.request[request], priority: 'normal', skill_ids: [], wanted_on: today, minutes: 60, engineer_id: by(people, engineer), status: 'planned', photos: [], left_over_count: 0 }
  })
  add('customer_values', records.customer_value, (index) => ({ customer_id: records.customer[index], purchase_days: index, frequency: index, monetary: index, margin: index, contact_cost: 0, complaint_cost: 0, field_cost: 0, serve_cost: 0, profit: index, historic_value: index }))
  const queues = ids(world.queues)
  add('call_queues', queues, (index) => {
    const { people: those, manager } = world.queues[index]!
    return { name: `队列${index}`, position: index, people_ids: those.map((one) => people[one]), manager_id: by(people, manager), target_percent: 80, target_seconds: 20, short_seconds: 5, most_waiting_minutes: 15, call_back_minutes: 60, retries: [], after_request_priorities: [], is_active: true }
  })
  add('calls', records.call, (index) => ({ number: `T${index}`, summary: nameOf('call', index), direction: 'in', status: 'done', arrived_at: now, agent_id: by(people, world.calls[index]!.agent), queue_id: by(queues, world.calls[index]!.queue) }))
  add('call_backs', records.call_back, (index) => ({ number: `H${index}`, subject: nameOf('call_back', index), why: 'by_hand', status: 'open', due_at: now, tries: 0, attempts: [], missed_calls: 0, owner_id: by(people, world.callBacks[index]!.owner), queue_id: by(queues, world.callBacks[index]!.queue) }))
  add('portal_accesses', records.portal_access, (index) => ({ name: nameOf('portal_access', index), customer_id: records.customer[world.accesses[index]!.customer], sees: 'customer', language: 'zh', status: 'active', invited_at: now }))
  add('quotas', records.quota, (index) => {
    const { person, department } = world.quotas[index]!
    const holder = person !== null ? 'person' : department !== null ? 'department' : 'company'
    const period = quotaPeriods[index]!
    const { first, last } = periodAround(period, today)
    return { name: nameOf('quota', index), holder, person_id: by(people, person), department_id: by(departments, department), measure: 'count', period, first_on: first, last_on: last, target: 10, identity: `${holder} ${index}` }
  })
  const pairs = records.customer.slice(1).map((_, left) => ({ id: newId(), left, right: left + 1 }))
  for (const { id, left, right } of pairs) {
    rows.duplicate_pairs!.push({ ...stamps, id, left_id: records.customer[left], right_id: records.customer[right], score: 80, reasons: ['same_phone'], state: 'open', fingerprint: '', seen_in: id })
  }
  const [rule = ''] = ids([0])
  add('archive_rules', [rule], () => ({ name: '建档', start: 'customer_active', count: 3, unit: 'working_days', required_organisation: ['name'], required_person: ['name'], is_active: true, since: now }))
  add('archive_clocks', records.archive_clock, (index) => ({ rule_id: rule, kind: 'filing', customer_id: records.customer[index], source_id: records.customer[index], owner_id: by(people, world.customers[index]!.owner), started_at: now, due_at: now, missing: [] }))
  add('approvals', records.approval, (index) => ({ title: nameOf('approval', index), object: 'customer', record: by(records.customer, world.approvals[index]!.customer), occasion: 'credit_limit', facts: [], status: 'refused', round: 1, requested_by_id: by(people, world.approvals[index]!.requester), steps: [], waiting_for_ids: [] }))
  add('approval_signatures', ids(world.approvals), (index) => ({ approval_id: records.approval[index], round: 1, step: 0, seat: 0, position: 0, person_id: by(people, world.approvals[index]!.signer), status: 'waiting' }))
  const made = [{ key: 'thing', belonging: 'customer' }, { key: 'piece', belonging: 'part' }]
  add('custom_objects', ids(made), (index) => ({ ...made[index]!, place: index + 1, label_zh: made[index]!.key, label_en: made[index]!.key, plural_en: made[index]!.key, in_navigation: true }))
  const fields = [{ object: 'x_thing', key: 'note', type: 'text', settings: {} }, { object: 'customer', key: 'introducer', type: 'reference', settings: { target: 'customer' } }, { object: 'x_thing', key: 'beside', type: 'references', settings: { target: 'customer' } }]
  add('custom_fields', [note, introducer, beside], (index) => ({ ...fields[index]!, label_zh: fields[index]!.key, label_en: fields[index]!.key, required: false }))
  add('custom_records_01', records.x_thing, (index) => ({ number: `T-${index}`, name: nameOf('x_thing', index), name_pinyin: '', name_initials: '', owner_id: by(people, world.things[index]!.owner), customer_id: by(records.customer, world.things[index]!.customer), custom: { [beside]: records.customer } }))
  add('custom_records_02', records.x_piece, (index) => ({ number: `P-${index}`, name: nameOf('x_piece', index), name_pinyin: '', name_initials: '', customer_id: by(records.customer, world.pieces[index]!.customer) }))
  add('layouts', records.layout, () => ({ object: 'product', role_id: null, position: 1, panels: [{ key: 'main', label: { zh: '分组', en: 'Panel' }, fields: ['name'] }], left_out: [] }))
  const shares = [...world.shares.map((share) => ({ object: 'customer', record: records.customer[share.customer], ...share })), ...world.quotaShares.map((share) => ({ object: 'quota', record: records.quota[share.quota], ...share }))]
  for (const { object, record, person, department, right, days } of shares) {
    rows.shares!.push({
      workspace_id: workspaceId, id: newId(), object, record_id: record, person_id: by(people, person), department_id: by(departments, department),
      access: right, until: lastDay(today, days), created_at: now, created_by: people[0],
    })
  }
  return { world, workspaceId, today, departments, people, records, pairs }
}

/** Each quota of a company is of another period, so that no two are the same; all of them hold today. */
export const quotaPeriods = ['month', 'quarter', 'year'] as const

export function nameOf(object: ObjectName, index: number): string {
  return `${words[object]}${'甲乙丙丁戊'[index]}`
}

/** Each customer was introduced by the next, the last one by the first. */
export function introducerOf(customers: readonly string[], index: number): string {
  return customers[(index + 1) % customers.length]!
}

/** What the names of an object's records begin with, and nothing else has. */
export const words: Record<ObjectName, string> = { customer: '远客', contact: '联络', preference: '忌讳', task: '待办', comment: '评论', notification: '通知', archive_clock: '时效', approval: '审批', layout: '布局', lead: '线头', opportunity: '商机', quote: '报单', order: '订单', request: '诉求', request_message: '往来', complaint: '投诉', asset: '设备', field_job: '上门', customer_value: '价值', call: '通话', call_back: '回访', portal_access: '门户', quota: '定额', x_thing: '物件', x_piece: '零件' }

export function phoneOf(index: number): string {
  return `+86138000022${index}${index}`
}

export function remarkOf(index: number): string {
  return `备注${'甲乙丙丁戊'[index]}`
}
