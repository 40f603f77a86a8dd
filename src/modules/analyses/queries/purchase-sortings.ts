/** What purchases are sorted by, and what is counted of them: `t` with product `p` and order `o`. */
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Sorting } from './blocks.ts'
import type { Measure } from './grouped.ts'

export const byCategory: Sorting = { key: 'product_category', by: sql`nullif(p.category, '')`, needs: ['transaction.product', 'product.category'], name: (text) => ({ kind: 'text', text }), opens: (key) => (key === null ? { not: { product: { category: { is_empty: false } } } } : { product: { category: key } }) }

/** What has no product of the list stands under the words it was entered with: those are not told here one by one. */
export const byProduct: Sorting = { key: 'product', by: sql`p.name`, needs: ['transaction.product', 'product.name'], name: (text) => ({ kind: 'text', text }), opens: (key) => (key === null ? { not: { product: { name: { is_empty: false } } } } : { product: { name: key } }) }

export const byPlace: Sorting = { key: 'place', by: sql`nullif(t.place, '')`, needs: ['transaction.place'], name: (text) => ({ kind: 'text', text }), opens: (key) => (key === null ? { place: { is_empty: true } } : { place: key }) }

export const byChannel: Sorting = { key: 'sales_channel', by: sql`nullif(t.channel, '')`, needs: ['transaction.channel'], name: (text) => ({ kind: 'text', text }), opens: (key) => (key === null ? { channel: { is_empty: true } } : { channel: key }) }

/** How it came about: of an order, or entered as it was consumed. */
export const byWay: Sorting = { key: 'way', by: sql`case when t.order_id is null then 'direct' else 'order' end`, needs: ['transaction.order'], name: (key) => ({ kind: 'word', key }), opens: (key) => ({ order: { is_empty: key !== 'order' } }) }

export const byKind: Sorting = { key: 'transaction_kind', by: sql`t.kind`, needs: ['transaction.kind'], name: (key) => ({ kind: 'option', object: 'transaction', field: 'kind', key }), opens: (key) => ({ kind: key }) }

/** Days and months by the clock of the company. No list is narrowed by the day of the week. */
export function byWeekday(zone: string): Sorting {
  return { key: 'weekday', by: sql`extract(isodow from t.at at time zone ${zone})::int::text`, needs: ['transaction.at'], isOrdered: true, name: (key) => ({ kind: 'word', key: `weekday_${key}` }), opens: () => null }
}

export function byHour(zone: string): Sorting {
  return { key: 'hour', by: sql`(extract(hour from t.at at time zone ${zone})::int / 3 * 3)::text`, needs: ['transaction.at'], isOrdered: true, name: (key) => ({ kind: 'text', text: `${key.padStart(2, '0')}:00 – ${String(Number(key) + 3).padStart(2, '0')}:00` }), opens: () => null }
}

const sum = (column: Sql) => sql`coalesce(sum(${column}), 0)`

export const lines: Measure = { key: 'lines', unit: 'count', of: sql.raw('1'), fold: () => sql.raw('count(*)'), isAdditive: true }

/** @param assumed margin in percent where the cost of a line is not known, as the values of customers have it */
export function purchaseMeasures(assumed: number): { sold: Measure; discount: Measure; earned: Measure } {
  const share = sql.raw(`(${1 - assumed / 100})`)
  return {
    sold: { key: 'amount', unit: 'money', of: sql`t.amount`, fold: sum, needs: ['transaction.amount'], isAdditive: true },
    discount: { key: 'discount', unit: 'money', of: sql`coalesce(t.discount, 0)`, fold: sum, needs: ['transaction.discount'], isAdditive: true },
    earned: { key: 'margin', unit: 'money', of: sql`t.amount - coalesce(t.cost, t.amount * ${share})`, fold: (column) => sql`round(coalesce(sum(${column}), 0), 2)`, needs: ['transaction.amount', 'transaction.cost'], isAdditive: true },
  }
}
