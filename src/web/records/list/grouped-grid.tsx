/** The table of a list in groups: heads with count and sums, the rows of those that are open by keyset. */
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { ErrorState, SkeletonLines } from '../../kit/states.tsx'
import { GridHeader } from './grid-header.tsx'
import { handleGridKey } from './grid-keys.ts'
import { cellId } from './grid-place.ts'
import { headerHeight } from './grid.tsx'
import { GroupHead } from './group-head.tsx'
import { GroupRows } from './group-rows.tsx'
import { mostGroups, useGroups } from './groups.ts'
import { useColumnWidths } from './column-widths.ts'
import styles from './grid.module.css'

import type { ListQuery, RecordData } from '../../client/records.ts'
import type { GridProps } from './grid.tsx'
import type { RowActions } from './grid-row.tsx'
import type { Grouping } from './grouping.ts'

export interface GroupedProps extends Omit<GridProps, 'sums'> {
  grouping: Grouping
  query: ListQuery
  /** All rows that are loaded, from the first group to the last. */
  onLoaded(records: RecordData[]): void
}

export function GroupedGrid(props: GroupedProps) {
  const { object, columns, grouping, query, rows, place, onPlace } = props
  const { t } = useTranslation()
  const id = useId()
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const groups = useGroups(object, grouping, columns, query)
  const rowHeight = props.density === 'compact' ? 28 : 36
  const { template, total, resize } = useColumnWidths(object.name, columns)
  const [isScrolled, setIsScrolled] = useState(false)
  const [closed, setClosed] = useState<ReadonlySet<string> | 'all but the first'>('all but the first')
  const isOpen = (key: string, at: number) => (closed === 'all but the first' ? at === 0 : !closed.has(key))
  const loaded = useLoaded((groups.data ?? []).filter(({ key }, at) => isOpen(key, at)).map(({ key }) => key), props.onLoaded)
  const toggle = (key: string) => {
    const all = groups.data ?? []
    const before = new Set(closed === 'all but the first' ? all.slice(1).map((group) => group.key) : closed)
    if (!before.delete(key)) before.add(key)
    setClosed(before)
  }

  const index = place ? rows.records.findIndex((record) => record.id === place.id) : -1
  const active = place && index >= 0 ? cellId(id, place) : undefined
  useEffect(() => {
    if (active) document.getElementById(active)?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const move = (rowIndex: number, column: number) => {
    const record = rows.records[Math.max(0, Math.min(rows.records.length - 1, rowIndex))]
    if (record) onPlace({ id: record.id, column: Math.max(0, Math.min(columns.length - 1, column)) })
  }
  const actions = useActions(props)
  const { handle } = props
  const setRef = useCallback(
    (element: HTMLDivElement | null) => {
      setScroller(element)
      handle.current = element
    },
    [handle],
  )

  if (groups.isError) return <ErrorState error={groups.error} onRetry={() => void groups.refetch()} />
  if (!groups.data) return <SkeletonLines lines={10} height={rowHeight} />
  let before = 0
  return (
    <div
      ref={setRef}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-multiselectable="true"
      aria-colcount={columns.length + 1}
      aria-busy={groups.isPlaceholderData}
      aria-activedescendant={active}
      className={[styles.grid, isScrolled ? styles.scrolled : '', groups.isPlaceholderData ? styles.previous : ''].join(' ')}
      onScroll={(event) => setIsScrolled(event.currentTarget.scrollLeft > 0)}
      onFocus={(event) => {
        // By the keyboard: a pointer goes to the row it is on, which must not move away under it.
        if (event.target === event.currentTarget && index < 0 && event.currentTarget.matches(':focus-visible')) move(0, 0)
      }}
      onKeyDown={(event) => handleGridKey(event, { ...props, sums: undefined, index, move, pageRows: 20 })}
    >
      <GridHeader {...props} sums={undefined} template={template} width={total} height={headerHeight} onResize={resize} />
      {groups.data.map((group, at) => {
        const start = before
        const open = isOpen(group.key, at)
        before += open ? loaded.count(group.key) : 0
        return (
          <div key={group.key} role="rowgroup" className={styles.rowGroup} style={{ width: total }}>
            <GroupHead group={group} grouping={grouping} columns={columns} template={template} width={total} height={rowHeight} isOpen={open} onToggle={() => toggle(group.key)} />
            {open && (
              <GroupRows {...props} group={group} gridId={id} scroller={scroller} template={template} width={total} rowHeight={rowHeight} actions={actions} firstIndex={start} onLoaded={(records) => loaded.note(group.key, records)} />
            )}
          </div>
        )
      })}
      {groups.data.length === mostGroups && <p className={styles.note}>{t('group.only_first', { count: mostGroups })}</p>}
    </div>
  )
}

/** Rows are drawn again only when they change, so what they call must never be of an older render. */
function useActions(props: GroupedProps): RowActions {
  const latest = useRef(props)
  latest.current = props
  return useMemo<RowActions>(
    () => ({
      goTo: (to) => latest.current.onPlace(to),
      edit: (at) => latest.current.onEdit(at),
      toggle: (at, extendsChoice) => {
        const { selection, rows: { records } } = latest.current
        if (extendsChoice) selection.extend(at, records)
        else selection.toggle(at, records)
      },
      open: (record, isFull) => latest.current.onOpen(record, isFull),
      save: (record, column, value) => latest.current.onSave(record, column, value),
    }),
    [],
  )
}

/** What each open group has loaded, told as one list in the order of the groups. */
function useLoaded(order: string[], tell: (records: RecordData[]) => void) {
  const [byGroup, setByGroup] = useState<ReadonlyMap<string, RecordData[]>>(new Map())
  const latest = useRef(tell)
  latest.current = tell
  const key = order.join('\n')
  useEffect(() => latest.current(key.split('\n').flatMap((each) => byGroup.get(each) ?? [])), [byGroup, key])
  return {
    count: (group: string) => byGroup.get(group)?.length ?? 0,
    note: (group: string, records: RecordData[]) => setByGroup((before) => (before.get(group) === records ? before : new Map([...before, [group, records]]))),
  }
}
