/** Everything about one customer. Each part is made when it is first asked for, from the seed and the customer's plan. */
import type { Stored } from '../kernel/records/input.ts'
import { linksOf, preferencesOf, relationshipsOf, specialDaysOf } from './care.ts'
import { consentsOf, lastConsents } from './consents.ts'
import { contactsOf, type Contact } from './contacts.ts'
import { isShown, type Desk } from './desk.ts'
import { editsOf } from './edits.ts'
import { guestOf } from './guest.ts'
import { organisationOf } from './organisation.ts'
import type { Planted } from './planted.ts'
import { plansOf, type Layout, type SharedPlan } from './plan.ts'
import { purchasesOf, totalsOf, type Line, type Totals } from './purchases.ts'
import { randomOf, weighted } from './random.ts'
import { standingOf, type Standing } from './standing.ts'
import { workOf, type Work } from './talks.ts'
import { objectIn, type World } from './world.ts'
import { places, territoryOf } from './words/cast.ts'

export interface CustomerFile {
  plan: SharedPlan
  lines(): Line[]
  totals(): Totals
  standing(): Standing
  contacts(): Contact[]
  work(): Work
  customer(): Planted
  preferences(): Planted[]
  specialDays(): Planted[]
  relationships(): Planted[]
  consents(): Planted[]
}

/** All files, one after the other; nothing of a file outlives its turn. */
export function* filesOf(world: World, layout: Layout, desk: Desk): Generator<CustomerFile> {
  for (const plan of plansOf(world, layout)) yield fileOf(world, plan, desk)
}

export function fileOf(world: World, plan: SharedPlan, desk: Desk): CustomerFile {
  const lines = once(() => purchasesOf(world, plan))
  const totals = once(() => totalsOf(world, lines()))
  const standing = once(() => standingOf(world, plan, totals()))
  const profile = once(() => (plan.isPerson ? { ...guestOf(world, plan), domain: '' } : { ...organisationOf(world, plan), isFemale: false }))
  const contacts = once(() => contactsOf(world, plan, profile().domain))
  const links = once(() => linksOf(world, plan, sourceOf(world, plan) === 'referral'))
  const work = once(() => workOf(world, plan, { name: String(profile().values.name), isFemale: profile().isFemale, contacts: contacts() }, desk.get(plan.index)))
  const consents = once(() => consentsOf(world, plan))
  const values = once((): Stored => {
    const known: Stored = { ...profile().values, ...standing().values, ...shared(world, plan, standing()), parent: links().parent, referrer: links().referrer, contact_facts: factsOf(contacts()[0]) }
    const derived = objectIn(world, 'customer').derive(known, { now: new Date(world.startOfToday), timeZone: world.timeZone })
    for (const [name, value] of Object.entries(derived)) if (value !== undefined) known[name] = value
    return { ...known, ...figures(totals(), work()), consents: lastConsents(world, consents()) }
  })
  return {
    plan,
    lines,
    totals,
    standing,
    contacts,
    work,
    customer: once(() => {
      const changes = isShown(world, plan.index) ? editsOf(world, plan, { values: values(), totals: totals(), isChangedYesterday: desk.get(plan.index)?.isChanged ?? false }) : []
      return { object: 'customer', id: plan.id, createdAt: plan.createdAt, createdBy: plan.keeper, values: values(), changes }
    }),
    preferences: once(() => preferencesOf(world, plan, standing(), contacts())),
    specialDays: once(() => specialDaysOf(world, plan, standing(), { values: profile().values, contacts: contacts() })),
    relationships: once(() => relationshipsOf(world, plan, links())),
    consents,
  }
}

export function contactRecord(plan: SharedPlan, contact: Contact): Planted {
  const { id, createdAt, isFemale, ...values } = contact
  return { object: 'contact', id, createdAt, createdBy: plan.keeper, changes: [], values: { ...values, customer: plan.id, gender: isFemale ? 'female' : 'male', remark: null } }
}

