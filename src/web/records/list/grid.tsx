/** The table of a list: only the rows in sight are drawn, more are loaded by keyset as one scrolls. An ARIA grid. */
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { GridHeader } from './grid-header.tsx'
import { handleGridKey } from './grid-keys.ts'
import { cellId } from './grid-place.ts'
import { GridRow } from './grid-row.tsx'
import { GridSums } from './grid-sums.tsx'
import { useGridWindow } from './grid-window.ts'
import { useColumnWidths } from './column-widths.ts'
import styles from './grid.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'
import type { Column } from './columns.ts'
import type { Place } from './grid-place.ts'
import type { RowActions } from './grid-row.tsx'
import type { Rows } from './rows.ts'
import type { Selection } from './selection.ts'

export type Density = 'normal' | 'compact'

export interface GridProps {
  object: ObjectMetadata
  columns: Column[]
  rows: Rows
  sort: string
  density: Density
  selection: Selection
  /** Record in the side panel. */
  opened: string | undefined
  /** Totals under the columns, by name. */
  sums: Record<string, unknown> | undefined
  label: string
  place: Place | undefined
  editing: Place | undefined
  handle: React.RefObject<HTMLElement | null>
  /** How far down the list is to stand at first. */
  startTop?: number
  /** To the first or the last row of the whole list, loaded or not. */
  onJump(to: 'start' | 'end'): void
  onPlace(place: Place): void
  onEdit(place: Place | undefined): void
  onSort(field: string, keepsOthers: boolean): void
  onOpen(record: RecordData, isFull: boolean): void
  onSave(record: RecordData, column: Column, value: unknown): Promise<void>
}

export const headerHeight = 34

export function Grid(props: GridProps) {
  const { object, columns, rows, selection, place, editing, onPlace } = props
  const { t } = useTranslation()
  const id = useId()
  const rowHeight = props.density === 'compact' ? 28 : 36
  const { template, total, resize } = useColumnWidths(object.name, columns)
  const { offset } = rows
  // Rows are counted from the first of the whole list; those before `offset` are not loaded.
  const window = useGridWindow({ count: offset + rows.records.length, rowHeight, top: headerHeight + (props.sums ? rowHeight : 0) })
  const [isScrolled, setIsScrolled] = useState(false)
  const index = place ? rows.records.findIndex((record) => record.id === place.id) : -1
  const isActiveDrawn = index >= 0 && offset + index >= window.first && offset + index < window.end

  const { first, end, show } = window
  const { hasMore, hasBefore, loadMore, loadBefore } = rows
  const count = rows.records.length
  useEffect(() => {
    // These are of this render and do nothing while a page is on its way.
    if (hasMore && end >= offset + count - 25) loadMore()
    else if (hasBefore && first <= offset + 25) loadBefore()
  })
  const { ref: scroller, onScroll } = window
  const { startTop } = props
  useLayoutEffect(() => {
    if (startTop === undefined || !scroller.current) return
    scroller.current.scrollTop = startTop
    onScroll()
  }, [startTop, scroller, onScroll])
  // The row one was on may have left the list: go on from where it stood.
  const lastIndex = useRef(0)
  if (index >= 0) lastIndex.current = index
  const shown = useRef(offset + index)
  useEffect(() => {
    if (index >= 0 && offset + index !== shown.current) show(offset + index)
    shown.current = offset + index
  }, [index, offset, show])

  // Rows are drawn again only when they change, so what they call must never be of an older render.
  const latest = useRef(props)
  latest.current = props
  const actions = useMemo<RowActions>(
    () => ({
      goTo: (to) => latest.current.onPlace(to),
      edit: (at) => latest.current.onEdit(at),
      toggle: (at, extendsChoice) => {
        const { selection: current, rows: { records } } = latest.current
        if (extendsChoice) current.extend(at, records)
        else current.toggle(at, records)
      },
      open: (record, isFull) => latest.current.onOpen(record, isFull),
      save: (record, column, value) => latest.current.onSave(record, column, value),
    }),
    [],
  )
  const chooseLabel = t('list.choose_row')

  const move = (rowIndex: number, column: number) => {
    const record = rows.records[Math.max(0, Math.min(count - 1, rowIndex))]
    if (record) onPlace({ id: record.id, column: Math.max(0, Math.min(columns.length - 1, column)) })
  }

  const setRef = (element: HTMLDivElement | null) => {
    window.ref.current = element
    props.handle.current = element
  }

  return (
    <div
      ref={setRef}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-multiselectable="true"
      aria-rowcount={(rows.total ?? (hasMore ? -1 : count)) + (rows.total === undefined && hasMore ? 0 : 1)}
      aria-colcount={columns.length + 1}
      aria-busy={rows.isPrevious || rows.isLoadingMore}
      aria-activedescendant={place && isActiveDrawn ? cellId(id, place) : undefined}
      className={[styles.grid, isScrolled ? styles.scrolled : '', rows.isPrevious ? styles.previous : ''].join(' ')}
      onScroll={(event) => {
        window.onScroll()
        setIsScrolled(event.currentTarget.scrollLeft > 0)
      }}
      onFocus={(event) => {
        // By the keyboard: a pointer goes to the row it is on, which must not move away under it.
        if (event.target === event.currentTarget && index < 0 && event.currentTarget.matches(':focus-visible')) move(window.first - offset, 0)
      }}
      onKeyDown={(event) => handleGridKey(event, { ...props, index: index < 0 && place ? lastIndex.current - 1 : index, move, pageRows: Math.max(1, window.end - window.first - 25) })}
    >
      <GridHeader {...props} template={template} width={total} height={headerHeight} onResize={resize} />
      <div className={styles.sizer} style={{ height: Math.max(offset + count + (hasMore ? 3 : 0), hasMore && startTop !== undefined ? Math.ceil(startTop / rowHeight) + window.pool : 0) * rowHeight, width: total }} role="presentation">
        {rows.records.slice(Math.max(0, window.first - offset), Math.max(0, window.end - offset)).map((record, at) => {
          const recordIndex = Math.max(0, window.first - offset) + at
          const rowIndex = offset + recordIndex
          const isHere = record.id === place?.id
          return (
            <GridRow
              key={rowIndex % window.pool}
              gridId={id}
              record={record}
              index={recordIndex}
              rowNumber={rowIndex}
              top={rowIndex * rowHeight}
              columns={columns}
              template={template}
              width={total}
              height={rowHeight}
              isChosen={selection.has(record.id)}
              isOpened={record.id === props.opened}
              activeColumn={isHere ? place.column : undefined}
              editedColumn={editing?.id === record.id ? editing.column : undefined}
              actions={actions}
              chooseLabel={chooseLabel}
            />
          )
        })}
        {hasMore && [0, 1, 2].map((line) => <WaitingRow key={line} top={(offset + count + line) * rowHeight} height={rowHeight} />)}
        {hasBefore && [1, 2, 3].map((line) => <WaitingRow key={line} top={(offset - line) * rowHeight} height={rowHeight} />)}
      </div>
      {props.sums && <GridSums columns={columns} sums={props.sums} template={template} width={total} height={rowHeight} label={t('list.sums')} />}
    </div>
  )
}

function WaitingRow({ top, height }: { top: number; height: number }) {
  return (
    <div className={styles.waiting} style={{ top, height }} aria-hidden="true">
      <span className={styles.bone} style={{ width: '18%' }} />
      <span className={styles.bone} style={{ width: '12%' }} />
      <span className={styles.bone} style={{ width: '26%' }} />
    </div>
  )
}
