/** A titled box of a page, with the states of what it shows. */
import styles from './card.module.css'
import { EmptyState, ErrorState, SkeletonLines } from './states.tsx'

import type { ReactNode } from 'react'

interface Props {
  title: string
  /** Beside the title: how many, over which time. */
  note?: ReactNode
  action?: ReactNode
  children: ReactNode
}

export function Card({ title, note, action, children }: Props) {
  return (
    <section className={styles.card} aria-label={title}>
      <header className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {note !== undefined && <span className={styles.note}>{note}</span>}
        {action && <span className={styles.action}>{action}</span>}
      </header>
      {children}
    </section>
  )
}

interface LoadedProps<T> {
  query: { data: T | undefined; isPending: boolean; isError: boolean; error: unknown; refetch(): unknown }
  /** True when there is nothing to show; then `empty` says what belongs here. */
  isEmpty?(data: T): boolean
  empty?: { title: string; hint?: string; action?: ReactNode }
  lines?: number
  children(data: T): ReactNode
}

/** The three other states of anything that is asked from the server. */
export function Loaded<T>({ query, isEmpty, empty, lines = 3, children }: LoadedProps<T>) {
  if (query.isPending) return <SkeletonLines lines={lines} />
  if (query.data === undefined) return <ErrorState small error={query.error} onRetry={() => query.refetch()} />
  if (empty && isEmpty?.(query.data)) return <EmptyState small title={empty.title} hint={empty.hint} action={empty.action} />
  return <>{children(query.data)}</>
}
