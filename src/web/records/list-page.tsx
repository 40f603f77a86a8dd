/** The list of any object, drawn from its metadata; everything about it is in the URL. */
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'

import { useCurrentRecord } from '../client/current-record.ts'
import { useLanguage } from '../client/i18n.ts'
import { labelOf, titleOf, useMetadata, useObjectByPath } from '../client/metadata.tsx'
import { twinOf } from '../fields/index.ts'
import { formatNumber } from '../kit/format.ts'
import { PageHeader } from '../kit/page-header.tsx'
import { SkeletonLines } from '../kit/states.tsx'
import { useIsPhone } from '../kit/use-media.ts'
import { NotFound } from '../shell/not-found.tsx'
import { BulkBar } from './list/bulk-bar.tsx'
import { chartSettingOf } from './list/chart-setting.ts'
import { columnsOf, fieldsToAsk } from './list/columns.ts'
import { boardFields, calendarFields, chosenField } from './list/displays.ts'
import { groupingOf } from './list/grouping.ts'
import { useKept } from './list/kept.ts'
import { usePlaceOfBefore, useRememberedPlace } from './list/kept-places.ts'
import { ListActions } from './list/list-actions.tsx'
import { ListRows } from './list/list-rows.tsx'
import { ListToolbar } from './list/list-toolbar.tsx'
import { useListState } from './list/list-state.ts'
import { useRows } from './list/rows.ts'
import { useSelection } from './list/selection.ts'
import { nextSort } from './list/sort.ts'
import { useSums } from './list/sums.ts'
import { useListKeys } from './list/list-keys.ts'
import { useViews } from './list/views.ts'
import { ViewTabs } from './list/view-tabs.tsx'
import styles from './list/list.module.css'

import type { InputRef } from 'antd'
import type { ObjectMetadata } from '../client/metadata.tsx'
import type { ListQuery, RecordData } from '../client/records.ts'
import type { Place } from './list/grid-place.ts'
import type { Rows } from './list/rows.ts'

// Dragging cards needs a library of its own, and most lists are tables.
const Board = lazy(async () => ({ default: (await import('./list/board.tsx')).Board }))

const Calendar = lazy(async () => ({ default: (await import('./list/calendar.tsx')).Calendar }))
const ChartView = lazy(async () => ({ default: (await import('./list/chart-view.tsx')).ChartView }))

// Opened by a click: a list is there sooner without them.
const FormDrawer = lazy(async () => ({ default: (await import('./form-drawer.tsx')).FormDrawer }))
const SidePanel = lazy(async () => ({ default: (await import('./list/side-panel.tsx')).SidePanel }))

/** `path` where the address does not name the object, as in the settings area. */
export function ListPage({ path }: { path?: string }) {
  const parameters = useParams()
  const object = useObjectByPath(path ?? parameters.path)
  if (!object) return <NotFound />
  return <ListOf key={object.name} object={object} />
}

const pageSize = 100

