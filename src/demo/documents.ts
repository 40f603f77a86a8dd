/** One sale from the first call to the money, a contract that waits for approval, and prices to come: by the acts that people use. */
import { addDays } from '../platform/calendar/days.ts'
import { dayOf } from '../platform/calendar/zones.ts'
import { sql } from '../platform/db/sql.ts'
import type { Actor } from '../kernel/access/actor.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { createRecord } from '../kernel/records/create.ts'
import { updateRecord } from '../kernel/records/update.ts'
import { announcePrices } from '../modules/sales/index.ts'
import { loadActor } from '../modules/team/index.ts'
import { bigContract, nestedBundle, pricesToCome, sale } from './words/documents.ts'
import { dayLength } from './world.ts'

export async function plantDocuments(ctx: Context, administrator: Actor): Promise<void> {
  const products = new Map((await ctx.db.rows<{ id: string; code: string }>(sql`select p.id::text as id, p.code from products p where p.workspace_id = ${sql.workspace} and p.code is not null`)).map(({ code, id }) => [code, id]))
  await plantSale(deskOf(ctx, administrator), products)
  await plantBigContract(ctx)
  // A bundle in a bundle, which costs what its parts come to.
  await deskOf(ctx, administrator).create(30, 'product', { ...nestedBundle.values, components: nestedBundle.parts.map(([code, quantity]) => ({ product: products.get(code), quantity })) })
  const today = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
  for (const { code, price, days, reason } of pricesToCome) await createRecord(ctx, objectOf(ctx, 'price'), { product: products.get(code), price, from_on: addDays(today, days), reason })
  await announcePrices(ctx)
}

interface Desk {
  create(daysAgo: number, object: string, input: Record<string, unknown>): Promise<string>
  /** @returns what the act answers */
  act(daysAgo: number, object: string, id: string, name: string, input?: object): Promise<Record<string, unknown>>
  move(daysAgo: number, object: string, id: string, patch: Record<string, unknown>): Promise<void>
}

function deskOf(ctx: Context, actor: Actor): Desk {
  const at = (daysAgo: number): Context => ({ ...ctx, actor, clock: { now: () => new Date(ctx.clock.now().getTime() - daysAgo * dayLength) } })
  return {
    create: async (daysAgo, object, input) => {
      const create = ctx.registry.verbs.get(object)?.create
      return create ? create(at(daysAgo), input) : (await createRecord(at(daysAgo), objectOf(ctx, object), input)).id
    },
    act: async (daysAgo, object, id, name, input = {}) => {
      const action = ctx.registry.actions.find((one) => one.object === object && one.name === name)
      if (!action) throw new Error(`There is no action ${name} of ${object}`)
      const answer: unknown = await action.run(at(daysAgo), { id, input })
      return typeof answer === 'object' && answer !== null ? { ...answer } : {}
    },
    move: async (daysAgo, object, id, patch) => {
      await updateRecord(at(daysAgo), objectOf(ctx, object), id, patch, { asSystem: true, verb: String(patch.status) })
    },
  }
}

async function plantSale(desk: Desk, products: ReadonlyMap<string, string>): Promise<void> {
  const lead = await desk.create(24, 'lead', sale.lead)
  await desk.act(24, 'lead', lead, 'log-contact', { content: sale.call })
  await desk.act(22, 'lead', lead, 'qualify')
  const converted = await desk.act(21, 'lead', lead, 'convert', { opportunity: sale.opportunity, is_new: true })
  const [customer, opportunity] = [idOf(converted.customer), idOf(converted.opportunity)]
  const lines = sale.lines.map(([code, quantity]) => ({ product: products.get(code), quantity }))
  const quote = await desk.create(20, 'quote', { name: sale.quote, customer, opportunity, lines })
  await desk.act(20, 'quote', quote, 'submit')
  await desk.move(19, 'quote', quote, { status: 'sent' })
  await desk.act(17, 'quote', quote, 'accept', { by: sale.lead.name })
  const contract = idOf(await desk.act(16, 'quote', quote, 'to_contract'))
  await desk.act(16, 'contract', contract, 'submit')
  await desk.act(15, 'contract', contract, 'sign')
  const order = idOf(await desk.act(15, 'contract', contract, 'to_order'))
  for (const step of ['confirm', 'start_production']) await desk.act(14, 'order', order, step)
  const invoice = await desk.act(12, 'order', order, 'invoice')
  await desk.act(12, 'invoice', idOf(invoice), 'issue')
  const receipt = await desk.create(6, 'receipt', { customer, amount: amountOf(invoice.total) })
  await desk.act(6, 'receipt', receipt, 'match')
}

/** Submitted by whoever looks after the customer: whom it waits for follows from the departments. */
async function plantBigContract(ctx: Context): Promise<void> {
  const [party] = await ctx.db.rows<{ id: string; owner: string }>(
    sql`select c.id::text as id, c.owner_id::text as owner from customers c join users u on u.workspace_id = ${sql.workspace} and u.id = c.owner_id
      where c.workspace_id = ${sql.workspace} and c.kind = 'organisation' and c.deleted_at is null and u.user_name = ${bigContract.by} order by c.annual_amount desc, c.id limit 1`,
  )
  const actor = party && (await loadActor(ctx.db, party.owner, ctx.clock.now()))
  if (!actor) return
  const desk = deskOf(ctx, actor)
  const today = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
  const id = await desk.create(1, 'contract', { ...bigContract.values, customer: party.id, starts_on: addDays(today, 20), ends_on: addDays(today, 385) })
  await desk.act(0, 'contract', id, 'submit')
}

function idOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : ''
}

function amountOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'amount' in value ? String(value.amount) : String(value)
}
