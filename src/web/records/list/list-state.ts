/** Everything worth sharing about a list lives in its URL: view, words, filter, order, columns, display, open record. */
import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'

import { readState, writeState } from './list-address.ts'

import type { ListChange, ListState as StateOf } from './list-address.ts'
import type { View } from './views.ts'

export type ListState = StateOf<View>
export type { ListChange }

/**
 * The state and the way to change it. A change to another view forgets what was changed in the last one.
 * `isStep` makes the browser's back button come back here (view, display, record); typing does not.
 */
export function useListState(views: View[]): [ListState, (change: ListChange, isStep?: boolean) => void] {
  const [parameters, setParameters] = useSearchParams()
  const state = useMemo(() => readState(parameters, views, noView), [parameters, views])
  const change = useCallback(
    (wanted: ListChange, isStep = false) =>
      setParameters((before) => writeState(before, wanted), { replace: !isStep, preventScrollReset: true }),
    [setParameters],
  )
  return [state, change]
}

/** An object without any view still lists. */
const noView: View = {
  key: '', name: '', filter: {}, sort: '', columns: [], display: 'table', boardBy: undefined, groupBy: '', calendarBy: undefined, chart: '', saved: undefined, isShared: true, isMine: false,
}
