/**
 * Generated companies: departments, territories, roles, people, customers with what hangs on them, and shares; and a plain model
 * of the rules in memory. The model is written from docs/decisions/access.md, not from the code: it loops where the code
 * makes conditions.
 */
import fc from 'fast-check'
import { addDays } from '../../src/platform/calendar/days.ts'

export const verbs = ['see', 'create', 'change', 'delete', 'export'] as const
export type Verb = (typeof verbs)[number]
type Document = 'opportunity' | 'quote' | 'order'
type Scope = 'none' | 'own' | 'team' | 'team_below' | 'territory' | 'all'
export type FieldRight = 'hidden' | 'masked' | 'reveal' | 'read' | 'write'
export type ObjectName = 'customer' | 'contact' | 'preference' | 'task' | 'comment' | 'notification' | 'archive_clock' | 'approval' | 'layout' | 'lead' | 'opportunity' | 'quote' | 'order' | 'request' | 'request_message' | 'complaint' | 'asset' | 'field_job' | 'customer_value' | 'call' | 'call_back' | 'portal_access' | 'quota' | 'x_thing' | 'x_piece'

export interface Grant extends Partial<Record<Verb, Scope>> {
  unowned?: boolean
  fields?: Record<string, FieldRight>
}

/** Everything is named by its place in its list. */
export interface World {
  departments: { above: number | null }[]
  territories: { above: number | null }[]
  roles: Record<string, Grant>[]
  people: { department: number | null; territories: number[]; roles: number[] }[]
  customers: { owner: number | null; territory: number | null }[]
  contacts: { customer: number }[]
  preferences: { customer: number }[]
  tasks: { owner: number | null; customer: number | null }[]
  comments: { customer: number; author: number }[]
  /** Each about a customer. */
  notifications: { customer: number; receiver: number }[]
  /** Each about a customer's credit limit, which everybody reads who sees the customer. */
  approvals: { customer: number; requester: number; signer: number }[]
  /** Those that became a customer name it, and are seen with it. */
  leads: { owner: number | null; territory: number | null; customer: number | null }[]
  /** Colleagues of its team see and change it; its customer says nothing of rights. */
  opportunities: { owner: number | null; territory: number | null; team: number[]; customer: number; isWon: boolean }[]
  quotes: { owner: number; customer: number }[]
  /** Drafts: with their owner, and with their customer. */
  orders: { owner: number | null; customer: number }[]
  /** Needs and complaints: with their owner; seen by whoever sees the customer. */
  requests: { owner: number | null; customer: number | null }[]
  complaints: { owner: number | null; customer: number }[]
  messages: { request: number }[]
  assets: { customer: number }[]
  /** Made by an engineer; seen by whoever works on the request. */
  visits: { engineer: number | null; request: number }[]
  /** With whoever has them; seen and changed by the people of their queue as well. */
  queues: { people: number[]; manager: number | null }[]
  calls: { agent: number | null; queue: number | null }[]
  callBacks: { owner: number | null; queue: number | null }[]
  /** Who of a customer signs in to the portal. */
  accesses: { customer: number }[]
  /** Of a person, a department with all below it, or (of neither) the company. */
  quotas: { person: number | null; department: number | null }[]
  quotaShares: { quota: number; person: number | null; department: number | null; right: 'read' | 'write'; days: number | null }[]
  /** Of an object that the company made: each has an owner, and may name a customer, which says nothing of rights. */
  things: { owner: number | null; customer: number | null }[]
  /** The same, as parts of customers. */
  pieces: { customer: number }[]
  shares: { customer: number; person: number | null; department: number | null; right: 'read' | 'write'; days: number | null }[]
}

