import { dayOf } from '../../../platform/calendar/zones.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { allowed, naming } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { titleOf } from '../../../kernel/projections/columns.ts'
import { whereOf } from '../../../kernel/query/list.ts'

export const buckets = ['current', 'to_30', 'to_60', 'to_90', 'over_90'] as const

/** Amounts in the currency of the company, decimal texts. */
export interface AgeingRow extends Record<(typeof buckets)[number], string> {
  key: { id: string; name: string } | null
  open: string
  invoices: number
}

/**
 * What is open by how long it is overdue on a day: not yet due, 1 to 30 days, 31 to 60, 61 to 90, more. The buckets of a row sum to
 * its open amount.
 * @param asked.by a row for each customer or owner, largest first; one row for all where left out
 */
export async function ageing(ctx: Context, asked: { by?: 'customer' | 'owner'; filter?: object; limit: number }): Promise<{ rows: AgeingRow[]; total: AgeingRow; as_of: string }> {
  const invoice = objectOf(ctx, 'invoice')
  const today = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
  const column = asked.by ? sql`coalesce(${sql.id('i', `${asked.by}_id`)}, ${nobody}::uuid)` : sql`null::uuid`
  const found = await ctx.db.rows<Record<string, string | number | null>>(sql`
    with open as materialized (
      select ${column} as key, round(i.open_amount * i.exchange_rate, 2) as amount, ${today}::date - coalesce(i.due_on, i.issued_on) as days
      from invoices i where ${whereOf(ctx, invoice, 'i', { filter: asked.filter ?? {} })} and i.status = 'issued'
    ), largest as (${asked.by ? largest(asked.limit) : sql`select null::uuid as key limit 0`})
    select l.key, l.is_total, l.invoices, coalesce(l.open, 0)::text as open, ${sql.join(buckets.map((name) => sql`l.${sql.id(name)}::text as ${sql.id(name)}`))},
      ${asked.by ? nameOf(ctx, asked.by) : sql`null::text`} as name
    from (
      select null::uuid as key, 1 as is_total, ${sums} from open o
      union all
      select nullif(o.key, ${nobody}::uuid), 0, ${sums} from largest b join open o on o.key = b.key group by o.key
    ) l order by l.is_total desc, l.open desc nulls last, l.key`)
  const rows = found.map(({ key, name, is_total: isTotal, ...figures }) => ({ isTotal: isTotal === 1, row: { key: key ? { id: String(key), name: String(name ?? '') } : null, ...figures } as AgeingRow }))
  const total = rows.find((row) => row.isTotal)?.row ?? { key: null, open: '0', invoices: 0, current: '0', to_30: '0', to_60: '0', to_90: '0', over_90: '0' }
  return { rows: asked.by ? rows.filter((row) => !row.isTotal).map(({ row }) => row) : [], total, as_of: today }
}

/** Joins as any other: what belongs to nobody is a row of its own. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** By the plain sum: most of those who owe are not shown, and need no buckets. */
const largest = (limit: number) => sql`select o.key from open o group by o.key order by sum(o.amount) desc nulls last, nullif(o.key, ${nobody}::uuid) limit ${limit}`

const sums = sql`count(*)::int as invoices, sum(o.amount) as open,
  coalesce(sum(o.amount) filter (where o.days <= 0), 0) as current, coalesce(sum(o.amount) filter (where o.days between 1 and 30), 0) as to_30,
  coalesce(sum(o.amount) filter (where o.days between 31 and 60), 0) as to_60, coalesce(sum(o.amount) filter (where o.days between 61 and 90), 0) as to_90,
  coalesce(sum(o.amount) filter (where o.days > 90), 0) as over_90`

/** As far as the caller may see the one who is named: an invoice of one's own may be that of a customer whom one does not see. */
function nameOf(ctx: Context, by: 'customer' | 'owner'): Sql {
  const object = objectOf(ctx, by === 'customer' ? 'customer' : 'user')
  const asker = naming(ctx, object.name)
  return sql`(select ${titleOf(asker, object, 'x')} from ${sql.id(object.table)} x where x.workspace_id = ${sql.workspace} and x.id = l.key and ${allowed(asker, object.name, 'see', 'x', 'one')})`
}
