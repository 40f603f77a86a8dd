/** What each measure counts: the records behind it as a filter, so that a figure and the list it opens are the same thing. */
import { addDays } from '../../../platform/calendar/days.ts'
import { startOfDay } from '../../../platform/calendar/zones.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Measure } from '../rules/measures.ts'

type Filter = Record<string, unknown>

interface Source {
  object: string
  /** Field of the person that it counts for. */
  person: string
  /** Column of that field. */
  personColumn: string
  /** The filter of a territory: its own, or that of its customer. */
  inTerritory(ids: readonly string[]): Filter
  /** Column of its own territory; else it lies where its customer does. */
  territoryColumn?: string
  ofProduct?(id: string): Filter
  /** The products of row `f`, an expression of type uuid[]. */
  products?: Sql
  /** What lies in the period. */
  filter(from: string, until: string): Filter
  /** What rows `f` come to, an expression of type numeric. */
  value: Sql
}

const ofCustomer = (ids: readonly string[]): Filter => ({ customer: { territory: { in: ids } } })
const own = (ids: readonly string[]): Filter => ({ territory: { in: ids } })

const ofTransactions = { object: 'transaction', person: 'staff', personColumn: 'staff_id', inTerritory: ofCustomer, ofProduct: (id: string) => ({ product: id }), products: sql`array[f.product_id]` }

export const sources: Record<Measure, Source> = {
  amount: { ...ofTransactions, filter: (from, until) => ({ at: { gte: from, lt: until } }), value: sql`sum(f.amount)` },
  // A line whose cost nobody knows has no margin that could be counted.
  margin: { ...ofTransactions, filter: (from, until) => ({ at: { gte: from, lt: until }, cost: { is_empty: false } }), value: sql`sum(f.amount - f.cost)` },
  count: {
    object: 'opportunity', person: 'owner', personColumn: 'owner_id', inTerritory: own, territoryColumn: 'territory_id',
    ofProduct: (id) => ({ products: id }), products: sql`f.product_ids`,
    filter: (from, until) => ({ status: 'won', closed_at: { gte: from, lt: until } }), value: sql`count(*)::numeric`,
  },
  // Who bought for the first time.
  new_customers: {
    object: 'customer', person: 'owner', personColumn: 'owner_id', inTerritory: own, territoryColumn: 'territory_id',
    filter: (from, until) => ({ first_purchase_at: { gte: from, lt: until } }),
    value: sql`count(*)::numeric`,
  },
  visits: {
    object: 'interaction', person: 'owner', personColumn: 'owner_id', inTerritory: ofCustomer,
    filter: (from, until) => ({ channel: 'visit_out', at: { gte: from, lt: until } }), value: sql`count(*)::numeric`,
  },
}

/** The instants of a period of days, where the company is. */
export function instantsOf({ first, last }: { first: string; last: string }, timeZone: string): { from: string; until: string } {
  return { from: startOfDay(first, timeZone).toISOString(), until: startOfDay(addDays(last, 1), timeZone).toISOString() }
}

export interface Narrowing {
  person: string | null
  /** With all below; null: not narrowed. */
  departments: readonly string[] | null
  territories: readonly string[] | null
  product: string | null
}

/** The records behind a figure, in the filter language of the lists. */
export function filterBehind(measure: Measure, within: { from: string; until: string }, { person, departments, territories, product }: Narrowing): Filter {
  const source = sources[measure]
  return {
    ...source.filter(within.from, within.until),
    ...(person ? { [source.person]: person } : departments ? { [source.person]: { department: { in: departments } } } : {}),
    ...(territories ? source.inTerritory(territories) : {}),
    ...(product && source.ofProduct ? source.ofProduct(product) : {}),
  }
}
