/** Quotes and contracts of the larger customers, in every state that there is. */
import { addDays } from '../platform/calendar/days.ts'
import { dayOf } from '../platform/calendar/zones.ts'
import { sql } from '../platform/db/sql.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { createRecord } from '../kernel/records/create.ts'
import { lockRecord, updateRecord } from '../kernel/records/update.ts'
import { winByAgreement } from '../modules/opportunities/index.ts'
import { takenFrom } from '../modules/quotes/index.ts'
import { dealsOf, type Deals } from './deals.ts'
import { answers, offers, quoteTerms, type Offer } from './words/quotes.ts'

const day = 86_400_000

interface Customer {
  id: string
  name: string
  owner: string
  seller: string
  contact: string | null
}

/** The states a quote goes through, by how its story ends. */
const paths: Record<string, string[]> = {
  draft: [], approved: ['approved'], sent: ['approved', 'sent'], expired: ['approved', 'sent', 'expired'], declined: ['approved', 'sent', 'declined'], accepted: ['approved', 'sent', 'accepted'],
}
const endings = ['accepted', 'sent', 'draft', 'accepted', 'declined', 'sent', 'approved', 'expired']
const most = 40

export async function plantQuotes(ctx: Context): Promise<void> {
  const customers = await ctx.db.rows<Customer>(
    sql`select c.id::text as id, c.name, c.owner_id::text as owner, u.name as seller, (select t.id::text from contacts t where t.workspace_id = ${sql.workspace} and t.customer_id = c.id and t.deleted_at is null order by t.is_primary desc, t.id limit 1) as contact
      from customers c join users u on u.workspace_id = ${sql.workspace} and u.id = c.owner_id
      where c.workspace_id = ${sql.workspace} and c.kind = 'organisation' and c.deleted_at is null order by c.annual_amount desc, c.id limit ${most}`,
  )
  const products = await ctx.db.rows<{ id: string; code: string; name: string; unit: string; price: string }>(sql`select p.id::text as id, p.code, p.name, p.unit, p.price::text as price from products p where p.workspace_id = ${sql.workspace} and p.code is not null`)
  const byCode = new Map(products.map((product) => [product.code, product]))
  const linesOf = (offer: Offer, turn: number) =>
    offer.lines.flatMap(([code, quantity, discount]) => {
      const product = byCode.get(code)
      return product ? [{ id: `${code}-${turn}`, product: product.id, code, name: product.name, unit: product.unit, price: product.price, quantity: quantity * (1 + (turn % 3)), discount, tax_rate: 6 }] : []
    })
  const deals = await dealsOf(ctx)
  for (const [turn, customer] of customers.entries()) {
    const offer = offers[turn % offers.length]
    const ending = endings[turn % endings.length]
    if (!offer || !ending) continue
    await plantQuote(ctx, { turn, customer, offer, ending, lines: linesOf(offer, turn), deals })
  }
}

interface Story {
  turn: number
  customer: Customer
  offer: Offer
  ending: string
  lines: object[]
  deals: Deals
}

async function plantQuote(ctx: Context, { turn, customer, offer, ending, lines, deals }: Story): Promise<void> {
  const begun = ctx.clock.now().getTime() - (ending === 'expired' ? 55 + turn : 2 + ((turn * 7) % 25)) * day
  const at = (days: number): Context => asSeller(ctx, customer, begun + days * day)
  const quote = objectOf(ctx, 'quote')
  const opportunity = deals.take(customer.id, { time: begun, standing: ending === 'accepted' ? ['won', 'open'] : ['open'] })
  const { id } = await createRecord(at(0), quote, { name: offer.name, customer: customer.id, contact: customer.contact, opportunity, owner: customer.owner, lines, discount_percent: turn % 4 === 1 ? 5 : null, terms: quoteTerms }, { asSystem: true })
  const answer = answers[turn % answers.length]
  for (const [step, status] of (paths[ending] ?? []).entries()) {
    const now = at(Math.min(step + 1, 2) / 2)
    const instant = now.clock.now().toISOString()
    const patch = { sent: { sent_at: instant, seen_at: turn % 3 === 0 ? null : instant }, accepted: { answered_at: instant, answered_by: answer?.by }, declined: { answered_at: instant, answered_by: answer?.by, decline_reason: answer?.reason } }[status]
    await updateRecord(now, quote, id, { ...patch, status }, { asSystem: true, verb: status })
  }
  if (ending !== 'accepted') return
  await winByAgreement(at(1), 'quote_accepted', (await lockRecord(ctx, quote, id, 'see')).record)
  await plantContract(at(3), { turn, id })
}

/** The first of them end soon, so that the reminders are seen. */
async function plantContract(ctx: Context, { turn, id }: { turn: number; id: string }): Promise<void> {
  const contract = objectOf(ctx, 'contract')
  const { record } = await lockRecord(ctx, objectOf(ctx, 'quote'), id, 'see')
  const today = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
  const ends = addDays(today, [28, 85, 330, 12][Math.floor(turn / 3) % 4] ?? 330)
  const values = { ...takenFrom(record), quote: id, kind: turn % 2 === 0 ? 'framework' : 'single', starts_on: today, ends_on: ends, renews: turn % 2 === 0 ? 'by_agreement' : 'ends', notice_days: 30, parties: turn % 2 === 0 ? [{ role: 'ours', name: ctx.workspace.name, signatory: '周远' }] : [] }
  const made = await createRecord(ctx, contract, values, { asSystem: true })
  const path = [['approved'], ['approved', 'signed', 'active'], [], ['approved', 'signed', 'active']][Math.floor(turn / 3) % 4] ?? []
  for (const status of path) await updateRecord(ctx, contract, made.id, { status, ...(status === 'signed' ? { signed_on: today } : {}) }, { asSystem: true, verb: status })
}

function asSeller(ctx: Context, { owner, seller }: Customer, time: number): Context {
  const now = new Date(Math.min(time, ctx.clock.now().getTime()))
  return { ...ctx, actor: { ...ctx.actor, id: owner, name: seller, kind: 'user' }, clock: { now: () => now } }
}