const scope = fc.constantFrom<Scope>('none', 'own', 'own', 'team', 'team_below', 'territory', 'all')
const right = fc.constantFrom<FieldRight>('hidden', 'masked', 'reveal', 'read', 'write')
const grant = fc.record<Grant>(
  { see: scope, create: scope, change: scope, delete: scope, export: scope, unowned: fc.boolean(), fields: fc.record({ phones: right, wechat: right, remark: right, name: right }, { requiredKeys: [] }) },
  { requiredKeys: [] },
)
const role = fc.record({ '*': grant, customer: grant, contact: grant, preference: grant, task: grant, comment: grant, notification: grant, archive_clock: grant, approval: grant, layout: grant, lead: grant, opportunity: grant, quote: grant, order: grant, request: grant, request_message: grant, complaint: grant, asset: grant, field_job: grant, customer_value: grant, call: grant, call_back: grant, portal_access: grant, quota: grant, transaction: grant, x_thing: grant, x_piece: grant }, { requiredKeys: [] }) as fc.Arbitrary<Record<string, Grant>>
const at = (length: number) => fc.nat(length - 1)
const maybe = (length: number) => fc.option(at(length), { nil: null })

/** Trees: each stands below one that comes before it, or below none. */
const tree = (length: number) => fc.tuple(...Array.from({ length }, (_, index) => (index === 0 ? fc.constant({ above: null }) : fc.record({ above: maybe(index) }))))

/** With one person or one department, of the first many. */
const sharedOf = (length: number) =>
  fc.tuple(at(length), fc.boolean(), at(4), at(5), fc.constantFrom('read' as const, 'write' as const), fc.constantFrom(-1, 0, 1, null))
    .map(([record, isPerson, person, department, right, days]) => ({ record, person: isPerson ? person : null, department: isPerson ? null : department, right, days }))

export const world: fc.Arbitrary<World> = fc.record({
  departments: tree(5),
  territories: tree(3),
  roles: fc.array(role, { minLength: 3, maxLength: 3 }),
  people: fc.array(fc.record({ department: maybe(5), territories: fc.uniqueArray(at(3), { maxLength: 2 }), roles: fc.uniqueArray(at(3), { maxLength: 3 }) }), { minLength: 4, maxLength: 4 }),
  customers: fc.array(fc.record({ owner: maybe(4), territory: maybe(3) }), { minLength: 5, maxLength: 5 }),
  contacts: fc.array(fc.record({ customer: at(5) }), { minLength: 3, maxLength: 3 }),
  preferences: fc.array(fc.record({ customer: at(5) }), { minLength: 2, maxLength: 2 }),
  tasks: fc.array(fc.record({ owner: maybe(4), customer: maybe(5) }), { minLength: 4, maxLength: 4 }),
  comments: fc.array(fc.record({ customer: at(5), author: at(4) }), { minLength: 3, maxLength: 3 }),
  notifications: fc.array(fc.record({ customer: at(5), receiver: at(4) }), { minLength: 4, maxLength: 4 }),
  approvals: fc.array(fc.record({ customer: at(5), requester: at(4), signer: at(4) }), { minLength: 3, maxLength: 3 }),
  leads: fc.array(fc.record({ owner: maybe(4), territory: maybe(3), customer: maybe(5) }), { minLength: 3, maxLength: 3 }),
  opportunities: fc.array(fc.record({ owner: maybe(4), territory: maybe(3), team: fc.uniqueArray(at(4), { maxLength: 2 }), customer: at(5), isWon: fc.boolean() }), { minLength: 3, maxLength: 3 }),
  quotes: fc.array(fc.record({ owner: at(4), customer: at(5) }), { minLength: 2, maxLength: 2 }),
  orders: fc.array(fc.record({ owner: maybe(4), customer: at(5) }), { minLength: 3, maxLength: 3 }),
  requests: fc.array(fc.record({ owner: maybe(4), customer: maybe(5) }), { minLength: 3, maxLength: 3 }),
  complaints: fc.array(fc.record({ owner: maybe(4), customer: at(5) }), { minLength: 3, maxLength: 3 }),
  messages: fc.array(fc.record({ request: at(3) }), { minLength: 3, maxLength: 3 }),
  assets: fc.array(fc.record({ customer: at(5) }), { minLength: 2, maxLength: 2 }),
  visits: fc.array(fc.record({ engineer: maybe(4), request: at(3) }), { minLength: 3, maxLength: 3 }),
  queues: fc.array(fc.record({ people: fc.uniqueArray(at(4), { maxLength: 2 }), manager: maybe(4) }), { minLength: 2, maxLength: 2 }),
  calls: fc.array(fc.record({ agent: maybe(4), queue: maybe(2) }), { minLength: 3, maxLength: 3 }),
  callBacks: fc.array(fc.record({ owner: maybe(4), queue: maybe(2) }), { minLength: 3, maxLength: 3 }),
  accesses: fc.array(fc.record({ customer: at(5) }), { minLength: 2, maxLength: 2 }),
  things: fc.array(fc.record({ owner: maybe(4), customer: maybe(5) }), { minLength: 3, maxLength: 3 }),
  pieces: fc.array(fc.record({ customer: at(5) }), { minLength: 2, maxLength: 2 }),
  quotas: fc.array(fc.tuple(fc.constantFrom('person', 'department', 'company'), at(4), at(5)).map(([holder, person, department]) => ({ person: holder === 'person' ? person : null, department: holder === 'department' ? department : null })), { minLength: 3, maxLength: 3 }),
  quotaShares: fc.array(sharedOf(3).map(({ record, ...share }) => ({ quota: record, ...share })), { maxLength: 2 }),
  shares: fc.array(sharedOf(5).map(({ record, ...share }) => ({ customer: record, ...share })), { maxLength: 4 }),
})

