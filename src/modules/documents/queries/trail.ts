import { sql, type Sql } from '../../../platform/db/sql.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { columnOf, titleOf } from '../../../kernel/projections/columns.ts'
import { keptStatement } from '../../../kernel/projections/kept-statements.ts'
import { kinds, type DocumentKind } from '../rules/kinds.ts'
import { stepsOf, thereFor } from './steps.ts'

export interface TrailEntry {
  object: string
  id: string
  /** `back`: it came before the record that was asked for; `on`: it came of it. */
  way: 'back' | 'here' | 'on'
  number: string | null
  title: string | null
  status: string | null
  /** Decimal text; null also where the caller may not read it. */
  amount: string | null
  currency: string | null
  /** YYYY-MM-DD */
  day: string | null
}

/** As many as one page tells of; an opportunity may have more orders than anybody reads. */
const most = 200

/**
 * Where a document came from and what became of it: what one may not see is neither told nor walked through. One statement, whose plan
 * is kept; each reference has an index.
 */
export async function trailOf(ctx: Context, object: string, id: string): Promise<{ data: TrailEntry[]; has_more: boolean }> {
  const statement = keptStatement(ctx, ctx.objects, `trail of ${object}`, () => trailStatement(ctx, object))
  const rows = await ctx.db.kept<TrailEntry>(statement, { id, zone: ctx.workspace.timeZone })
  return { data: rows.slice(0, most), has_more: rows.length > most }
}

function trailStatement(ctx: Context, object: string): Sql {
  const start = sql`select ${sql.raw(`'${object}'`)}::text as object, t.id, 'here'::text as way from ${sql.id(objectOf(ctx, object).table)} t where t.id = ${sql.slot('id')}::uuid and ${thereFor(ctx, object, 't')}`
  return sql`with recursive walk as (${start}
      union select n.object, n.id, n.way from walk w cross join lateral (${sql.join(stepsOf(ctx), ' union all ')}) n),
    reached as (select v.object, v.id, v.way from walk v limit ${sql.raw(String(most + 1))})
    select r.object, r.id::text as id, r.way, d.number, d.title, d.status, d.amount, d.currency, d.day::text as day
    from reached r cross join lateral (${sql.join(kinds.map((kind, place) => factsOf(ctx, kind, place)), ' union all ')}) d
    order by d.place, d.day, d.number, r.id`
}

function factsOf(ctx: Context, { object: name, title, amount, day }: DocumentKind, place: number): Sql {
  const object = objectOf(ctx, name)
  const value = (field: string | undefined, type: string) => {
    const readable = field === undefined ? null : readableField(ctx, object, field)
    return readable ? sql`${columnOf('t', readable)}${sql.raw(`::${type}`)}` : sql.raw(`null::${type}`)
  }
  const at = object.fields.get(day)?.type === 'datetime' ? sql`(${value(day, 'timestamptz')} at time zone ${sql.slot('zone')}::text)::date` : value(day, 'date')
  return sql`(select ${sql.raw(String(place))} as place, ${value('number', 'text')} as number, ${title === object.title ? sql`${titleOf(ctx, object, 't')}::text` : value(title, 'text')} as title,
    ${value('status', 'text')} as status, ${value(amount, 'text')} as amount, ${value(amount === undefined ? undefined : 'currency', 'text')} as currency, ${at} as day
    from ${sql.id(object.table)} t where r.object = ${sql.raw(`'${name}'`)} and t.workspace_id = ${sql.workspace} and t.id = r.id)`
}
