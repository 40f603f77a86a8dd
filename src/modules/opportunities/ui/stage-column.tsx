/** One stage of the board: its sums, and its cards, of which only those in sight are drawn. */
import { ClockCircleOutlined } from '@ant-design/icons'
import { useDroppable } from '@dnd-kit/core'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { formatMoney, formatNumber } from '../../../web/kit/format.ts'
import { ErrorState, SkeletonLines } from '../../../web/kit/states.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { useStill } from '../../../web/kit/use-still.ts'
import { useGridWindow } from '../../../web/records/list/grid-window.ts'
import { useRows } from '../../../web/records/list/rows.ts'
import { BoardCard } from './board-card.tsx'
import { cardHeight, withMoved } from './column-cards.ts'
import { nameInLanguage } from './stage-words.ts'
import styles from './board.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { Filter, ListQuery, RecordData } from '../../../web/client/records.ts'
import type { BoardColumn } from '../queries/board.ts'
import type { Moved } from './use-moves.tsx'

interface Props {
  object: ObjectMetadata
  column: BoardColumn
  isCounted: boolean
  filter: Filter
  q: string
  moved: ReadonlyMap<string, Moved>
  follows: string | undefined
  /** While a card is carried, all cards stay where they are: what is fetched meanwhile comes with the drop. */
  isHeld: boolean
  places: BoardColumn[]
  onPut(record: RecordData, to: BoardColumn): void
  onOpen(record: RecordData): void
}

const shown = ['name', 'customer', 'amount', 'weighted_amount', 'currency', 'close_on', 'owner', 'stage', 'status', 'stage_since', 'stage_due_on', 'version', 'can']

export function StageColumn({ object, column, isCounted, filter, q, moved, follows, isHeld, places, onPut, onOpen }: Props) {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  const query = useMemo<ListQuery>(() => {
    const fields = shown.filter((name) => name === 'can' || object.fields.some((field) => field.name === name))
    return { filter: { ...filter, stage: column.id }, q: q || undefined, sort: '-stage_since', fields, limit: 50, count: 'none' }
  }, [object, filter, q, column.id])
  const rows = useStill(useRows(object.path, query), isHeld)
  useLetGo(moved)
  const cards = useStill(withMoved({ rows, moved, stage: column.id }), isHeld)
  const total = Math.max(rows.offset + cards.length + (rows.hasMore ? 1 : 0), 0)
  const window = useGridWindow({ count: total, rowHeight: cardHeight, top: 0 })
  const { setNodeRef, isOver } = useDroppable({ id: column.id, disabled: column.is_deleted })
  const { first, end } = window
  const [isNearEnd, isNearStart] = [end >= rows.offset + cards.length - 10 && rows.hasMore, first < rows.offset + 10 && rows.hasBefore]
  useEffect(() => {
    if (isNearEnd) rows.loadMore()
    else if (isNearStart) rows.loadBefore()
  }, [isNearEnd, isNearStart, rows.isLoadingMore, cards.length, first])
  const name = nameInLanguage(column.name)
  return (
    <section ref={setNodeRef} className={`${styles.column} ${isOver ? styles.over : ''}`} aria-label={name}>
      <ColumnHead column={column} name={name} isCounted={isCounted} />
      <div ref={window.ref} className={styles.cards} onScroll={window.onScroll} tabIndex={-1}>
        {rows.isLoading && <SkeletonLines lines={4} height={88} />}
        {rows.error !== null && <ErrorState error={rows.error} onRetry={rows.refresh} small />}
        {!rows.isLoading && cards.length === 0 && rows.error === null && <p className={styles.empty}>{t('opportunities.empty_column')}</p>}
        <div className={styles.tall} style={{ height: total * cardHeight }}>
          {cards.slice(Math.max(0, first - rows.offset), Math.max(0, end - rows.offset)).map((record, at) => (
            <div key={record.id} className={styles.place} style={{ top: (Math.max(first, rows.offset) + at) * cardHeight, height: cardHeight }}>
              <BoardCard record={record} column={column} places={places} takesFocus={follows === record.id && moved.get(record.id)?.stage === column.id} isPhone={isPhone} onPut={onPut} onOpen={onOpen} />
            </div>
          ))}
        </div>
      </div>
    </section>
  )
}

function ColumnHead({ column, name, isCounted }: { column: BoardColumn; name: string; isCounted: boolean }) {
  const { t } = useTranslation()
  return (
    <header className={styles.head}>
      <h2 className={styles.name}>
        <span className={styles.nameText} title={name}>{name}</span>
        <span className={styles.count}>{isCounted ? formatNumber(column.count) : ''}</span>
      </h2>
      {!isCounted && <p className={styles.sums}>{'\u00a0'}</p>}
      {column.is_deleted && <p className={styles.sums}>{t('opportunities.stage_deleted')}</p>}
      {column.amount !== null && (
        <p className={styles.sums} title={formatMoney(column.amount)}>
          <strong>{formatMoney(column.amount, { compact: true })}</strong> <span>{t('opportunities.weighted', { amount: formatMoney(column.weighted_amount, { compact: true }) })}</span>
        </p>
      )}
      {column.in_other_currencies > 0 && <p className={styles.sums}>{t('opportunities.other_currencies', { count: column.in_other_currencies })}</p>}
      <p className={styles.sums}>
        {column.stalled > 0 && (
          <span className={styles.stalled}>
            <ClockCircleOutlined aria-hidden /> {t('opportunities.stalled_count', { count: column.stalled })}
          </span>
        )}
        {column.stalled === 0 && <span>{column.expected_days === null ? t('opportunities.no_limit') : t('opportunities.expected', { count: column.expected_days })}</span>}
      </p>
    </header>
  )
}

/** Draws once more when what was moved is to be told by the lists alone. */
function useLetGo(moved: ReadonlyMap<string, Moved>): void {
  const [, draw] = useState(0)
  useEffect(() => {
    const timer = setTimeout(() => draw((before) => before + 1), 6100)
    return () => clearTimeout(timer)
  }, [moved])
}