/** @param days before or after today; null: without an end. */
export function lastDay(today: string, days: number | null): string | null {
  return days === null ? null : addDays(today, days)
}

/** Whether one person may do something with one record. The rules, read one after the other. */
export function may(world: World, person: number, verb: Verb, object: ObjectName, record: number): boolean {
  if (verb !== 'see' && verb !== 'create' && !may(world, person, 'see', object, record)) return false
  if (object === 'notification') return mayNotification(world, person, verb, record)
  if (object === 'comment') return mayComment(world, person, verb, record)
  if (object === 'approval') return mayApproval(world, person, verb, record)
  if (object === 'archive_clock') return mayClock(world, person, verb, record)
  if (object === 'call' || object === 'call_back') return mayCall(world, person, verb, object, record)
  if (object === 'portal_access') return mayAccess(world, person, verb, record)
  if (object === 'quota') return mayQuota(world, person, verb, record)
  if (object === 'customer_value') return mayValue(world, person, verb, record)
  if (object === 'request' || object === 'complaint' || object === 'request_message' || object === 'asset' || object === 'field_job') return mayService(world, person, verb, object, record)
  // Nobody owns one: a narrower right than that to all reaches none.
  if (object === 'layout') return scopesOf(world, person, 'layout', verb).includes('all')
  return object === 'customer' ? mayCustomer(world, person, verb, record) : mayPart(world, person, verb, object, record)
}

/** The same for a key: its owner's roles with what the scopes leave of them, and nothing of an object that they do not name. */
export function withScopes(world: World, scopes: readonly string[]) {
  const has = (access: 'read' | 'write', object: string): boolean => scopes.includes(access) || scopes.includes(`${access}:${object}`) || (access === 'read' && has('write', object))
  const left = (object: string, { see, export: exported, unowned, fields, ...rest }: Grant): Grant => {
    if (has('write', object)) return { see, export: exported, unowned, fields, ...rest }
    return has('read', object) ? { see, export: exported, unowned, fields } : {}
  }
  const named = ['customer', 'contact', 'preference', 'task', 'comment', 'notification', 'archive_clock', 'approval', 'layout', 'lead', 'opportunity', 'quote', 'order', 'request', 'request_message', 'complaint', 'asset', 'field_job', 'customer_value', 'call', 'call_back', 'portal_access', 'quota', 'transaction', 'x_thing', 'x_piece']
  const roles = world.roles.map((role) => Object.fromEntries(named.map((object) => [object, left(object, role[object] ?? role['*'] ?? {})])))
  const narrow = { ...world, roles }
  return (person: number, verb: Verb, object: ObjectName, record: number): boolean =>
    has(verb === 'see' || verb === 'export' ? 'read' : 'write', object) && may(narrow, person, verb, object, record)
}

