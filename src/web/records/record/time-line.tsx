/** Everything that happened around a record, newest first, endless, to be filtered by kind. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { Fragment, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'

import { api } from '../../client/api.ts'
import { labelOf, useMetadata } from '../../client/metadata.tsx'
import { keys } from '../../client/records.ts'
import { formatDate, today } from '../../kit/format.ts'
import { EmptyState, ErrorState, SkeletonLines } from '../../kit/states.tsx'
import { TimeLineEntry } from './time-line-entry.tsx'
import styles from './record.module.css'

import type { ObjectMetadata, Metadata } from '../../client/metadata.tsx'
import type { TimeLineItem } from './time-line-entry.tsx'

export interface TimeLinePage {
  data: TimeLineItem[]
  next_cursor: string | null
  previous_cursor?: string | null
}

type Place = { cursor: string; towards?: 'newer' } | { entry: string } | undefined

const mostKinds = 10

interface Props {
  object: ObjectMetadata
  id: string
  /** What came with the page itself. */
  start?: TimeLinePage
  /** When that was answered, in milliseconds. */
  startedAt?: number
}

export function TimeLine({ object, id, start, startedAt }: Props) {
  const { t } = useTranslation()
  const metadata = useMetadata()
  const [kinds, setKinds] = useState<string[]>([])
  const offered = [...kindsOf(metadata, object), { name: 'change', label: t('timeline.changes') }]
  const [isWhole, setWhole] = useState(false)
  const asked = [...kinds].sort().join(',')
  const wanted = useSearchParams()[0].get('entry') ?? undefined
  // What the page came with is enough for an entry that stands in it.
  const entry = useMemo(() => (asked || start?.data.some((item) => item.id === wanted) ? undefined : wanted), [asked, id, wanted])
  const begin: Place = entry ? { entry } : undefined
  const answer = useInfiniteQuery({
    queryKey: keys.about(object.path, id, 'timeline', asked, entry ?? ''),
    queryFn: ({ pageParam, signal }) => api.get<TimeLinePage>(`/${object.path}/${id}/timeline`, { query: { kinds: asked || undefined, limit: 30, ...pageParam }, signal }),
    initialPageParam: begin,
    getNextPageParam: ({ next_cursor: cursor }: TimeLinePage): Place => (cursor ? { cursor } : undefined),
    getPreviousPageParam: ({ previous_cursor: cursor }: TimeLinePage): Place => (cursor ? { cursor, towards: 'newer' } : undefined),
    ...(start && !asked && !entry ? { initialData: { pages: [start], pageParams: [undefined] }, initialDataUpdatedAt: startedAt } : {}),
  })
  const items = useMemo(() => answer.data?.pages.flatMap((page) => page.data) ?? [], [answer.data])
  // A customer has more kinds than anybody reads: those that stand on the first page come first, the rest are asked for.
  const near = useMemo(() => new Set((start?.data ?? []).map(({ kind }) => kind)), [start])
  const isShort = offered.length > mostKinds && !isWhole
  const toggle = (kind: string) => setKinds((before) => (before.includes(kind) ? before.filter((each) => each !== kind) : [...before, kind]))
  return (
    <section aria-label={t('timeline.title')}>
      <div className={styles.kinds} role="group" aria-label={t('timeline.kinds')}>
        <Tag.CheckableTag checked={kinds.length === 0} onChange={() => setKinds([])}>
          {t('timeline.all')}
        </Tag.CheckableTag>
        {offered.filter(({ name }) => !isShort || near.has(name) || kinds.includes(name) || name === 'change').map((kind) => (
          <Tag.CheckableTag key={kind.name} checked={kinds.includes(kind.name)} onChange={() => toggle(kind.name)}>
            {kind.label}
          </Tag.CheckableTag>
        ))}
        {isShort && (
          <Tag.CheckableTag checked={false} onChange={() => setWhole(true)}>
            {t('timeline.more_kinds')}
          </Tag.CheckableTag>
        )}
      </div>
      {answer.hasPreviousPage && (
        // Asked for, not loaded by itself: what comes in above would push away the entry that was come for.
        <Button block size="small" className={styles.newer} loading={answer.isFetchingPreviousPage} onClick={() => void answer.fetchPreviousPage()}>
          {t('timeline.newer')}
        </Button>
      )}
      {answer.isPending ? (
        <SkeletonLines lines={6} height={36} />
      ) : answer.isError ? (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} small />
      ) : items.length === 0 ? (
        <EmptyState title={t('timeline.empty')} hint={kinds.length > 0 ? t('timeline.empty_kinds') : t('timeline.empty_hint')} small />
      ) : (
        <Days items={items} object={object} id={id} wanted={wanted} />
      )}
      {answer.hasNextPage && <More onSeen={() => !answer.isFetchingNextPage && void answer.fetchNextPage()} />}
    </section>
  )
}

/** Before the entry that is wanted: brings it into sight, once, and marks it. */
function Mark() {
  const element = useRef<HTMLLIElement>(null)
  // What it answers is no clean-up: browsers of today answer with a promise.
  useEffect(() => {
    element.current?.nextElementSibling?.scrollIntoView({ block: 'center' })
  }, [])
  return <li ref={element} className={styles.wanted} aria-hidden />
}

/** Entries under the day they happened on. */
function Days({ items, object, id, wanted }: { items: TimeLineItem[]; object: ObjectMetadata; id: string; wanted: string | undefined }) {
  const days = [...Map.groupBy(items, (item) => today(new Date(item.at)))]
  return days.map(([day, those]) => (
    <section key={day} className={styles.day}>
      <h3 className={styles.dayTitle}>{formatDate(day, 'short')}</h3>
      <ol className={styles.entries}>
        {those.map((item) => (
          <Fragment key={`${item.kind}-${item.key}`}>
            {item.id === wanted && item.record && <Mark />}
            <TimeLineEntry item={item} owner={object} ownerId={id} />
          </Fragment>
        ))}
      </ol>
    </section>
  ))
}

function More({ onSeen }: { onSeen(): void }) {
  const element = useRef<HTMLDivElement>(null)
  const latest = useRef(onSeen)
  latest.current = onSeen
  useEffect(() => {
    if (!element.current) return
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && latest.current(), { rootMargin: '400px' })
    observer.observe(element.current)
    return () => observer.disconnect()
  })
  return (
    <div ref={element}>
      <SkeletonLines lines={2} height={36} />
    </div>
  )
}

function kindsOf(metadata: Metadata, object: ObjectMetadata): { name: string; label: string }[] {
  return object.timeline_kinds.flatMap((name) => {
    const found = metadata.objects.find((each) => each.name === name)
    return found ? [{ name, label: labelOf(found.plural_label) }] : []
  })
}