export function transactionRecord(plan: SharedPlan, line: Line): Planted {
  return {
    object: 'transaction',
    id: line.id,
    createdAt: line.at,
    createdBy: null,
    changes: [],
    values: {
      customer: plan.id,
      at: new Date(line.at).toISOString(),
      item: line.product.name,
      product: line.product.id,
      kind: line.kind,
      quantity: line.quantity,
      unit_price: `${money(line.unitPrice)}00`,
      amount: money(line.amount),
      // What rooms, tables and trips cost a hotel group, roughly.
      cost: money(Math.round(line.amount * 0.62)),
      staff: plan.keeper.id,
      document: line.document,
      channel: channelOf(plan, line),
      place: line.place,
      remark: line.kind === 'refund' ? '客户退订' : null,
    },
  }
}

const guestChannels = ['前台', '官网', '携程', '微信小程序']

/** By which way it was sold; a guest keeps to one. */
function channelOf(plan: SharedPlan, line: Line): string {
  if (line.place === places.online) return '微信小程序'
  if (plan.segment === 'channel') return '旅行社'
  return plan.isPerson ? (guestChannels[plan.index % guestChannels.length] ?? '前台') : '协议客户'
}

/** Cents as the text of an amount in yuan. */
export function money(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const sources = {
  organisation: weighted([['visit', 28], ['referral', 22], ['hot_line', 14], ['campaign', 12], ['partner', 10], ['form', 8], ['import', 6]] as const),
  person: weighted([['walk_in', 36], ['form', 16], ['referral', 14], ['social', 12], ['campaign', 10], ['hot_line', 8], ['import', 4]] as const),
}

function sourceOf(world: World, plan: SharedPlan): string | null {
  const random = randomOf(`${world.seed} source`, plan.index)
  return random.chance(0.93) ? sources[plan.isPerson ? 'person' : 'organisation'](random) : null
}

/** What both kinds of file have. */
function shared(world: World, plan: SharedPlan, standing: Standing): Stored {
  const random = randomOf(`${world.seed} file`, plan.index)
  const rest = random.next()
  return {
    number: plan.number,
    source: sourceOf(world, plan),
    owner: plan.keeper.id,
    team: world.departmentIds.get(plan.keeper.departmentKey) ?? null,
    territory: world.territoryIds.get(territoryOf(plan.city.province)) ?? null,
    tags: tagsOf(plan, standing, random.next(), random.next()),
    do_not_disturb: rest < 0.08 ? [{ from: '12:00', to: '14:00' }] : rest < 0.13 ? [{ from: '21:30', to: '08:30' }] : [],
  }
}

function tagsOf(plan: SharedPlan, standing: Standing, one: number, other: number): string[] {
  const pool = plan.isPerson ? ['亲子', '商旅', '银发', '素食', '会员推荐官', '婚宴', '投诉过', '价格敏感', '高端定制'] : ['会议', '年会', '月结', '长住', '礼品团购', '外宾', '价格敏感', '投诉过', '高影响力']
  const found = new Set<string>()
  if (!plan.isPerson && (standing.tier === 'vip' || standing.tier === 'a')) found.add('协议客户')
  if (standing.tier === 'vip' && one < 0.4) found.add('重点跟进')
  if (one < 0.6) found.add(pool[Math.floor((one / 0.6) * pool.length)] ?? '商旅')
  if (other < 0.25) found.add(pool[Math.floor((other / 0.25) * pool.length)] ?? '会议')
  return [...found]
}

/** As refresh-completeness gathers them. */
function factsOf(contact: Contact | undefined): Stored | null {
  if (!contact) return null
  return {
    contact_name: contact.name,
    contact_phone: contact.phones[0] ?? null,
    contact_position: contact.position,
    contact_mail: contact.emails[0] ?? null,
    contact_gender: contact.isFemale ? 'female' : 'male',
    contact_birthday: contact.birthday,
    contact_best_time: contact.best_time,
  }
}

function figures(totals: Totals, work: Work): Stored {
  return {
    total_amount: money(totals.total),
    annual_amount: money(totals.annual),
    purchase_count: totals.purchases,
    first_purchase_at: totals.firstAt > 0 ? new Date(totals.firstAt).toISOString() : null,
    last_purchase_at: totals.lastAt > 0 ? new Date(totals.lastAt).toISOString() : null,
    last_contact_at: work.lastAt > 0 ? new Date(work.lastAt).toISOString() : null,
  }
}

function once<Result>(make: () => Result): () => Result {
  let made: { result: Result } | null = null
  return () => (made ??= { result: make() }).result
}