function ListOf({ object }: { object: ObjectMetadata }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const navigate = useNavigate()
  const metadata = useMetadata()
  const isPhone = useIsPhone()
  const { views, isLoading } = useViews(object)
  const [state, change] = useListState(views)
  const [density, setDensity] = useKept('density', ['normal', 'compact'] as const, 'normal')
  const [sumsShown, setSumsShown] = useKept('sums', ['yes', 'no'] as const, 'no')
  const [editing, setEditing] = useState<Place>()
  const [isCreating, setIsCreating] = useState(false)
  const [isRecentOpen, setIsRecentOpen] = useState(false)
  const grid = useRef<HTMLElement>(null)
  const search = useRef<InputRef>(null)

  const names = state.columns.join(',')
  // `language` is part of the labels.
  const columns = useMemo(() => columnsOf(metadata, object, names.split(',').filter(Boolean)), [metadata, object, names, language])
  const boardField = chosenField(boardFields(object), state.boardBy)
  const dateField = chosenField(calendarFields(object), state.calendarBy)
  const chart = chartSettingOf(object, state.chart)
  const grouping = groupingOf(object, state.groupBy)
  // What the object, or the page, has no room for is a table.
  const display = (state.display === 'board' && !boardField) || (state.display === 'calendar' && !dateField) || (state.display === 'chart' && !chart) ? 'table' : state.display
  const isPlain = display === 'table' && !grouping
  const filterText = JSON.stringify(state.filter)
  const query = useMemo<ListQuery>(() => {
    const more = object.fields.filter((field) => twinOf(field).isWordList).map((field) => field.name)
    const filter = JSON.parse(filterText)
    return { q: state.q || undefined, filter: Object.keys(filter).length > 0 ? filter : undefined, sort: state.sort || undefined, fields: fieldsToAsk(object, columns, more), limit: isPlain ? pageSize : 1, count: 'exact' }
  }, [object, columns, state.q, state.sort, filterText, isPlain])
  const question = `${object.name} ${state.q} ${filterText} ${state.sort}`
  const [jump, setJump] = useState<{ question: string; to: 'start' | 'end'; turn: number }>()
  // Another question begins at its start.
  const from = isPlain && jump?.question === question ? jump.to : 'start'
  const asked = useMemo(() => (from === 'end' ? { ...query, from } : query), [query, from])
  const selection = useSelection(`${object.name} ${state.q} ${filterText}`)
  const [grouped, setGrouped] = useState<RecordData[]>([])
  const before = usePlaceOfBefore(question, !isLoading)
  // Where one asked to go goes before where one was.
  const begun = isPlain && jump?.question !== question ? before : undefined
  const [place, setPlace] = useState<Place | undefined>(begun?.place)
  const all = useRows(object.path, asked, { isInUse: selection.isAll || selection.ids.size > 0 || editing !== undefined, beginAt: begun?.page, turn: jump?.question === question ? jump.turn : 0 })
  // In groups the rows are those of the groups that are open.
  const rows: Rows = grouping && display === 'table' ? { ...all, records: grouped, offset: 0, hasMore: grouped.length < (all.total ?? 0), hasBefore: false, loadMore: () => undefined } : all
  useRememberedPlace({ question, rows: all, place, scroller: grid, rowHeight: isPhone ? undefined : density === 'compact' ? 28 : 36 })
  const sums = useSums(object, columns, query, sumsShown === 'yes' && isPlain && !isPhone)

  const open = (record: RecordData, isFull: boolean) => {
    if (isFull || isPhone) void navigate(`/${object.path}/${record.id}`)
    else change({ record: record.id }, state.record === undefined)
  }
  // An open panel follows the row one is on.
  const goToPlace = (next: Place) => {
    setPlace(next)
    if (state.record !== undefined && next.id !== state.record) change({ record: next.id })
  }
  // Once what was jumped to is there, the keyboard is on it.
  const arrived = useRef<typeof jump>(undefined)
  useEffect(() => {
    const record = all.records.at(jump?.to === 'end' ? -1 : 0)
    if (!jump || jump === arrived.current || all.isPrevious || !record) return
    arrived.current = jump
    setPlace({ id: record.id, column: 0 })
  }, [jump, all.records, all.isPrevious])
  const openedIndex = rows.records.findIndex((record) => record.id === state.record)
  const goTo = (index: number) => {
    const record = rows.records[index]
    if (!record) return undefined
    return () => goToPlace({ id: record.id, column: place?.column ?? 0 })
  }
  const rowAt = state.record === undefined ? rows.records.find((record) => record.id === place?.id) : undefined
  useCurrentRecord(useMemo(() => rowAt && { object: object.name, title: titleOf(object, rowAt), record: rowAt }, [object, rowAt]))
  const focusRows = () => grid.current?.focus()
  const closePanel = () => {
    change({ record: undefined })
    focusRows()
  }
  useListKeys({ object, rows, place, grid, search, selection, isOpen: state.record !== undefined, onPlace: goToPlace, onCreate: () => setIsCreating(true), onClose: closePanel })

  const clear = () => change({ q: '', filter: {} })
  return (
    <div className={styles.page}>
      <PageHeader
        title={labelOf(object.plural_label)}
        note={<span className={styles.total}>{rows.total === undefined ? '' : t(isPhone ? 'list.total_short' : 'list.total', { count: rows.total, number: formatNumber(rows.total) })}</span>}
        actions={<ListActions object={object} query={query} columns={columns.map((column) => column.name)} onCreate={() => setIsCreating(true)} />}
      />
      {isLoading ? <div className={styles.views}><SkeletonLines lines={1} height={20} /></div> : <ViewTabs object={object} views={views} state={state} onChange={change} onRecent={() => setIsRecentOpen(true)} />}
      <ListToolbar
        object={object}
        state={state}
        density={density}
        hasSums={sumsShown === 'yes'}
        onChange={change}
        onDensity={setDensity}
        onSums={(isShown) => setSumsShown(isShown ? 'yes' : 'no')}
        searchRef={search}
        onLeaveSearch={focusRows}
      />
      <div className={styles.split}>
        <div className={styles.main}>
          {display === 'board' && boardField ? (
            <Suspense fallback={<SkeletonLines lines={8} />}>
              <Board object={object} field={boardField} query={query} columns={columns} opened={state.record} isPhone={isPhone} onOpen={open} />
            </Suspense>
          ) : display === 'calendar' && dateField ? (
            <Suspense fallback={<SkeletonLines lines={8} />}>
              <Calendar object={object} field={dateField} fields={calendarFields(object)} query={query} columns={columns} day={state.day} span={state.span} opened={state.record} isPhone={isPhone} onChange={change} onOpen={open} />
            </Suspense>
          ) : display === 'chart' && chart ? (
            <Suspense fallback={<SkeletonLines lines={8} />}>
              <ChartView object={object} setting={chart} query={query} onChange={(next) => change({ chart: next })} />
            </Suspense>
          ) : (
            <ListRows
              object={object}
              columns={columns}
              rows={rows}
              sort={state.sort}
              density={density}
              selection={selection}
              opened={state.record}
              sums={sums}
              grouping={grouping}
              query={query}
              onLoaded={setGrouped}
              label={labelOf(object.plural_label)}
              place={place}
              editing={editing}
              handle={grid}
              isPhone={isPhone}
              isFiltered={state.q !== '' || query.filter !== undefined}
              startTop={begun?.top}
              startAt={begun?.record}
              onJump={(to) => setJump((last) => ({ question, to, turn: (last?.turn ?? 0) + 1 }))}
              onPlace={goToPlace}
              onEdit={setEditing}
              onSort={(field, keepsOthers) => change((now) => ({ sort: nextSort(now.sort, field, keepsOthers) }))}
              onOpen={open}
              onCreate={() => setIsCreating(true)}
              onClear={clear}
            />
          )}
        </div>
        {state.record && !isPhone && (
          <Suspense fallback={null}>
            <SidePanel
              object={object}
              id={state.record}
              onClose={closePanel}
              onFull={() => void navigate(`/${object.path}/${state.record}`)}
              onPrevious={openedIndex > 0 ? goTo(openedIndex - 1) : undefined}
              onNext={openedIndex >= 0 ? goTo(openedIndex + 1) : undefined}
            />
          </Suspense>
        )}
      </div>
      <BulkBar object={object} rows={rows} query={query} columns={columns.map((column) => column.name)} selection={selection} isRecentOpen={isRecentOpen} onRecent={setIsRecentOpen} />
      <Suspense fallback={null}>{isCreating && <FormDrawer object={object} onClose={() => setIsCreating(false)} onSaved={(record) => open(record, false)} />}</Suspense>
    </div>
  )
}
