/** The list on a phone: a card for each record, more as one scrolls. */
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { titleOf } from '../../client/metadata.tsx'
import { ValueCell } from '../record/value-cell.tsx'
import { SkeletonLines } from '../../kit/states.tsx'
import { isEmpty } from '../empty-value.ts'
import { firstCardInSight } from './card-in-sight.ts'
import { valueAt } from './columns.ts'
import styles from './list.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'
import type { Column } from './columns.ts'
import type { Rows } from './rows.ts'

/** So many facts below the title. */
const facts = 4

interface Props {
  object: ObjectMetadata
  rows: Rows
  columns: Column[]
  label: string
  /** The page around it scrolls. */
  isPart?: boolean
  handle?: React.RefObject<HTMLElement | null>
  /** The record at which it is to stand at first. */
  startAt?: string
}

export function CardList({ object, rows, columns, label, isPart = false, handle, startAt }: Props) {
  const list = useRef<HTMLUListElement>(null)
  const end = useNearing<HTMLLIElement>(rows.loadMore, `${rows.records.at(-1)?.id} ${rows.hasMore}`)
  const begin = useNearing<HTMLLIElement>(rows.loadBefore, `${rows.records[0]?.id} ${rows.hasBefore}`)
  useStillCards(list, rows, startAt)
  useLayoutEffect(() => {
    if (handle) handle.current = list.current
  }, [handle])
  return (
    <ul ref={list} className={`${isPart ? styles.partOfCards : styles.cards} ${rows.isPrevious ? styles.dim : ''}`} aria-label={label}>
      {rows.hasBefore && (
        <li ref={begin}>
          <SkeletonLines lines={3} height={24} />
        </li>
      )}
      {rows.records.map((record) => (
        <li key={record.id} data-card={record.id} className={styles.card}>
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

/** Loads when the element comes near. @param of changes with what stands beside it, so that one that is still near asks again. */
function useNearing<Element extends HTMLElement>(load: () => void, of: string) {
  const ref = useRef<Element>(null)
  const latest = useRef(load)
  latest.current = load
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && latest.current(), { rootMargin: '600px' })
    observer.observe(element)
    return () => observer.disconnect()
  }, [of])
  return ref
}

/** A card and how far below the upper edge of the list it stands. */
interface Held {
  id: string
  top: number
}

/**
 * Cards that come or go above those in sight do not move them, nor do cards that get their true height as they are drawn: not every
 * browser sees to that itself.
 */
function useStillCards(list: React.RefObject<HTMLUListElement | null>, { records }: Rows, startAt: string | undefined): void {
  const held = useRef<Held | undefined>(undefined)
  const first = records[0]?.id
  useLayoutEffect(() => {
    if (list.current && held.current) bringBack(list.current, held.current)
  }, [list, first])
  useLayoutEffect(() => {
    if (!list.current || !startAt) return
    held.current = { id: startAt, top: 0 }
    bringBack(list.current, held.current)
  }, [list, startAt])
  useEffect(() => {
    const scroller = list.current
    if (!scroller) return
    const hold = () => (held.current = heldIn(scroller))
    scroller.addEventListener('scroll', hold, { passive: true })
    const heights = new ResizeObserver(() => held.current && bringBack(scroller, held.current))
    for (const card of scroller.children) heights.observe(card)
    return () => {
      scroller.removeEventListener('scroll', hold)
      heights.disconnect()
    }
  }, [list, first, records.length])
}

function heldIn(scroller: HTMLElement): Held | undefined {
  const card = firstCardInSight(scroller)?.card
  return card && { id: card.dataset.card ?? '', top: topWithin(scroller, card) }
}

function bringBack(scroller: HTMLElement, { id, top }: Held): void {
  const card = scroller.querySelector(`[data-card="${CSS.escape(id)}"]`)
  if (card) scroller.scrollTop += topWithin(scroller, card) - top
}

function topWithin(scroller: HTMLElement, card: Element): number {
  return card.getBoundingClientRect().top - scroller.getBoundingClientRect().top
}

/** Title and the first filled columns of a record. */
export function RecordCard({ object, record, columns }: { object: ObjectMetadata; record: RecordData; columns: Column[] }) {
  const { t } = useTranslation()
  const said = object.heading?.flat() ?? []
  const filled = columns.filter((column) => !column.isTitle && !said.includes(column.name) && !isEmpty(valueAt(record, column))).slice(0, facts)
  return (
    <>
      <span className={styles.cardTitle}>{titleOf(object, record) || t('list.no_name')}</span>
      <dl className={styles.cardFacts}>
        {filled.map((column) => (
          <Fact key={column.name} label={column.label}>
            <ValueCell object={column.object} field={column.field} value={valueAt(record, column)} record={record} dense isPlain />
          </Fact>
        ))}
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
