/** One opportunity on the board: what it is worth, when it closes, how long it has been here. */
import { ClockCircleOutlined, SwapOutlined } from '@ant-design/icons'
import { useDraggable } from '@dnd-kit/core'
import { Button, Dropdown } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { nameOf } from '../../../web/client/reference-parts.ts'

import { formatDate, formatMoney } from '../../../web/kit/format.ts'
import { daysSince, isStalled, nameInLanguage } from './stage-words.ts'
import styles from './board.module.css'

import type { RecordData } from '../../../web/client/records.ts'
import type { BoardColumn } from '../queries/board.ts'

interface Props {
  record: RecordData
  column: BoardColumn
  /** Where else it may be put. */
  places: BoardColumn[]
  /** It was carried here by the keyboard, which goes on with it. */
  takesFocus: boolean
  isPhone: boolean
  onPut(record: RecordData, to: BoardColumn): void
  onOpen(record: RecordData): void
}

export function BoardCard({ record, column, places, takesFocus, isPhone, onPut, onOpen }: Props) {
  const { t } = useTranslation()
  const isFixed = record.can?.change === false
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({ id: record.id, data: { record, from: column }, disabled: isFixed, attributes: { roleDescription: t('opportunities.card') } })
  const element = useRef<HTMLDivElement | null>(null)
  useEffect(() => {
    if (takesFocus) element.current?.focus({ preventScroll: true })
  }, [takesFocus])
  const items = places.map((place) => ({ key: place.id, label: nameInLanguage(place.name), onClick: () => onPut(record, place) }))
  return (
    <div className={styles.holder}>
      <div
        ref={(node) => {
          element.current = node
          setNodeRef(node)
        }}
        {...attributes}
        {...listeners}
        aria-disabled={undefined}
        data-opportunity={record.id}
        className={`${styles.card} ${isDragging ? styles.carried : ''}`}
        onClick={() => onOpen(record)}
        onKeyDown={(event) => {
          if (event.target !== event.currentTarget) return
          if (event.key === 'Enter' && !isDragging) {
            event.preventDefault()
            onOpen(record)
          } else listeners?.onKeyDown?.(event)
        }}
      >
        <CardBody record={record} column={column} />
      </div>
      {/* Beside the card, not in it: a button in a button is read as one. */}
      {isPhone && !isFixed && (
        <Dropdown menu={{ items, className: styles.menu }} trigger={['click']} placement="bottomRight">
          <Button type="text" className={styles.put} icon={<SwapOutlined aria-hidden />} aria-label={t('opportunities.put_of', { name: String(record.name) })} />
        </Dropdown>
      )}
    </div>
  )
}

export function CardBody({ record, column }: { record: RecordData; column: BoardColumn }) {
  const { t } = useTranslation()
  const days = daysSince(record.stage_since)
  return (
    <>
      <strong className={styles.title}>{String(record.name)}</strong>
      <span className={styles.customer}>{nameOf(record.customer)}</span>
      <span className={styles.line}>
        <b>{formatMoney(record.amount, { compact: true })}</b>
        <span>{record.close_on ? t('opportunities.closes', { day: formatDate(record.close_on, 'short') }) : ''}</span>
      </span>
      <span className={styles.line}>
        <span className={styles.owner}>{nameOf(record.owner)}</span>
        {isStalled(record) ? (
          <span className={styles.stalled}>
            <ClockCircleOutlined aria-hidden /> {t('opportunities.stalled_days', { count: days })}
          </span>
        ) : (
          <span>{column.expected_days === null ? t('opportunities.days', { count: days }) : t('opportunities.days_of', { count: days, expected: column.expected_days })}</span>
        )}
      </span>
    </>
  )
}
