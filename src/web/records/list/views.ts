/** The views of a list: those that come with the object and those that people saved, in one shape. */
import { useMemo } from 'react'

import { useList, recordsOf } from '../../client/records.ts'
import { labelOf } from '../../client/metadata.tsx'
import { i18n, useLanguage } from '../../client/i18n.ts'
import { useSession } from '../../client/session.tsx'

import { displays, isFilter } from './list-address.ts'

import type { ViewMetadata } from '../../../kernel/projections/metadata-shape.ts'
import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'
import type { Shown } from './list-address.ts'

export interface View extends Shown {
  /** Built-in key, or the id of the saved view. Goes into the URL. */
  key: string
  name: string
  /** The record of a saved view; built-in views have none and cannot be changed. */
  saved: RecordData | undefined
  isShared: boolean
  isMine: boolean
}

export const savedViewsPath = 'saved-views'

/** Built-in views first, then the saved ones by name. Saved views that fail to load leave the built-in ones. */
export function useViews(object: ObjectMetadata): { views: View[]; isLoading: boolean } {
  const language = useLanguage()
  const { person } = useSession()
  const query = useList(savedViewsPath, { filter: { object: object.name }, sort: 'name', limit: 200 })
  const saved = query.data
  // `language` is part of the names.
  const views = useMemo(
    () => [...builtIn(object), ...recordsOf(saved).map((record) => savedView(record, person.id))],
    [object, saved, person.id, language],
  )
  return { views, isLoading: query.isPending && query.fetchStatus !== 'idle' }
}

/** What is stored of a view. */
export function viewValues(object: ObjectMetadata, view: Omit<View, 'key' | 'saved' | 'isMine'>): Record<string, unknown> {
  return {
    object: object.name,
    name: view.name,
    filter: view.filter,
    sort: view.sort,
    columns: view.columns,
    display: view.display,
    board_by: view.boardBy ?? null,
    group_by: view.groupBy || null,
    calendar_by: view.calendarBy ?? null,
    chart: view.chart || null,
    is_shared: view.isShared,
  }
}

/** An object without views of its own has one with everything. */
function builtIn(object: ObjectMetadata): View[] {
  const everything = { key: 'all', label: { zh: i18n.t('views.all'), en: i18n.t('views.all') }, filter: {}, sort: '', columns: [], display: 'table' as const }
  const views: ViewMetadata[] = object.views.length > 0 ? object.views : [everything]
  return views.map((view) => ({
    key: view.key,
    name: labelOf(view.label),
    filter: isFilter(view.filter) ? view.filter : {},
    sort: view.sort,
    columns: view.columns,
    display: view.display,
    boardBy: view.board_by,
    groupBy: view.group_by ?? '',
    calendarBy: view.calendar_by,
    chart: view.chart ?? '',
    saved: undefined,
    isShared: true,
    isMine: false,
  }))
}

function savedView(record: RecordData, me: string): View {
  return {
    key: record.id,
    name: String(record.name ?? ''),
    filter: isFilter(record.filter) ? record.filter : {},
    sort: typeof record.sort === 'string' ? record.sort : '',
    columns: Array.isArray(record.columns) ? record.columns.map(String) : [],
    display: displays.find((each) => each === record.display) ?? 'table',
    boardBy: textOf(record.board_by),
    groupBy: textOf(record.group_by) ?? '',
    calendarBy: textOf(record.calendar_by),
    chart: textOf(record.chart) ?? '',
    saved: record,
    isShared: record.is_shared === true,
    isMine: isOwner(record.owner, me),
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function isOwner(owner: unknown, me: string): boolean {
  return typeof owner === 'object' && owner !== null && 'id' in owner && owner.id === me
}
