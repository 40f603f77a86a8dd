import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { allowed, verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import { isLiving } from '../../../kernel/records/living.ts'
import { mergingsOf } from '../../../kernel/records/merge.ts'
import { follows, pointingTo } from '../../../kernel/records/move-references.ts'

/** What would move if the other were merged into this customer, by object: as much of it as the caller may see. */
export const previewMerge = defineAction({
  name: 'merge-preview',
  object: 'customer',
  on: 'record',
  label: { zh: '合并预览', en: 'Preview a merge' },
  is_query: true,
  input: z.strictObject({ with: z.uuid() }),
  guard: (ctx) => verdictOf(ctx, 'customer', 'see') !== false,
  run: (ctx, { id, input }) => preview(ctx, { survivor: id ?? '', loser: input.with.toLowerCase() }),
})

async function preview(ctx: Context, pair: { survivor: string; loser: string }): Promise<{ moves: Record<string, number> }> {
  const customer = objectOf(ctx, 'customer')
  await getRecord(ctx, customer, pair.loser, new Map([['id', null]]))
  const mergings = mergingsOf(ctx, customer)
  const counts = pointingTo(ctx, customer.name).flatMap(({ object, field }) =>
    verdictOf(ctx, object.name, 'see') === false
      ? []
      : [sql`select ${object.name}::text as object, count(*) as records from ${sql.id(object.table)} c where c.workspace_id = ${sql.workspace}
          and ${follows(object, field, { target: customer, pair, mergings })} and ${isLiving(ctx, object, 'c')} and ${allowed(ctx, object.name, 'see', 'c')}`],
  )
  const rows = await ctx.db.rows<{ object: string; records: number }>(sql`select n.object, sum(n.records)::int as records from (${sql.join(counts, ' union all ')}) n group by n.object`)
  return { moves: Object.fromEntries(rows.filter(({ records }) => records > 0).map(({ object, records }) => [object, records])) }
}
