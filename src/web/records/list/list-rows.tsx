/** The rows of a list in the state they are in: loading, failed, empty, as a table or as cards. */
import { Button } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'

import { ErrorState, SkeletonLines } from '../../kit/states.tsx'
import { useToast } from '../../kit/toast.tsx'
import { useFieldSaver } from '../save-record.tsx'
import { CardList } from './card-list.tsx'
import { valueAt } from './columns.ts'
import { EmptyList } from './empty-list.tsx'
import { Grid } from './grid.tsx'
import { groupingText } from './grouping.ts'
import styles from './list.module.css'

import type { ListQuery, RecordData } from '../../client/records.ts'
import type { Column } from './columns.ts'
import type { GridProps } from './grid.tsx'
import type { Place } from './grid-place.ts'
import type { Grouping } from './grouping.ts'

// Most lists are not grouped.
const GroupedCards = lazy(async () => ({ default: (await import('./grouped-cards.tsx')).GroupedCards }))
const GroupedGrid = lazy(async () => ({ default: (await import('./grouped-grid.tsx')).GroupedGrid }))

interface Props extends Omit<GridProps, 'onSave'> {
  /** The record at which cards are to stand at first. */
  startAt: string | undefined
  /** Undefined: plain rows. */
  grouping: Grouping | undefined
  query: ListQuery
  onLoaded(records: RecordData[]): void
  isPhone: boolean
  isFiltered: boolean
  onCreate(): void
  onClear(): void
}

export function ListRows(props: Props) {
  const { object, columns, rows, grouping, handle, onEdit, onPlace } = props
  const { t } = useTranslation()
  const toast = useToast()
  const saver = useFieldSaver(object)

  const edit = (place: Place | undefined) => {
    const column = place && columns[place.column]
    // Tab behind the last column, or onto one that cannot be edited, only moves there.
    if (place && column) onPlace(place)
    onEdit(column?.isEditable ? place : undefined)
    if (!column?.isEditable) handle.current?.focus()
  }
  const save = async (record: RecordData, column: Column, value: unknown) => {
    const before = valueAt(record, column)
    rows.holdStill()
    const isSaved = await saver.save(record, column.field, value)
    if (!isSaved) return
    toast.done(t('list.cell_saved', { field: column.label }), { undo: () => void undo(record, column, before) })
  }
  const undo = async (record: RecordData, column: Column, before: unknown) => {
    rows.holdStill()
    const current = rows.records.find(({ id }) => id === record.id) ?? record
    await saver.save({ id: current.id, version: Math.max(current.version, record.version + 1) }, column.field, before).catch(toast.problem)
  }

  if (rows.error !== null && rows.records.length === 0) return <ErrorState error={rows.error} onRetry={rows.refresh} />
  if (rows.isLoading) {
    return (
      <div className={styles.loading}>
        <SkeletonLines lines={12} height={20} />
      </div>
    )
  }
  const isEmpty = grouping ? rows.total === 0 : rows.records.length === 0
  if (isEmpty) return <EmptyList object={object} isFiltered={props.isFiltered} onCreate={props.onCreate} onClear={props.onClear} />
  return (
    <>
      {rows.isOutdated && (
        <p className={styles.outdated} role="status">
          {t('list.outdated')}
          <Button size="small" type="link" onClick={rows.refresh}>
            {t('list.reload')}
          </Button>
        </p>
      )}
      {rows.error !== null && <ErrorState error={rows.error} onRetry={rows.retry} small />}
      {props.isPhone && grouping ? (
        <Suspense fallback={<SkeletonLines lines={8} height={44} />}>
          <GroupedCards key={groupingText(grouping)} object={object} columns={columns} grouping={grouping} query={props.query} />
        </Suspense>
      ) : props.isPhone ? (
        <CardList object={object} rows={rows} columns={columns} label={props.label} handle={handle} startAt={props.startAt} />
      ) : (
        <Table {...props} onEdit={edit} onSave={save} />
      )}
      {saver.dialog}
    </>
  )
}

function Table(props: GridProps & Pick<Props, 'grouping' | 'query' | 'onLoaded'>) {
  const { grouping, query, onLoaded, ...grid } = props
  if (!grouping) return <Grid {...grid} />
  return (
    <Suspense fallback={<SkeletonLines lines={12} height={20} />}>
      <GroupedGrid key={groupingText(grouping)} {...grid} grouping={grouping} query={query} onLoaded={onLoaded} />
    </Suspense>
  )
}
