/** The state of a list as the query of its address, there and back. What is not in the address is as the view has it. */
import { isDay } from '../../kit/days.ts'

import type { Filter } from '../../client/records.ts'

export const displays = ['table', 'board', 'calendar', 'chart'] as const
export type Display = (typeof displays)[number]
export const spans = ['month', 'week', 'day', 'team'] as const
export type Span = (typeof spans)[number]

/** How a view shows its records. */
export interface Shown {
  filter: Filter
  sort: string
  columns: string[]
  display: Display
  boardBy: string | undefined
  /** Table: `tier`, `created_at:month`; empty for plain rows. */
  groupBy: string
  /** Calendar: the field whose days it shows. */
  calendarBy: string | undefined
  /** Chart: see chart-setting.ts. */
  chart: string
}

export interface ListState<View extends Shown = Shown> extends Shown {
  view: View
  q: string
  /** Calendar: the day that is shown, or one of the month or week; undefined: today's. */
  day: string | undefined
  span: Span
  /** Id of the record in the side panel. */
  record: string | undefined
  /** Something differs from the view: it can be saved. */
  isChanged: boolean
}

/** undefined: as in the view. */
export type ListChange = { view?: string } & { [Name in Exclude<keyof typeof names, 'view'>]?: ListState[Name] | undefined }

export const names = {
  view: 'view', q: 'q', filter: 'filter', sort: 'sort', columns: 'columns', display: 'display', boardBy: 'by', groupBy: 'group', calendarBy: 'on', day: 'day', span: 'span', chart: 'chart', record: 'record',
} as const

/** What a view keeps; the rest is of the moment. */
export const keptNames = ['filter', 'sort', 'columns', 'display', 'boardBy', 'groupBy', 'calendarBy', 'chart'] as const

export function readState<View extends Shown & { key: string }>(parameters: URLSearchParams, views: readonly View[], noView: View): ListState<View> {
  const view = views.find((each) => each.key === parameters.get(names.view)) ?? views[0] ?? noView
  const given = {
    filter: parseFilter(parameters.get(names.filter)),
    sort: parameters.get(names.sort) ?? undefined,
    columns: parameters.get(names.columns)?.split(',').filter(Boolean),
    display: displays.find((each) => each === parameters.get(names.display)),
    boardBy: parameters.get(names.boardBy) ?? undefined,
    groupBy: parameters.get(names.groupBy) ?? undefined,
    calendarBy: parameters.get(names.calendarBy) ?? undefined,
    chart: parameters.get(names.chart) ?? undefined,
  }
  const day = parameters.get(names.day)
  return {
    view,
    q: parameters.get(names.q) ?? '',
    filter: given.filter ?? view.filter,
    sort: given.sort ?? view.sort,
    columns: given.columns ?? view.columns,
    display: given.display ?? view.display,
    boardBy: given.boardBy ?? view.boardBy,
    groupBy: given.groupBy ?? view.groupBy,
    calendarBy: given.calendarBy ?? view.calendarBy,
    chart: given.chart ?? view.chart,
    day: isDay(day) ? day : undefined,
    span: spans.find((each) => each === parameters.get(names.span)) ?? 'month',
    record: parameters.get(names.record) ?? undefined,
    isChanged: Object.values(given).some((value) => value !== undefined),
  }
}

/** A change to another view forgets what was changed in the last one, but for the words. */
export function writeState(before: URLSearchParams, change: ListChange): URLSearchParams {
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

export function isFilter(value: unknown): value is Filter {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
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
