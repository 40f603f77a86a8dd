import { today } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'

export interface BoardColumn {
  id: string
  name: string
  kind: 'open' | 'won' | 'lost'
  probability: number
  expected_days: number | null
  /** In the bin: nothing can be moved here, but what stands here is shown. */
  is_deleted: boolean
  count: number
  /** In the currency of the company; null where the caller may not read amounts. */
  amount: string | null
  weighted_amount: string | null
  stalled: number
  /** So many are in other currencies and in no sum. */
  in_other_currencies: number
}

/** The columns of one pipeline with what stands in each: counts and sums of the open opportunities that the caller sees under the filter. */
export async function boardColumns(ctx: Context, request: { pipeline: string; filter?: unknown; q?: string }): Promise<BoardColumn[]> {
  const object = objectOf(ctx, 'opportunity')
  const where = whereOf(ctx, object, 'c', { filter: request.filter ?? {}, q: request.q })
  const sum = (name: string) => (readableField(ctx, object, name) ? sql`sum(${sql.id('c', name)}) filter (where c.currency = ${ctx.workspace.currency})` : sql.raw('null::numeric'))
  const none = (name: string) => sql.raw(readableField(ctx, object, name) ? '0.00' : 'null')
  return ctx.db.rows<BoardColumn>(
    sql`with standing as materialized (
        select c.stage_id, count(*) as count, ${sum('amount')} as amount, ${sum('weighted_amount')} as weighted_amount,
          count(*) filter (where c.stage_due_on < ${today(ctx.clock, ctx.workspace.timeZone)}::date) as stalled,
          count(*) filter (where c.currency <> ${ctx.workspace.currency} and c.amount is not null) as in_other_currencies
        from opportunities c where c.status = 'open' and c.pipeline_id = ${request.pipeline}::uuid and ${where} group by c.stage_id)
      select s.id::text as id, s.name, s.kind, s.probability::int as probability, s.expected_days, s.deleted_at is not null as is_deleted, coalesce(n.count, 0)::int as count,
        case when n.count is null then '0.00' else coalesce(n.amount, ${none('amount')})::text end as amount, case when n.count is null then '0.00' else coalesce(n.weighted_amount, ${none('weighted_amount')})::text end as weighted_amount, coalesce(n.stalled, 0)::int as stalled, coalesce(n.in_other_currencies, 0)::int as in_other_currencies
      from stages s left join standing n on n.stage_id = s.id
      where s.workspace_id = ${sql.workspace} and s.pipeline_id = ${request.pipeline}::uuid and (s.deleted_at is null or n.count > 0)
      order by s.position, s.id`,
  )
}
