import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { ErrorState } from '../../kit/states.tsx'
import { allOf } from '../filter/filter-model.ts'
import { GridRow } from './grid-row.tsx'
import { conditionOf } from './grouping.ts'
import { useRows } from './rows.ts'
import { useRowsInSight } from './rows-in-sight.ts'
import styles from './grid.module.css'

import type { RecordData } from '../../client/records.ts'
import type { RowActions } from './grid-row.tsx'
import type { GroupedProps } from './grouped-grid.tsx'
import type { RowGroup } from './groups.ts'

interface Props extends GroupedProps {
  group: RowGroup
  gridId: string
  scroller: HTMLDivElement | null
  template: string
  width: number
  rowHeight: number
  actions: RowActions
  /** Place of the first row among all that are loaded. */
  firstIndex: number
  onLoaded(records: RecordData[]): void
}

/** The rows of one open group. */
export function GroupRows(props: Props) {
  const { object, columns, grouping, group, query, rowHeight, selection, place, editing, onLoaded } = props
  const { t } = useTranslation()
  const text = JSON.stringify(conditionOf(grouping, group.value))
  const own = useMemo(() => ({ ...query, filter: allOf(query.filter, JSON.parse(text)), limit: 100, count: 'none' as const }), [query, text])
  const rows = useRows(object.path, own, { isInUse: selection.isAll || selection.ids.size > 0 || editing !== undefined })
  const { records, hasMore, loadMore } = rows
  const { first, end, ref } = useRowsInSight(props.scroller, { count: records.length, rowHeight })
  useEffect(() => onLoaded(records))
  useEffect(() => {
    if (hasMore && end >= records.length - 25) loadMore()
    // `loadMore` is of this render and does nothing while a page is on its way.
  })
  const waiting = rows.isLoading ? Math.min(group.count, 3) : hasMore ? 3 : 0
  return (
    <>
      {rows.error !== null && <ErrorState error={rows.error} onRetry={rows.refresh} small />}
      <div ref={ref} className={styles.groupBody} style={{ height: (records.length + waiting) * rowHeight }} role="presentation">
        {records.slice(first, end).map((record, offset) => (
          <GridRow
            key={record.id}
            gridId={props.gridId}
            record={record}
            index={props.firstIndex + first + offset}
            rowNumber={props.firstIndex + first + offset}
            top={(first + offset) * rowHeight}
            columns={columns}
            template={props.template}
            width={props.width}
            height={rowHeight}
            isChosen={selection.has(record.id)}
            isOpened={record.id === props.opened}
            activeColumn={record.id === place?.id ? place.column : undefined}
            editedColumn={editing?.id === record.id ? editing.column : undefined}
            actions={props.actions}
            chooseLabel={t('list.choose_row')}
          />
        ))}
      </div>
    </>
  )
}