function mayCustomer(world: World, person: number, verb: Verb, record: number): boolean {
  const customer = world.customers[record]!
  const scopes = scopesOf(world, person, 'customer', verb)
  if (scopes.length === 0) return false
  if (scopes.some((one) => reaches(world, person, one, customer.owner, customer.territory))) return true
  if (verb === 'see' && customer.owner === null && grantsOf(world, person, 'customer').some((one) => one.unowned)) return true
  if (verb !== 'see' && verb !== 'change') return false
  return world.shares.some((share) => share.customer === record && (verb === 'see' || share.right === 'write') && (share.days === null || share.days >= 0) && isSharedWith(world, person, share))
}

/** Its receiver's alone, whatever the roles say, while that person sees what it is about. Nobody writes one. */
function mayNotification(world: World, person: number, verb: Verb, record: number): boolean {
  const { receiver, customer } = world.notifications[record]!
  return verb === 'see' && receiver === person && mayCustomer(world, person, 'see', customer)
}

/** One a customer, kept by the program: seen and exported with it, written by nobody. */
function mayClock(world: World, person: number, verb: Verb, record: number): boolean {
  return (verb === 'see' || verb === 'export') && scopesOf(world, person, 'archive_clock', verb).length > 0 && mayCustomer(world, person, 'see', record)
}

/** Known to whoever asked or is asked, and to whoever sees the record; written by nobody but its acts. */
function mayApproval(world: World, person: number, verb: Verb, record: number): boolean {
  const { customer, requester, signer } = world.approvals[record]!
  if ((verb !== 'see' && verb !== 'export') || scopesOf(world, person, 'approval', verb).length === 0) return false
  return requester === person || signer === person || mayCustomer(world, person, 'see', customer)
}

/**
 * Seen by that person and those above, of a department by whoever reaches its people, of the company by whoever reaches everything; written
 * by those above, of nobody's own but by whoever reaches everything. What has no person is in no pool.
 */
function mayQuota(world: World, person: number, verb: Verb, record: number): boolean {
  const quota = world.quotas[record]!
  const scopes = scopesOf(world, person, 'quota', verb)
  if (scopes.includes('all')) return true
  const isWrite = verb === 'create' || verb === 'change' || verb === 'delete'
  if (scopes.length === 0 || (isWrite && (quota.person === person || !scopes.some((one) => one === 'team' || one === 'team_below')))) return false
  if (scopes.some((one) => reaches(world, person, one, quota.person, null))) return true
  const mine = world.people[person]!.department
  if (mine !== null && quota.department !== null) {
    if (scopes.includes('team') && mine === quota.department) return true
    if (scopes.includes('team_below') && aboveOf(world.departments, quota.department).includes(mine)) return true
  }
  if (verb !== 'see' && verb !== 'change') return false
  return world.quotaShares.some((share) => share.quota === record && (verb === 'see' || share.right === 'write') && (share.days === null || share.days >= 0) && isSharedWith(world, person, share))
}

/** What it has attained: the won opportunities of its people. A figure of the quota, the same for everybody who sees that. */
export function attainedOf({ quotas, opportunities, people, departments }: World, record: number): number {
  const { person, department } = quotas[record]!
  const counts = (owner: number | null) => {
    if (person !== null) return owner === person
    if (department === null) return true
    const theirs = owner === null ? null : people[owner]!.department
    return theirs !== null && aboveOf(departments, theirs).includes(department)
  }
  return opportunities.filter(({ isWon, owner }) => isWon && counts(owner)).length
}

/** One a customer, written by the engine: seen and exported with it by whoever may see purchases at all. */
function mayValue(world: World, person: number, verb: Verb, record: number): boolean {
  const sees = (object: string) => scopesOf(world, person, object, 'see').length > 0
  return (verb === 'see' || verb === 'export') && scopesOf(world, person, 'customer_value', verb).length > 0 && sees('transaction') && mayCustomer(world, person, 'see', record)
}

