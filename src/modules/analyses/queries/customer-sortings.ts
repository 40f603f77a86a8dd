/** What customers are sorted by, and what is counted of them. */
import { addDays, addYears } from '../../../platform/calendar/days.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Filter, RowName } from '../rules/answer.ts'
import type { Sorting } from './blocks.ts'
import type { Measure } from './grouped.ts'

type Unit = Extract<RowName, { kind: 'range' }>['unit']

/** A choice of the customer. */
export function byChoice(field: string): Sorting {
  return { key: field, by: sql.id('c', field), needs: [`customer.${field}`], name: (key) => ({ kind: 'option', object: 'customer', field, key }), opens: (key) => (key === null ? { [field]: { is_empty: true } } : { [field]: key }) }
}

/** A choice of its values. */
export function byValue(field: string): Sorting {
  return {
    key: field, by: sql.id('v', field), needs: [`customer_value.${field}`], name: (key) => ({ kind: 'option', object: 'customer_value', field, key }),
    opens: (key) => (key === null ? { not: { value: { [field]: { is_empty: false } } } } : { value: { [field]: key } }),
  }
}

export function byText(field: string): Sorting {
  return { key: field, by: sql`nullif(${sql.id('c', field)}, '')`, needs: [`customer.${field}`], name: (text) => ({ kind: 'text', text }), opens: (key) => (key === null ? { [field]: { is_empty: true } } : { [field]: key }) }
}

export const byOwner: Sorting = { key: 'owner', by: sql`c.owner_id::text`, needs: ['customer.owner', 'user.name'], isOfPeople: true, name: (text) => ({ kind: 'text', text }), opens: (key) => ({ owner: key === null ? { is_empty: true } : key }) }

/** A figure of the values in bands. @param edges rising; the first band lies below the first */
export function byBand(field: string, edges: readonly number[], unit: Unit): Sorting {
  return {
    key: field, by: bandOf(sql.id('v', field), edges.map((edge) => sql.raw(`(${edge})`))), needs: [`customer_value.${field}`], isOrdered: true,
    name: rangeName(edges, unit),
    opens: (key) => (key === null ? { not: { value: { [field]: { is_empty: false } } } } : { value: { [field]: between(edges, Number(key)) } }),
  }
}

const ages = [20, 30, 40, 50, 60, 70]
const tenures = [3, 6, 12, 24, 36, 60]

/** By the birthday: what lies in a band is said by days, as the list says it. */
export function byAge(asOf: string): Sorting {
  return byDays({ key: 'age', field: 'birthday', row: 'c', needs: ['customer.birthday'], edges: ages, unit: 'years', daysAgo: (age) => addDays(addYears(asOf, -age), 1), wrap: (condition) => ({ birthday: condition }) })
}

/** By the first purchase: for how long somebody has been a customer. */
export function byTenure(asOf: string): Sorting {
  return byDays({ key: 'tenure', field: 'first_purchase_on', row: 'v', needs: ['customer_value.first_purchase_on'], edges: tenures, unit: 'months', daysAgo: (months) => addDays(asOf, -Math.round(months * 30.4375)), wrap: (condition) => ({ value: { first_purchase_on: condition } }) })
}

/** The longer ago, the higher the band: whoever came on the day `daysAgo(edge)` or after it is below the edge. */
function byDays({ key, field, row, needs, edges, unit, daysAgo, wrap }: { key: string; field: string; row: string; needs: string[]; edges: readonly number[]; unit: Unit; daysAgo(edge: number): string; wrap(condition: Filter): Filter }): Sorting {
  const days = edges.map(daysAgo)
  const column = sql.id(row, field)
  return {
    key, needs, isOrdered: true, name: rangeName(edges, unit),
    by: sql`case when ${column} is not null then (${sql.join(days.map((day) => sql`(${column} < ${day}::date)::int`), ' + ')})::text end`,
    opens: (band) => {
      if (band === null) return { not: wrap({ is_empty: false }) }
      const [below, above] = [days[Number(band) - 1], days[Number(band)]]
      return wrap({ ...(below ? { lt: below } : {}), ...(above ? { gte: above } : {}), ...(!below && !above ? { is_empty: false } : {}) })
    },
  }
}

function bandOf(column: Sql, edges: readonly Sql[]): Sql {
  return sql`case when ${column} is not null then (${sql.join(edges.map((edge) => sql`(${column} >= ${edge})::int`), ' + ')})::text end`
}

export function rangeName(edges: readonly number[], unit: Unit): (band: string) => RowName {
  return (band) => ({ kind: 'range', from: edges[Number(band) - 1] ?? null, to: edges[Number(band)] ?? null, unit })
}

function between(edges: readonly number[], band: number): Filter {
  const [from, to] = [edges[band - 1], edges[band]]
  return { ...(from === undefined ? {} : { gte: from }), ...(to === undefined ? {} : { lt: to }) }
}

const sum = (column: Sql) => sql`sum(${column})`
const mean = (column: Sql) => sql`round(avg(${column}), 1)`

export const customers: Measure = { key: 'customers', unit: 'count', of: sql.raw('1'), fold: () => sql.raw('count(*)'), isAdditive: true }

const hasBought = { value: { purchase_days: { gt: 0 } } }

export const ofValues = {
  amount: money('amount', 'monetary'),
  margin: money('margin', 'margin'),
  serve_cost: money('serve_cost', 'serve_cost'),
  profit: money('profit', 'profit'),
  lifetime_value: money('lifetime_value', 'lifetime_value'),
  cost: { key: 'cost', unit: 'money', of: sql.raw('coalesce(v.monetary, 0) - coalesce(v.margin, 0)'), fold: sum, needs: ['customer_value.monetary', 'customer_value.margin'], isAdditive: true },
  buyers: { key: 'buyers', unit: 'count', of: sql.raw('(coalesce(v.purchase_days, 0) > 0)::int'), fold: (column) => sql`coalesce(sum(${column}), 0)`, needs: ['customer_value.purchase_days'], isAdditive: true, narrows: hasBought },
  repeat: { key: 'repeat', unit: 'percent', of: sql.raw('case when v.purchase_days > 0 then (v.purchase_days > 1)::int end'), fold: (column) => sql`round(100.0 * avg(${column}), 1)`, needs: ['customer_value.purchase_days'], isAdditive: false, narrows: hasBought },
  loyalty_index: meanOf('loyalty_index'),
} satisfies Record<string, Measure>

export function money(key: string, field: string): Measure {
  return { key, unit: 'money', of: sql`coalesce(${sql.id('v', field)}, 0)`, fold: (column) => sql`coalesce(sum(${column}), 0)`, needs: [`customer_value.${field}`], isAdditive: true }
}

export function meanOf(field: string): Measure {
  return { key: field, unit: 'number', of: sql`${sql.id('v', field)}::numeric`, fold: mean, needs: [`customer_value.${field}`], isAdditive: false, narrows: { value: { [field]: { is_empty: false } } } }
}
