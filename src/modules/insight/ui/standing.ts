import { useQuery } from '@tanstack/react-query'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { formatPercent } from '../../../web/kit/format.ts'

import type { Curves } from '../engine/runs.ts'

/** What `customer-values/standing` answers; the company's figures are null for whoever may not see all that they are made of. */
export interface Standing {
  as_of: string | null
  computed_at: string | null
  full_at: string | null
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

/** A share in percent, never said to be nothing where there is something. */
export function shareText(percent: number): string {
  if (percent > 0 && percent < 0.1) return `<${formatPercent(0.1)}`
  return formatPercent(percent, percent > 0 && percent < 1 ? 1 : 0)
}

/** The list of the customers behind a figure. */
export function listOf(filter: Record<string, unknown>, sort?: string): string {
  return `/${listPath}?${new URLSearchParams({ view: 'best', filter: JSON.stringify(filter), ...(sort ? { sort } : {}) })}`
}
