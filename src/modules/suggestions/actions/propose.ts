import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { notFound } from '../../../platform/problems.ts'
import { allowed, verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import { savesDocument } from '../../sales/index.ts'
import { mostLines } from '../objects/suggestion-list.ts'
import { logProposals } from './log-proposals.ts'

const mayPropose = (ctx: Context) => verdictOf(ctx, 'product_proposal', 'create') !== false && verdictOf(ctx, 'product_association', 'see') !== false

/** That something was offered, by word of mouth: what comes of it is followed. */
export const proposeProduct = defineAction({
  name: 'propose-product',
  object: 'customer',
  on: 'record',
  label: { zh: '记录已推荐', en: 'Log that it was proposed' },
  input: z.strictObject({ product: z.uuid() }),
  guard: mayPropose,
  run: (ctx, { id, input }) => {
    if (!id) throw notFound()
    return transaction(ctx, (ctx) => logProposals(ctx, { customer: id, products: [input.product] }))
  },
})

/** A draft of a quote with these products at this customer's prices; they count as proposed with it. */
export const quoteProducts = defineAction({
  name: 'quote-products',
  object: 'customer',
  on: 'record',
  label: { zh: '做成报价', en: 'Make a quote of it' },
  input: z.strictObject({
    lines: z.array(z.strictObject({ product: z.uuid(), quantity: z.number().min(0.001).max(1e6).default(1) })).min(1).max(mostLines),
    /** The suggestion list that they come from. */
    list: z.uuid().optional(),
  }),
  guard: (ctx) => mayPropose(ctx) && verdictOf(ctx, 'quote', 'create') !== false,
  run: (ctx, { id: customer, input }) => {
    if (!customer) throw notFound()
    return transaction(ctx, async (ctx) => {
      const list = input.list ? await listNamed(ctx, input.list) : undefined
      const name = list ?? (ctx.language === 'zh' ? '产品推荐' : 'Suggested products')
      const quote = await savesDocument({ object: 'quote', customer: 'customer' }).create(ctx, { name, customer, lines: input.lines })
      await logProposals(ctx, { customer, products: input.lines.map(({ product }) => product), quote, list })
      return JSON.parse((await getRecord(ctx, objectOf(ctx, 'quote'), quote)).json)
    })
  },
})

async function listNamed(ctx: Context, id: string): Promise<string> {
  const [list] = await ctx.db.rows<{ name: string }>(sql`select l.name from suggestion_lists l where l.workspace_id = ${sql.workspace} and l.id = ${id}::uuid and l.deleted_at is null and ${allowed(ctx, 'suggestion_list', 'see', 'l')}`)
  if (!list) throw notFound()
  return list.name
}
