/** The lists of what customers of this kind usually need: what this one buys of them, and what is missing. */
import { addDays } from '../../../platform/calendar/days.ts'
import { sql } from '../../../platform/db/sql.ts'
import { Problem } from '../../../platform/problems.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { compileFilter } from '../../../kernel/query/filter.ts'
import { asOfDay } from '../../insight/index.ts'
import { ruleOf } from '../engine/rule.ts'
import { boughtBy, isOffered } from './next-products.ts'

export interface FittingLine {
  product: { id: string; name: string }
  unit: string | null
  quantity: number
  note: string | null
  /** other: not sold now, excluded for this customer, or too much of a risk. */
  state: 'bought' | 'missing' | 'other'
  last_bought_on: string | null
}

export interface FittingList {
  id: string
  name: string
  bought: number
  missing: number
  lines: FittingLine[]
}

interface ListRow {
  id: string
  name: string
  condition: unknown
}

const mostLists = 100

/** @param id of a customer that the caller sees */
export async function fittingLists(ctx: Context, id: string): Promise<FittingList[]> {
  const lists = await ctx.db.rows<ListRow>(sql`select l.id, l.name, l.condition from suggestion_lists l
    where l.workspace_id = ${sql.workspace} and l.deleted_at is null and l.is_active and ${allowed(ctx, 'suggestion_list', 'see', 'l')} order by l.name, l.id limit ${mostLists}`)
  const asked = lists.flatMap((list) => conditionOf(ctx, list) ?? [])
  if (asked.length === 0) return []
  const [row] = await ctx.db.rows<{ fits: boolean[] }>(sql`select array[${sql.join(asked.map(({ condition }) => sql`coalesce(${condition}, false)`))}] as fits from customers c where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid`)
  const fitting = asked.filter((_, place) => row?.fits[place])
  if (fitting.length === 0) return []
  const lines = await linesOf(ctx, id, fitting.map(({ list }) => list.id))
  return fitting.flatMap(({ list }) => {
    const own = lines.filter(({ list: of }) => of === list.id).map(({ list: _list, ...line }) => line)
    const count = (state: FittingLine['state']) => own.filter((line) => line.state === state).length
    return own.length === 0 ? [] : [{ id: list.id, name: list.name, bought: count('bought'), missing: count('missing'), lines: own }]
  })
}

/** By the eyes of the caller: a list whose kind of customer is told by what the caller may not read is left out. */
function conditionOf(ctx: Context, list: ListRow) {
  try {
    return { list, condition: compileFilter(ctx, { object: objectOf(ctx, 'customer'), row: 'c', filter: list.condition ?? {}, path: 'condition' }) }
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}

async function linesOf(ctx: Context, id: string, lists: readonly string[]): Promise<(FittingLine & { list: string })[]> {
  const { window_days: days } = await ruleOf(ctx)
  const day = await asOfDay(ctx)
  return ctx.db.rows(sql`with ${boughtBy(ctx, id, day)},
    k as (select c.risk_tolerance from customers c where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid)
    select l.id as list, json_build_object('id', p.id, 'name', p.name) as product, p.unit, coalesce((x.line ->> 'quantity')::float8, 1) as quantity, x.line ->> 'note' as note, m.last_on::text as last_bought_on,
      case when m.last_on > ${addDays(day, -days)}::date then 'bought' when ${isOffered(ctx, id)} then 'missing' else 'other' end as state
    from suggestion_lists l cross join lateral jsonb_array_elements(l.lines) with ordinality x(line, place) join products p on p.workspace_id = ${sql.workspace} and p.id = (x.line ->> 'product')::uuid and p.deleted_at is null and ${allowed(ctx, 'product', 'see', 'p')}
      cross join k left join mine m on m.product_id = p.id
    where l.workspace_id = ${sql.workspace} and l.id = any(${lists}::uuid[]) order by l.name, l.id, x.place`)
}
