/** From inputs, boundaries and what the models expect to the values of customers: one statement a slice, which writes only what changed and keeps what was. */
import { flatten, sql, type Sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { typeOf } from '../../../kernel/fields/index.ts'
import { metrics } from '../metrics/all.ts'
import type { Given, MetricSet } from '../metrics/metric.ts'
import { customerValue } from '../objects/customer-value.ts'
import type { Expected } from './expected.ts'

const entries = Object.entries(metrics)
const names = entries.map(([name]) => name)
const sets = [...new Set(entries.map(([, { set }]) => set))]

/** What is given, with the day as text. */
export type GivenOn = Omit<Given, 'asOf'> & { asOf: string }

const dated = (given: GivenOn): Given => ({ ...given, asOf: sql`${given.asOf}::date` })

/**
 * Who scores otherwise by other boundaries, as a condition on inputs `i`: metrics that read them are computed by both and compared. Null where
 * they all come to the same.
 */
export function movedBetween(before: GivenOn, now: GivenOn): Sql | null {
  const others = entries.filter(([, metric]) => metric.step === 1).flatMap(([, metric]) => {
    const [old, fresh] = [metric.sql(dated(before)), metric.sql(dated(now))]
    return JSON.stringify(flatten(old)) === JSON.stringify(flatten(fresh)) ? [] : [sql`(${old}) is distinct from (${fresh})`]
  })
  return others.length > 0 ? sql.or(others) : null
}

/** @param of which inputs `i` @param isKept what was goes into the history @returns how many customers have other values than before */
export async function score(ctx: Context, given: GivenOn, { of, expected, isKept }: { of: Sql; expected: Expected; isKept: boolean }): Promise<number> {
  const full = dated(given)
  const now = ctx.clock.now()
  const column = (name: string) => sql.id(name)
  const [row] = await ctx.db.rows<{ changed: number }>(sql`with n as materialized (${valuesStatement(full, of, expected)}),
    past as (
      insert into value_changes (workspace_id, customer_id, metric_set, day, "values")
      select ${sql.workspace}, v.id, k.metric_set, ${given.asOf}::date, k.past from n join customer_values v on v.workspace_id = ${sql.workspace} and v.id = n.customer_id
        cross join lateral (${sql.join(sets.map(pastOf), ' union all ')}) k where ${isKept}::boolean
      on conflict do nothing),
    written as (
      insert into customer_values as v (workspace_id, id, customer_id, created_at, updated_at, ${sql.join(names.map(column))})
      select ${sql.workspace}, n.customer_id, n.customer_id, ${now}, ${now}, ${sql.join(names.map((name) => sql`n.${column(name)}`))} from n
      on conflict (workspace_id, id) do update set updated_at = excluded.updated_at, ${sql.join(names.map((name) => sql`${column(name)} = excluded.${column(name)}`))}
        where (${sql.join(names.map((name) => sql`v.${column(name)}`))}) is distinct from (${sql.join(names.map((name) => sql`excluded.${column(name)}`))})
      returning 1)
    select count(*) as changed from written`)
  return row?.changed ?? 0
}

/** All of the set as it was, where anything tracked of it is different. */
function pastOf(set: MetricSet): Sql {
  const tracked = entries.filter(([, metric]) => metric.set === set && metric.is_tracked).map(([name]) => sql.id(name))
  const all = entries.filter(([, metric]) => metric.set === set).flatMap(([name]) => [sql.raw(`'${name}'`), sql`v.${sql.id(name)}`])
  return sql`select ${sql.raw(`'${set}'`)} as metric_set, jsonb_build_object(${sql.join(all)}) as past where (${sql.join(tracked.map((name) => sql`v.${name}`))}) is distinct from (${sql.join(tracked.map((name) => sql`n.${name}`))})`
}

function valuesStatement(given: Given, of: Sql, { ids, alive, purchases, spend, lifetime, by }: Expected): Sql {
  const step = (number: number) => sql.join(entries.filter(([, metric]) => metric.step === number).map(([name, metric]) => sql`(${metric.sql(given)})${sql.raw(`::${sqlTypeOf(name)}`)} as ${sql.id(name)}`))
  // Each step is computed once (offset 0), however many metrics of the next read it.
  return sql`select i.customer_id, m.* from value_inputs i
      left join unnest(${ids}::uuid[], ${alive}::float8[], ${purchases}::float8[], ${spend}::float8[], ${lifetime}::float8[], ${by}::text[]) x(customer_id, alive, purchases, spend, lifetime, lifetime_by) on x.customer_id = i.customer_id
      cross join lateral (select ${step(1)} offset 0) m1
      cross join lateral (select m.*, ${step(2)} from (select m1.*) m offset 0) m2
      cross join lateral (select m.*, ${step(3)} from (select m2.*) m) m
    where i.workspace_id = ${sql.workspace} and ${of}`
}

function sqlTypeOf(name: string): string {
  const field = customerValue.fields.get(name)
  if (!field) throw new Error(`customer_value has no field ${name}`)
  return typeOf(field).column(field)
}
