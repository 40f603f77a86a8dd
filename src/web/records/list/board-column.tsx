import { useDraggable, useDroppable } from '@dnd-kit/core'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { allOf } from '../filter/filter-model.ts'
import { formatNumber } from '../../kit/format.ts'
import { ErrorState, SkeletonLines } from '../../kit/states.tsx'
import { optionColour } from '../../kit/theme.ts'
import { useStill } from '../../kit/use-still.ts'
import { RecordCard } from './card-list.tsx'
import { useRows } from './rows.ts'
import { TouchCard } from './touch-card.tsx'
import styles from './board.module.css'

import type { FieldMetadata, ObjectMetadata } from '../../client/metadata.tsx'
import type { ListQuery, RecordData } from '../../client/records.ts'
import type { Carried } from './board.tsx'
import type { Column } from './columns.ts'
import type { Place } from './touch-card.tsx'

interface Props {
  object: ObjectMetadata
  field: FieldMetadata
  /** null: records without a value. */
  option: string | null
  name: string
  query: ListQuery
  columns: Column[]
  count: number | undefined
  hidesWhenEmpty: boolean
  opened: string | undefined
  /** Where a card can be put by its own button; undefined where it is carried. */
  places: Place[] | undefined
  /** While a card is carried, all cards stay where they are: what is fetched meanwhile comes with the drop. */
  isHeld: boolean
  onPut(carried: Carried, to: string | null): void
  onOpen(record: RecordData, isFull: boolean): void
}

export function BoardColumn({ object, field, option, name, query, columns, count, hidesWhenEmpty, opened, places, isHeld, onPut, onOpen }: Props) {
  const { t } = useTranslation()
  const own = useMemo(() => {
    const condition = { [field.name]: option === null ? { is_empty: true } : option }
    return { ...query, filter: allOf(query.filter, condition), limit: 30, count: 'none' as const }
  }, [query, field.name, option])
  const rows = useStill(useRows(object.path, own), isHeld)
  const { setNodeRef, isOver } = useDroppable({ id: option ?? 'none' })
  const end = useRef<HTMLDivElement>(null)
  const loadMore = useRef(rows.loadMore)
  loadMore.current = rows.loadMore
  useEffect(() => {
    const element = end.current
    if (!element) return
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && loadMore.current(), { rootMargin: '300px' })
    observer.observe(element)
    return () => observer.disconnect()
  }, [rows.records.length, rows.hasMore])

  const others = columns.filter((column) => column.name !== field.name)
  const colour = field.options?.find(({ key }) => key === option)?.color
  if (hidesWhenEmpty && !rows.isLoading && rows.records.length === 0) return null
  return (
    <section ref={setNodeRef} className={`${styles.column} ${isOver ? styles.over : ''}`} aria-label={name}>
      <h2 className={styles.columnHead}>
        {colour && <span className={styles.dot} style={{ background: optionColour(colour) }} aria-hidden="true" />}
        <span className={styles.columnName}>{name}</span>
        <span className={styles.count}>{count === undefined ? (rows.hasMore ? '' : formatNumber(rows.records.length)) : formatNumber(count)}</span>
      </h2>
      <div className={styles.columnBody}>
        {rows.isLoading && <SkeletonLines lines={4} height={72} />}
        {rows.error !== null && <ErrorState error={rows.error} onRetry={rows.refresh} small />}
        {!rows.isLoading && rows.records.length === 0 && rows.error === null && <p className={styles.empty}>{t('board.empty')}</p>}
        {rows.records.map((record) =>
          places ? (
            <TouchCard key={record.id} object={object} record={record} from={option} columns={others} places={field.readonly ? [] : places} onPut={onPut} />
          ) : (
            <BoardCard key={record.id} object={object} record={record} from={option} columns={others} isOpened={opened === record.id} isFixed={field.readonly} onOpen={onOpen} />
          ),
        )}
        {rows.hasMore && (
          <div ref={end}>
            <SkeletonLines lines={1} height={72} />
          </div>
        )}
      </div>
    </section>
  )
}

interface CardProps {
  object: ObjectMetadata
  record: RecordData
  from: string | null
  columns: Column[]
  isOpened: boolean
  isFixed: boolean
  onOpen(record: RecordData, isFull: boolean): void
}

function BoardCard({ object, record, from, columns, isOpened, isFixed, onOpen }: CardProps) {
  const { t } = useTranslation()
  const carried: Carried = { record, from }
  const isDisabled = isFixed || record.can?.change === false
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({ id: record.id, data: carried, disabled: isDisabled, attributes: { roleDescription: t('board.card') } })
  return (
    <div
      ref={setNodeRef}
      {...attributes}
      {...listeners}
      aria-disabled={undefined}
      className={[styles.card, isOpened ? styles.opened : '', isDragging ? styles.carried : ''].join(' ')}
      onClick={(event) => onOpen(record, event.ctrlKey || event.metaKey)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !isDragging) {
          event.preventDefault()
          onOpen(record, event.shiftKey || isOpened)
        } else listeners?.onKeyDown?.(event)
      }}
    >
      <RecordCard object={object} record={record} columns={columns} />
    </div>
  )
}
