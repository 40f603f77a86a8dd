/** What to offer next: standard ranges of three kinds of customers, what was proposed in the last year and what came of it, and what is not for whom. */
import { sql } from '../platform/db/sql.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { createRecord } from '../kernel/records/create.ts'
import { updateRecord } from '../kernel/records/update.ts'
import { computeSuggestions, settleProposals } from '../modules/suggestions/index.ts'
import { notForCustomers, ranges, riskLevels } from './words/suggestions.ts'

const day = 86_400_000
const proposals = 60

export async function plantSuggestions(ctx: Context): Promise<void> {
  const products = await ctx.db.rows<{ id: string; code: string }>(sql`select p.id::text as id, p.code from products p where p.workspace_id = ${sql.workspace} and p.code is not null and p.deleted_at is null`)
  const idOf = new Map(products.map(({ id, code }) => [code, id]))
  for (const [code, level] of riskLevels) {
    const id = idOf.get(code)
    if (id) await updateRecord(ctx, objectOf(ctx, 'product'), id, { risk_level: level }, { asSystem: true })
  }
  for (const { lines, ...list } of ranges) {
    const found = lines.flatMap(([code, quantity, note]) => ({ product: idOf.get(code), quantity, note: note ?? null }))
    await createRecord(ctx, objectOf(ctx, 'suggestion_list'), { ...list, owner: null, lines: found.filter(({ product }) => product !== undefined) }, { asSystem: true })
  }
  await computeSuggestions(ctx)
  await propose(ctx)
  await settleProposals(ctx)
  await exclude(ctx)
}

interface Turn {
  customer: string
  product: string
  because: string
  owner: string
  seller: string
}

/** To those who bought the one, the other: proposed by whoever looks after the customer, between last week and ten months ago. */
async function propose(ctx: Context): Promise<void> {
  const turns = await ctx.db.rows<Turn>(sql`select c.id::text as customer, a.also_id::text as product, c.owner_id::text as owner, u.name as seller,
      '买过“' || p.name || '”的客户中 ' || round(a.confidence) || '% 也买，是全部客户的 ' || round(a.lift, 1) || ' 倍' as because
    from (select c.*, row_number() over (order by c.annual_amount desc, c.id) as place from customers c where c.workspace_id = ${sql.workspace} and c.deleted_at is null and c.owner_id is not null and c.annual_amount > 0) c
    join users u on u.workspace_id = ${sql.workspace} and u.id = c.owner_id
    cross join lateral (
      select a.* from product_associations a where a.workspace_id = ${sql.workspace} and exists (select 1 from transactions t where t.workspace_id = ${sql.workspace} and t.customer_id = c.id and t.product_id = a.product_id and t.kind = 'purchase')
      order by case when c.place % 12 = 0 then a.lift else -a.lift end, a.id offset c.place % 10 / 2 limit 1) a
    join products p on p.workspace_id = ${sql.workspace} and p.id = a.product_id
    where c.place <= ${proposals * 2} and c.place % 2 = 0 order by c.place`)
  for (const [turn, { customer, product, because, owner, seller }] of turns.entries()) {
    const now = new Date(ctx.clock.now().getTime() - (6 + ((turn * 37) % 300)) * day)
    const then: Context = { ...ctx, actor: { ...ctx.actor, id: owner, name: seller, kind: 'user' }, clock: { now: () => now } }
    const [source, words] = turn % 6 === 5 ? ['own', null] : ['association', because]
    await createRecord(then, objectOf(ctx, 'product_proposal'), { customer, product, proposed_at: now.toISOString(), person: owner, source, because: words }, { asSystem: true })
  }
}

/** Of the first customers each one thing that would be offered next. */
async function exclude(ctx: Context): Promise<void> {
  const found = await ctx.db.rows<{ customer: string; product: string }>(sql`select c.id::text as customer, a.also_id::text as product
    from (select c.id, row_number() over (order by c.annual_amount desc, c.id) as place from customers c where c.workspace_id = ${sql.workspace} and c.deleted_at is null) c
    cross join lateral (
      select a.also_id from product_associations a where a.workspace_id = ${sql.workspace} and exists (select 1 from transactions t where t.workspace_id = ${sql.workspace} and t.customer_id = c.id and t.product_id = a.product_id and t.kind = 'purchase')
      order by a.lift desc, a.id limit 1) a
    where c.place <= ${notForCustomers.length} order by c.place`)
  for (const [turn, one] of found.entries()) await createRecord(ctx, objectOf(ctx, 'product_exclusion'), { ...one, ...notForCustomers[turn] }, { asSystem: true })
}
