/** The list on a phone: a card for each record, more as one scrolls. */
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { titleOf } from '../../client/metadata.tsx'
import { twinOf } from '../../fields/index.ts'
import { SkeletonLines } from '../../kit/states.tsx'
import { isEmpty } from '../empty-value.ts'
import { valueAt } from './columns.ts'
import styles from './list.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'
import type { Column } from './columns.ts'
import type { Rows } from './rows.ts'

/** So many facts below the title. */
const facts = 4

export function CardList({ object, rows, columns, label }: { object: ObjectMetadata; rows: Rows; columns: Column[]; label: string }) {
  const end = useRef<HTMLLIElement>(null)
  const loadMore = useRef(rows.loadMore)
  loadMore.current = rows.loadMore
  useEffect(() => {
    const element = end.current
    if (!element) return
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && loadMore.current(), { rootMargin: '600px' })
    observer.observe(element)
    return () => observer.disconnect()
  }, [rows.records.length, rows.hasMore])
  return (
    <ul className={`${styles.cards} ${rows.isPrevious ? styles.dim : ''}`} aria-label={label}>
      {rows.records.map((record) => (
        <li key={record.id} className={styles.card}>
          <Link className={styles.cardLink} to={`/${object.path}/${record.id}`}>
            <RecordCard object={object} record={record} columns={columns} />
          </Link>
        </li>
      ))}
      {rows.hasMore && (
        <li ref={end} aria-hidden="true">
          <SkeletonLines lines={3} height={24} />
        </li>
      )}
    </ul>
  )
}

/** Title and the first filled columns of a record. */
export function RecordCard({ object, record, columns }: { object: ObjectMetadata; record: RecordData; columns: Column[] }) {
  const { t } = useTranslation()
  const filled = columns.filter((column) => !column.isTitle && !isEmpty(valueAt(record, column))).slice(0, facts)
  return (
    <>
      <span className={styles.cardTitle}>{titleOf(object, record) || t('list.no_name')}</span>
      <dl className={styles.cardFacts}>
        {filled.map((column) => {
          const { Cell } = twinOf(column.field)
          return (
            <Fact key={column.name} label={column.label}>
              <Cell field={column.field} value={valueAt(record, column)} record={record} dense isPlain />
            </Fact>
          )
        })}
      </dl>
    </>
  )
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}
