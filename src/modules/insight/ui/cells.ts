/** Customers counted by all that they are sorted by at once: one question, from which each picture of the overview is summed. */
import { useQuery } from '@tanstack/react-query'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { listPath } from './standing.ts'

const sortings = ['segment', 'abc_class', 'lifecycle_stage', 'loyalty_kind'] as const
export type Sorting = (typeof sortings)[number]

const amounts = ['monetary', 'profit', 'lifetime_value'] as const

type Cell = { customers: number } & Partial<Record<Sorting, string | null>> & Partial<Record<(typeof amounts)[number], string | null>>

export interface Sums {
  customers: number
  monetary: number
  profit: number
  lifetime_value: number
}

/** Whether the reader may read a figure of values: what may not be read is not told as nothing. */
export function useReadable(): (name: string) => boolean {
  const object = useObject('customer_value')
  return (name) => object?.fields.some((field) => field.name === name && field.right !== 'masked') === true
}

/** Of the customers that the reader may see, by what the reader may read. */
export function useCells() {
  const object = useObject('customer_value')
  const isReadable = useReadable()
  const asked = {
    object: 'customer_value', limit: 10_000, filter: { purchase_days: { gt: 0 } },
    group_by: sortings.filter(isReadable),
    measures: [{ fn: 'count', as: 'customers' }, ...amounts.filter(isReadable).map((name) => ({ fn: 'sum', field: name, as: name }))],
  }
  return useQuery({
    queryKey: [...keys.lists(listPath), 'cells', asked],
    queryFn: async ({ signal }) => (await api.post<{ data: Cell[] }>('/query', asked, { signal })).data,
    enabled: object !== undefined,
  })
}

/**
 * The company as a whole, or what the reader sees of it: how many bought in the window, and sums over everybody. Who bought longer ago is no customer of the
 * window; who only cost something, or only gave back, has bought nothing and is part of the sums all the same.
 */
export function useWindowTotals() {
  const object = useObject('customer_value')
  const isReadable = useReadable()
  const asked = [
    { object: 'customer_value', filter: boughtInWindow, measures: [{ fn: 'count', as: 'customers' }] },
    { object: 'customer_value', measures: [{ fn: 'count', as: 'all' }, ...amounts.filter(isReadable).map((name) => ({ fn: 'sum', field: name, as: name }))] },
  ]
  return useQuery({
    queryKey: [...keys.lists(listPath), 'totals', asked],
    queryFn: async ({ signal }) => {
      const [window, sums] = await Promise.all(asked.map(async (question) => (await api.post<{ data: Cell[] }>('/query', question, { signal })).data[0]))
      return added(nothing, { ...sums, customers: window?.customers ?? 0 })
    },
    enabled: object !== undefined,
  })
}

/** As the engine counts them: a day with a purchase in the window. */
export const boughtInWindow = { frequency: { gt: 0 } }

/** By the values of one sorting; what is of none stands under ''. */
export function sumsBy(cells: readonly Cell[], sorting: Sorting): Map<string, Sums> {
  const sums = new Map<string, Sums>()
  for (const cell of cells) {
    const key = cell[sorting] ?? ''
    sums.set(key, added(sums.get(key) ?? nothing, cell))
  }
  return sums
}

export function sumOf(cells: readonly Cell[]): Sums {
  return cells.reduce(added, nothing)
}

export const nothing: Sums = { customers: 0, monetary: 0, profit: 0, lifetime_value: 0 }

function added(sums: Sums, cell: Cell): Sums {
  return {
    customers: sums.customers + cell.customers,
    monetary: sums.monetary + Number(cell.monetary ?? 0),
    profit: sums.profit + Number(cell.profit ?? 0),
    lifetime_value: sums.lifetime_value + Number(cell.lifetime_value ?? 0),
  }
}
