/** Orders of the last months in all their steps, by the acts that people use, each at its moment: what was paid, what is late. */
import { addDays } from '../platform/calendar/days.ts'
import { dayOf } from '../platform/calendar/zones.ts'
import { sql } from '../platform/db/sql.ts'
import type { Actor } from '../kernel/access/actor.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { createRecord } from '../kernel/records/create.ts'
import { refreshPurchaseTotals } from '../modules/sales/index.ts'
import { dealsOf, type Deals } from './deals.ts'
import { carriers, claimWords, goodsWords, lateBy, orderCount, reaches, serviceCodes, stockWords, ways, type Way } from './words/orders.ts'
import { dayLength } from './world.ts'

interface Party {
  id: string
  owner: string
  owner_name: string
}

/** @param options.administrator whose rights the acts are done with, in the names of those who look after the customers */
export async function plantOrders(ctx: Context, { administrator }: { administrator: Actor }): Promise<void> {
  // Not the largest: what they bought is told elsewhere.
  const parties = await ctx.db.rows<Party>(
    sql`select c.id::text as id, u.id::text as owner, u.name as owner_name from customers c join users u on u.workspace_id = ${sql.workspace} and u.id = c.owner_id
      where c.workspace_id = ${sql.workspace} and c.kind = 'organisation' and c.deleted_at is null order by c.annual_amount desc, c.id limit 30 offset 40`,
  )
  const products = new Map((await ctx.db.rows<{ id: string; code: string }>(sql`select p.id::text as id, p.code from products p where p.workspace_id = ${sql.workspace} and p.code is not null`)).map(({ code, id }) => [code, id]))
  const kinds = await ctx.db.rows<{ id: string }>(sql`select k.id::text as id from order_kinds k where k.workspace_id = ${sql.workspace} order by k.position`)
  const deals = await dealsOf(ctx)
  for (let index = 0; index < orderCount; index++) {
    const party = parties[index % Math.max(1, parties.length)]
    if (!party) return
    const desk = deskOf(ctx, { administrator, party })
    const isGoods = index % 3 === 0
    const lines = isGoods ? [goodsLine(index)] : serviceLines(index, products)
    const way = isGoods ? 'goods' : 'service'
    const far = reaches[way][Math.floor((isGoods ? index : index * 2) / 3) % reaches[way].length] ?? 0
    await playOrder(desk, { index, party, kind: kinds[isGoods ? 0 : 1]?.id, lines, way: ways[way], far, deals })
  }
  await plantSupplies(ctx, { administrator, parties })
  await refreshPurchaseTotals(ctx, parties.map(({ id }) => id))
}

interface Desk {
  /** So many days ago. */
  create(object: string, daysAgo: number, input: Record<string, unknown>): Promise<string>
  act(object: string, daysAgo: number, id: string, name: string, input?: Record<string, unknown>): Promise<Record<string, unknown>>
  dayAgo(days: number): string
}

function deskOf(ctx: Context, { administrator, party }: { administrator: Actor; party: Party }): Desk {
  const actor = { ...administrator, id: party.owner, name: party.owner_name }
  const at = (daysAgo: number): Context => ({ ...ctx, actor, clock: { now: () => new Date(ctx.clock.now().getTime() - daysAgo * dayLength) } })
  return {
    create: async (object, daysAgo, input) => {
      const then = at(daysAgo)
      const create = ctx.registry.verbs.get(object)?.create
      return create ? create(then, input) : (await createRecord(then, objectOf(then, object), input)).id
    },
    act: async (object, daysAgo, id, name, input = {}) => {
      const action = ctx.registry.actions.find((one) => one.object === object && one.name === name)
      if (!action) throw new Error(`There is no action ${name} of ${object}`)
      const answer: unknown = await action.run(at(daysAgo), { id, input })
      return typeof answer === 'object' && answer !== null ? { ...answer } : {}
    },
    dayAgo: (days) => addDays(dayOf(ctx.clock.now(), ctx.workspace.timeZone), -days),
  }
}

interface Play {
  index: number
  party: Party
  kind: string | undefined
  lines: Record<string, unknown>[]
  way: Way
  /** Acts that are behind it. */
  far: number
  deals: Deals
}

