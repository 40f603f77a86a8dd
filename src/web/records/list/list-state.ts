/** Everything worth sharing about a list lives in its URL: view, words, filter, order, columns, display, open record. */
import { useCallback, useMemo } from 'react'
import { useAddressQuery } from '../../kit/use-parameters.ts'
import { readState, writeState } from './list-address.ts'

import type { ListChange, ListState as StateOf } from './list-address.ts'
import type { View } from './views.ts'

export type ListState = StateOf<View>
export type { ListChange }

/** A change, or how it comes from the state as it is by then. */
type Change = ListChange | ((now: ListState) => ListChange)

/**
 * The state and the way to change it. A change to another view forgets what was changed in the last one.
 * `isStep` makes the browser's back button come back here (view, display, record); typing does not.
 */
export function useListState(views: View[]): [ListState, (change: Change, isStep?: boolean) => void] {
  const [parameters, rewrite] = useAddressQuery()
  const state = useMemo(() => readState(parameters, views, noView), [parameters, views])
  const change = useCallback(
    (wanted: Change, isStep = false) =>
      rewrite((before) => writeState(before, typeof wanted === 'function' ? wanted(readState(before, views, noView)) : wanted), isStep),
    [rewrite, views],
  )
  return [state, change]
}

/** An object without any view still lists. */
const noView: View = {
  key: '', name: '', filter: {}, sort: '', columns: [], display: 'table', boardBy: undefined, groupBy: '', calendarBy: undefined, chart: '', saved: undefined, isShared: true, isMine: false,
}
