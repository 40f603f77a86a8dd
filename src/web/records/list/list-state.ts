/** Everything worth sharing about a list lives in its URL: view, words, filter, order, columns, display, open record. */
import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'

import { isFilter } from './views.ts'

import type { Filter } from '../../client/records.ts'
import type { Display, View } from './views.ts'

export interface ListState {
  view: View
  q: string
  filter: Filter
  sort: string
  columns: string[]
  display: Display
  boardBy: string | undefined
  /** Id of the record in the side panel. */
  record: string | undefined
  /** Something differs from the view: it can be saved. */
  isChanged: boolean
}

export interface ListChange {
  view?: string
  q?: string
  /** undefined: as in the view. */
  filter?: Filter | undefined
  sort?: string | undefined
  columns?: string[] | undefined
  display?: Display | undefined
  boardBy?: string | undefined
  record?: string | undefined
}

const names = { view: 'view', q: 'q', filter: 'filter', sort: 'sort', columns: 'columns', display: 'display', boardBy: 'by', record: 'record' } as const

/**
 * The state and the way to change it. A change to another view forgets what was changed in the last one.
 * `isStep` makes the browser's back button come back here (view, display, record); typing does not.
 */
export function useListState(views: View[]): [ListState, (change: ListChange, isStep?: boolean) => void] {
  const [parameters, setParameters] = useSearchParams()
  const state = useMemo(() => readState(parameters, views), [parameters, views])
  const change = useCallback(
    (wanted: ListChange, isStep = false) =>
      setParameters((before) => writeState(before, wanted), { replace: !isStep, preventScrollReset: true }),
    [setParameters],
  )
  return [state, change]
}

function readState(parameters: URLSearchParams, views: View[]): ListState {
  const view = views.find((each) => each.key === parameters.get(names.view)) ?? views[0] ?? noView
  const filter = parseFilter(parameters.get(names.filter))
  const sort = parameters.get(names.sort)
  const columns = parameters.get(names.columns)
  const display = parameters.get(names.display)
  const boardBy = parameters.get(names.boardBy)
  return {
    view,
    q: parameters.get(names.q) ?? '',
    filter: filter ?? view.filter,
    sort: sort ?? view.sort,
    columns: columns?.split(',').filter(Boolean) ?? view.columns,
    display: display === 'board' || display === 'table' ? display : view.display,
    boardBy: boardBy ?? view.boardBy,
    record: parameters.get(names.record) ?? undefined,
    isChanged: [filter, sort, columns, display, boardBy].some((value) => value !== null && value !== undefined),
  }
}

function writeState(before: URLSearchParams, change: ListChange): URLSearchParams {
  const after = new URLSearchParams(change.view === undefined ? before : onlyWords(before))
  for (const name of Object.keys(change)) {
    if (!isName(name)) continue
    const text = textOf(change[name])
    if (text === undefined) after.delete(names[name])
    else after.set(names[name], text)
  }
  if (after.get(names.q) === '') after.delete(names.q)
  return after
}

function onlyWords(before: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams()
  const q = before.get(names.q)
  if (q) kept.set(names.q, q)
  return kept
}

function textOf(value: ListChange[keyof ListChange]): string | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.join(',') : JSON.stringify(value)
}

function parseFilter(text: string | null): Filter | undefined {
  if (text === null) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isFilter(value) ? value : undefined
  } catch {
    // A link that was cut when it was copied: the view as it is.
    return undefined
  }
}

function isName(name: string): name is keyof typeof names {
  return name in names
}

/** An object without any view still lists. */
const noView: View = {
  key: '', name: '', filter: {}, sort: '', columns: [], display: 'table', boardBy: undefined, saved: undefined, isShared: true, isMine: false,
}
