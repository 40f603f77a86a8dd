import { newId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
import { forbidden, invalid, issue } from '../../../platform/problems.ts'
import { allowed, verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { insertsOfEvents, insertsOfRecords } from '../../../kernel/records/write-many.ts'
import { nextProducts } from '../queries/next-products.ts'

interface Options {
  /** Of a customer that the caller sees. */
  customer: string
  products: readonly string[]
  quote?: string
  /** Where the products come from a list: its name. */
  list?: string
}

const mostReasons = 200

/**
 * Keeps that products were proposed, with the reason that the product has at this moment. What is still open of the same product is not proposed a
 * second time: one purchase is one hit. Within a transaction.
 * @throws Problem 403; 422 naming each product that is not there.
 */
export async function logProposals(ctx: Context, { customer, products, quote, list }: Options): Promise<{ logged: number }> {
  if (verdictOf(ctx, 'product_proposal', 'create') === false) throw forbidden()
  await refuseUnseen(ctx, products)
  // Two at the same moment come one after the other.
  await ctx.db.rows(sql`select c.id from customers c where c.workspace_id = ${sql.workspace} and c.id = ${customer}::uuid for no key update`)
  const open = await ctx.db.rows<{ product: string }>(sql`select p.product_id as product from product_proposals p
    where p.workspace_id = ${sql.workspace} and p.customer_id = ${customer}::uuid and p.product_id = any(${products}::uuid[]) and p.outcome = 'open' and p.deleted_at is null`)
  const known = new Set(open.map(({ product }) => product))
  const fresh = [...new Set(products)].filter((product) => !known.has(product))
  const reasons = list || fresh.length === 0 ? [] : await nextProducts(ctx, customer, mostReasons)
  const object = objectOf(ctx, 'product_proposal')
  const now = ctx.clock.now().toISOString()
  const rows = fresh.map((product) => {
    const reason = reasons.find((one) => one.product.id === product)
    const [source, because] = list ? ['list', list] : reason ? [reason.source, reason.because] : ['own', null]
    return { id: newId(), version: 1, record: { customer, product, proposed_at: now, person: ctx.actor.kind === 'user' ? ctx.actor.id : null, source, because, quote: quote ?? null, outcome: 'open', bought_at: null } }
  })
  for (const statement of insertsOfRecords(ctx, object, rows)) await ctx.db.rows(statement)
  for (const statement of insertsOfEvents(ctx, object, rows.map(({ id, record }) => ({ verb: 'created', recordId: id, aboutId: customer, before: null, after: record, version: 1 })))) await ctx.db.rows(statement)
  return { logged: rows.length }
}

async function refuseUnseen(ctx: Context, products: readonly string[]): Promise<void> {
  const seen = await ctx.db.rows<{ id: string }>(sql`select p.id from products p where p.workspace_id = ${sql.workspace} and p.id = any(${products}::uuid[]) and p.deleted_at is null and ${allowed(ctx, 'product', 'see', 'p')}`)
  const ids = new Set(seen.map(({ id }) => id))
  const issues = products.flatMap((product, place) => (ids.has(product) ? [] : [issue(`products[${place}]`, 'reference_not_found', '没有找到此产品', 'The product is not there')]))
  if (issues.length > 0) throw invalid(issues)
}