/** An order goes as far as it has come, and then waits. */
async function playOrder(desk: Desk, { index, party, kind, lines, way, far, deals }: Play): Promise<void> {
  const reached = way.slice(0, far)
  const waits = reached.length === way.length ? (index % 20) + 1 : (lateBy[index % lateBy.length] ?? 0) + (reached.length > 0 ? (way[reached.length]?.[1] ?? 0) : 0)
  let ago = waits + reached.reduce((total, [, days]) => total + days, 0)
  const opportunity = deals.take(party.id, { time: Date.parse(desk.dayAgo(ago)), standing: far > 0 ? ['won', 'open'] : ['open'] })
  const order = await desk.create('order', ago, { customer: party.id, opportunity, owner: party.owner, kind, lines, ordered_on: desk.dayAgo(ago), wanted_on: desk.dayAgo(ago - 30), discount_percent: index % 4 === 0 ? 5 : null })
  let invoice: Invoice | undefined
  for (const [act, days] of reached) {
    ago -= days
    if (act === 'await_payment') {
      await desk.act('order', ago, order, act)
      invoice = await bill(desk, { order, ago, index })
    } else if (act === 'mark_paid' && invoice) {
      // Paid by its receipt: the order takes the step by itself.
      await receive(desk, { party, ago, amount: invoice.total, invoice: invoice.id })
    } else await desk.act('order', ago, order, act, act === 'ship' ? shipping(index, desk.dayAgo(ago - 4)) : act === 'arrive' ? { confirmed_by: '前台签收' } : {})
  }
  const isWaiting = reached.at(-1)?.[0] === 'await_payment'
  // Some have paid a part; some money came that nobody has matched yet.
  if (isWaiting && invoice && index % 2 === 0) await receive(desk, { party, ago: Math.max(0, ago - 3), amount: half(invoice.total), invoice: invoice.id })
  if (isWaiting && invoice && index % 5 === 1) await receive(desk, { party, ago: 0, amount: invoice.total })
  const claim = reached.some(([act]) => act === 'arrive') ? claimWords[Math.floor(index / 3) % 6] : undefined
  if (claim) await complain(desk, { order, ago: Math.max(0, ago - 1), claim })
}

interface Invoice {
  id: string
  total: string
}

/** Invoiced and issued; larger ones are paid in two parts. */
async function bill(desk: Desk, { order, ago, index }: { order: string; ago: number; index: number }): Promise<Invoice> {
  const drawn = await desk.act('order', ago, order, 'invoice')
  const id = String(drawn.id)
  const total = amountOf(drawn.total)
  if (index % 4 === 1) {
    const first = half(total)
    await desk.create('instalment', ago, { order, name: '首款', due_on: desk.dayAgo(ago - 7), amount: first })
    await desk.create('instalment', ago, { order, name: '尾款', due_on: desk.dayAgo(ago - 30), amount: rest(total, first) })
  }
  await desk.act('invoice', ago, id, 'issue', { due_on: desk.dayAgo(ago - 15) })
  return { id, total }
}

async function receive(desk: Desk, { party, ago, amount, invoice }: { party: Party; ago: number; amount: string; invoice?: string }): Promise<void> {
  const receipt = await desk.create('receipt', ago, { customer: party.id, owner: party.owner, amount, received_on: desk.dayAgo(ago), method: 'bank' })
  if (invoice) await desk.act('receipt', ago, receipt, 'match', { matches: [{ invoice, amount }] })
}

async function complain(desk: Desk, { order, ago, claim }: { order: string; ago: number; claim: (typeof claimWords)[number] }): Promise<void> {
  const id = await desk.create('claim', ago, { order, kind: claim.kind, description: claim.description, claimed_amount: claim.amount, reported_on: desk.dayAgo(ago) })
  if (!claim.proposal) return
  await desk.act('claim', ago, id, 'propose', { settlement: claim.settlement, proposal: claim.proposal, amount: claim.amount })
  if (claim.isSettled) await desk.act('claim', Math.max(0, ago - 1), id, 'settle')
}

async function plantSupplies(ctx: Context, { administrator, parties }: { administrator: Actor; parties: readonly Party[] }): Promise<void> {
  for (const [index, [name, unit, quantity, price]] of stockWords.entries()) {
    const party = parties[(index * 4 + 1) % Math.max(1, parties.length)]
    if (!party) return
    const desk = deskOf(ctx, { administrator, party })
    const ago = 20 - index * 3
    const id = await desk.create('purchase', ago, { supplier: party.id, owner: party.owner, lines: [{ name, unit, quantity, price, tax_rate: 13 }], ordered_on: desk.dayAgo(ago), expected_on: desk.dayAgo(ago - 10) })
    for (const act of ['place', 'receive', 'pay'].slice(0, index % 4)) await desk.act('purchase', ago, id, act)
  }
}

function goodsLine(index: number): Record<string, unknown> {
  const [name, unit, price] = goodsWords[index % goodsWords.length] ?? ['礼盒', '盒', '100']
  return { name, unit, price, quantity: 40 + ((index * 37) % 160), tax_rate: 13 }
}

function serviceLines(index: number, products: ReadonlyMap<string, string>): Record<string, unknown>[] {
  return [0, 3].map((step) => ({ product: products.get(serviceCodes[(index + step) % serviceCodes.length] ?? ''), quantity: 1 + ((index * 7 + step) % 12), tax_rate: 6 })).filter(({ product }) => product !== undefined)
}

function shipping(index: number, expected: string): Record<string, unknown> {
  return { carrier: carriers[index % carriers.length], tracking_number: `YH${String(7_300_000 + index * 9173)}`, expected_on: expected }
}

function amountOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'amount' in value ? String(value.amount) : String(value)
}

/** Whole yuan, so that two parts are two plain amounts. */
function half(total: string): string {
  return `${Math.floor(Number(total) / 2)}.00`
}

function rest(total: string, part: string): string {
  const cents = (text: string) => BigInt(text.replace('.', ''))
  const left = cents(total) - cents(part)
  return `${left / 100n}.${String(left % 100n).padStart(2, '0')}`
}
