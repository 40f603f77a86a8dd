import { useQuery } from '@tanstack/react-query'

import { api } from '../../../web/client/api.ts'
import { useMetadata, useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { formatPercent } from '../../../web/kit/format.ts'

import type { Curves } from '../engine/runs.ts'
import type { RowsBehind } from '../queries/rows-behind.ts'

/** What `customer-values/standing` answers; the company's figures are null for whoever may not see all that they are made of. */
export interface Standing {
  as_of: string | null
  computed_at: string | null
  full_at: string | null
  /** By metric. */
  rows: Record<string, RowsBehind>
  customers: number | null
  changed: number | null
  curves: Curves | null
}

export const listPath = 'customer-values'

/** As of when values are told. */
export function useStanding() {
  const object = useObject('customer_value')
  return useQuery({
    queryKey: [...keys.lists(listPath), 'standing'],
    queryFn: ({ signal }) => api.post<Standing>(`/${listPath}/standing`, {}, { signal }),
    enabled: object !== undefined,
  })
}

/** The list of the rows behind a metric, of one customer or of all; nothing where the reader has no such list. */
export function useRowsOf(): (rows: RowsBehind | undefined, customer?: string) => string | null {
  const { objects } = useMetadata()
  return (rows, customer) => {
    const object = objects.find(({ name }) => name === rows?.object)
    return rows && object ? `/${object.path}?${new URLSearchParams({ view: 'all', filter: JSON.stringify({ ...rows.filter, ...(customer ? { [rows.by]: customer } : {}) }) })}` : null
  }
}

/** A share in percent, never said to be nothing where there is something. */
export function shareText(percent: number): string {
  if (percent > 0 && percent < 0.1) return `<${formatPercent(0.1)}`
  return formatPercent(percent, percent > 0 && percent < 1 ? 1 : 0)
}

/** The list of the customers behind a figure. */
export function listOf(filter: Record<string, unknown>, sort?: string): string {
  return `/${listPath}?${new URLSearchParams({ view: 'best', filter: JSON.stringify(filter), ...(sort ? { sort } : {}) })}`
}

/** The list of customers of a month or another kind. */
export function customersOf(filter: Record<string, unknown>): string {
  return `/customers?${new URLSearchParams({ view: 'all', filter: JSON.stringify(filter) })}`
}