/** Never thrown away. Whoever sits in its queue or leads it sees and takes it, whatever else the role reaches. */
function mayCall(world: World, person: number, verb: Verb, object: 'call' | 'call_back', record: number): boolean {
  const scopes = scopesOf(world, person, object, verb)
  if (scopes.length === 0 || verb === 'delete') return false
  const { owner, queue } = object === 'call' ? { owner: world.calls[record]!.agent, queue: world.calls[record]!.queue } : world.callBacks[record]!
  if (scopes.some((one) => reaches(world, person, one, owner, null))) return true
  if (verb === 'see' && owner === null && grantsOf(world, person, object).some((one) => one.unowned)) return true
  const { people, manager } = queue === null ? { people: [] as number[], manager: null } : world.queues[queue]!
  return (verb === 'see' || verb === 'change') && (people.includes(person) || manager === person)
}

/** Nobody owns one: given and taken by whoever may change the customer, and by roles that look after every access. */
function mayAccess(world: World, person: number, verb: Verb, record: number): boolean {
  const scopes = scopesOf(world, person, 'portal_access', verb)
  const { customer } = world.accesses[record]!
  const isWrite = verb !== 'see' && verb !== 'export'
  return scopes.includes('all') || (scopes.length > 0 && mayCustomer(world, person, 'see', customer) && (!isWrite || mayCustomer(world, person, 'change', customer)))
}

function mayService(world: World, person: number, verb: Verb, object: 'request' | 'complaint' | 'request_message' | 'asset' | 'field_job', record: number): boolean {
  const scopes = scopesOf(world, person, object, verb)
  if (scopes.length === 0) return false
  const isReading = verb === 'see' || verb === 'export'
  // Words are written by the acts of the request.
  if (object === 'request_message') return isReading && may(world, person, 'see', 'request', world.messages[record]!.request)
  // Nobody owns one.
  if (object === 'asset') return scopes.includes('all') || mayCustomer(world, person, 'see', world.assets[record]!.customer)
  const { owner, customer, request } = object === 'field_job'
    ? { owner: world.visits[record]!.engineer, customer: null, request: world.visits[record]!.request }
    : { ...(object === 'request' ? world.requests : world.complaints)[record]!, request: null }
  if (scopes.some((one) => reaches(world, person, one, owner, null))) return true
  if (verb === 'see' && owner === null && grantsOf(world, person, object).some((one) => one.unowned)) return true
  if (!isReading) return false
  return request === null ? customer !== null && mayCustomer(world, person, 'see', customer) : may(world, person, 'change', 'request', request)
}

/** What duplicates are found by. */
export const comparedFields = ['kind', 'name', 'phones', 'emails', 'credit_code', 'wechat']

/** Two customers that may be one: known to who may see both and reads whole all that they are compared by; decided on by who may change both. */
export function mayPair(world: World, person: number, verb: 'see' | 'change', [left, right]: readonly [number, number]): boolean {
  if (verb === 'change' && !mayPair(world, person, 'see', [left, right])) return false
  if (scopesOf(world, person, 'duplicate_pair', verb).length === 0) return false
  return comparedFields.every((field) => ['read', 'write'].includes(fieldRight(world, person, 'customer', field))) && [left, right].every((one) => mayCustomer(world, person, verb, one))
}

/** With its record; changed by its author alone, deleted also by who may delete every comment. */
function mayComment(world: World, person: number, verb: Verb, record: number): boolean {
  const { author, customer } = world.comments[record]!
  const scopes = scopesOf(world, person, 'comment', verb)
  if (scopes.length === 0 || !mayCustomer(world, person, 'see', customer)) return false
  return verb === 'see' || verb === 'create' || verb === 'export' || author === person || (verb === 'delete' && scopes.includes('all'))
}

