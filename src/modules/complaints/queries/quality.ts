/** What complaints come to over a time: how many, why, whose, how long each step took, what they cost and how many are settled. */
import { addDays } from '../../../platform/calendar/days.ts'
import { startOfDay } from '../../../platform/calendar/zones.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { allowed, naming } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { titleOf } from '../../../kernel/projections/columns.ts'
import { whereOf } from '../../../kernel/query/list.ts'

export interface QualityGroup {
  key: { id: string; name: string } | null
  count: number
  verified: number
  raised: number
  /** Of handling and compensation, decimal text in the currency of the company. */
  cost: string
}

export interface Quality {
  from: string
  until: string
  total: Omit<QualityGroup, 'key'> & { open: number; done: number; withdrawn: number; reopened: number; warnings: number; call_back_late: number }
  by_cause: QualityGroup[]
  by_product: QualityGroup[]
  by_department: QualityGroup[]
  by_person: QualityGroup[]
  /** Mean hours from the step before to this one. */
  steps: { step: string; hours: number; count: number }[]
}

const groups = { by_cause: ['cause_id', 'complaint_cause'], by_product: ['product_id', 'product'], by_department: ['responsible_department_id', 'department'], by_person: ['responsible_person_id', 'user'] } as const
const most = 20

/** Of what was opened from the first day to the last, of complaints that the caller sees. Cases that rules opened are counted apart. */
export async function complaintQuality(ctx: Context, { from, until, today }: { from: string; until: string; today: string }): Promise<Quality> {
  const { timeZone } = ctx.workspace
  const object = objectOf(ctx, 'complaint')
  const figures = sql`count(*)::int as count, (count(*) filter (where k.status = 'verified'))::int as verified, (count(*) filter (where k.raised_at is not null))::int as raised,
    coalesce(sum(coalesce(k.handling_cost, 0) + k.compensation_cost), 0)::numeric(18,2)::text as cost`
  const [row] = await ctx.db.rows<{ answer: Quality }>(sql`
    with a as materialized (select c.* from complaints c where ${whereOf(ctx, object, 'c', {})} and c.opened_at >= ${startOfDay(from, timeZone)} and c.opened_at < ${startOfDay(addDays(until, 1), timeZone)}),
    k as (select a.* from a where a.origin <> 'warning')
    select json_build_object('from', ${from}::text, 'until', ${until}::text,
      'total', (select row_to_json(t) from (select ${figures}, (count(*) filter (where k.status not in ('done', 'verified', 'withdrawn')))::int as open, (count(*) filter (where k.status = 'done'))::int as done,
        (count(*) filter (where k.status = 'withdrawn'))::int as withdrawn, (count(*) filter (where k.reopened_count > 0))::int as reopened, (select count(*)::int from a where a.origin = 'warning') as warnings,
        (count(*) filter (where k.status = 'done' and k.call_back_on < ${today}::date))::int as call_back_late from k) t),
      ${sql.join(Object.entries(groups).map(([name, [column, target]]) => sql`${name}::text, ${groupedBy(ctx, { column, target, figures })}`))},
      'steps', (select coalesce(json_agg(row_to_json(t)), '[]'::json) from (
        select s.step, round(avg(extract(epoch from s.at - s.before) / 3600)::numeric, 1)::float as hours, count(*)::int as count
        from (select e.value ->> 'step' as step, (e.value ->> 'at')::timestamptz as at, coalesce(lag((e.value ->> 'at')::timestamptz) over (partition by k.id order by e.place), k.opened_at) as before
          from k cross join lateral jsonb_array_elements(k.steps) with ordinality as e(value, place)) s
        group by s.step) t)) as answer`)
  if (!row) throw new Error('The figures answered nothing')
  return row.answer
}

/** Named as far as the caller may see what it is grouped by. */
function groupedBy(ctx: Context, { column, target, figures }: { column: string; target: string; figures: Sql }): Sql {
  const object = objectOf(ctx, target)
  const asker = naming(ctx, target)
  const name = sql`(select ${titleOf(asker, object, 'x')} from ${sql.id(object.table)} x where x.workspace_id = ${sql.workspace} and x.id = g.id and ${allowed(asker, target, 'see', 'x', 'one')})`
  return sql`(select coalesce(json_agg(json_build_object('key', case when g.id is null then null else json_build_object('id', g.id, 'name', coalesce(${name}, '…')) end, 'count', g.count, 'verified', g.verified, 'raised', g.raised, 'cost', g.cost) order by g.count desc, g.id), '[]'::json)
    from (select ${sql.id('k', column)} as id, ${figures} from k group by 1 order by 2 desc, 1 limit ${most}) g)`
}