function mayPart(world: World, person: number, verb: Verb, object: 'contact' | 'preference' | 'task' | 'lead' | Document | 'x_thing' | 'x_piece', record: number): boolean {
  const scopes = scopesOf(world, person, object, verb)
  if (scopes.length === 0) return false
  if (object === 'lead') {
    const { owner, territory, customer } = world.leads[record]!
    if (scopes.some((one) => reaches(world, person, one, owner, territory))) return true
    return verb === 'see' && ((owner === null && grantsOf(world, person, 'lead').some((one) => one.unowned)) || (customer !== null && mayCustomer(world, person, 'see', customer)))
  }
  if (object === 'opportunity' || object === 'quote' || object === 'order') return mayDocument(world, person, verb, object, record)
  if (object === 'task' || object === 'x_thing') {
    const { owner, customer } = (object === 'task' ? world.tasks : world.things)[record]!
    if (scopes.some((one) => reaches(world, person, one, owner, null))) return true
    if (verb === 'see' && owner === null && grantsOf(world, person, object).some((one) => one.unowned)) return true
    return object === 'task' && customer !== null && mayCustomer(world, person, 'see', customer)
  }
  const { customer } = { contact: world.contacts, preference: world.preferences, x_piece: world.pieces }[object][record]!
  const isWrite = verb === 'create' || verb === 'change' || verb === 'delete'
  // Who may not change the file may not change its contacts and parts; what one noticed about a guest is noted by whoever sees the file.
  return mayCustomer(world, person, isWrite && object !== 'preference' ? 'change' : 'see', customer) && mayCustomer(world, person, 'see', customer)
}

function mayDocument(world: World, person: number, verb: Verb, object: Document, record: number): boolean {
  const { owner, customer, territory, team } = { territory: null, team: [] as number[], ...{ opportunity: world.opportunities, quote: world.quotes, order: world.orders }[object][record]! }
  if (scopesOf(world, person, object, verb).some((one) => reaches(world, person, one, owner, territory))) return true
  if (verb === 'see' && owner === null && grantsOf(world, person, object).some((one) => one.unowned)) return true
  if (team.includes(person) && (verb === 'see' || verb === 'change')) return true
  return object === 'order' && mayCustomer(world, person, 'see', customer)
}

function reaches(world: World, person: number, scope: Scope, owner: number | null, territory: number | null): boolean {
  const me = world.people[person]!
  if (scope === 'all') return true
  if (scope === 'territory' && territory !== null && aboveOf(world.territories, territory).some((one) => me.territories.includes(one))) return true
  if (owner === null) return false
  if (owner === person) return true
  const theirs = world.people[owner]!.department
  if (me.department === null || theirs === null) return false
  if (scope === 'team') return theirs === me.department
  return scope === 'team_below' && aboveOf(world.departments, theirs).includes(me.department)
}

function isSharedWith(world: World, person: number, share: { person: number | null; department: number | null }): boolean {
  if (share.person !== null) return share.person === person
  const { department } = world.people[person]!
  return share.department !== null && department !== null && aboveOf(world.departments, department).includes(share.department)
}

/** Itself and all above it. */
function aboveOf(tree: { above: number | null }[], index: number): number[] {
  const { above } = tree[index]!
  return above === null ? [index] : [index, ...aboveOf(tree, above)]
}

function grantsOf(world: World, person: number, object: string): Grant[] {
  return world.people[person]!.roles.flatMap((role) => world.roles[role]![object] ?? world.roles[role]!['*'] ?? [])
}

function scopesOf(world: World, person: number, object: string, verb: Verb): Scope[] {
  return grantsOf(world, person, object).map((grant) => grant[verb] ?? 'none').filter((scope) => scope !== 'none')
}

const freedom: FieldRight[] = ['hidden', 'masked', 'reveal', 'read', 'write']

export function fieldRight(world: World, person: number, object: string, field: string): FieldRight {
  const given = grantsOf(world, person, object).filter((grant) => (grant.see ?? 'none') !== 'none').map((grant) => grant.fields?.[field] ?? 'write')
  return given.reduce<FieldRight>((freest, one) => (freedom.indexOf(one) > freedom.indexOf(freest) ? one : freest), 'hidden')
}
