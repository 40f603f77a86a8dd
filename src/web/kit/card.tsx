/** A titled box of a page, with the states of what it shows. */
import { createContext, useContext } from 'react'

import styles from './card.module.css'
import { EmptyState, ErrorState, SkeletonLines } from './states.tsx'

import type { ReactNode } from 'react'

/** Whether something stands in a card: there its empty state is a line, on the page itself it stands in the middle. */
const InCard = createContext(false)

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
        {note !== undefined && <span className={isCount(note) ? `${styles.note} ${styles.count}` : styles.note}>{note}</span>}
        {action && <span className={styles.action}>{action}</span>}
      </header>
      <InCard value>{children}</InCard>
    </section>
  )
}

/** A number, with a word of counting at most: so short that it stands beside any title. */
function isCount(note: ReactNode): boolean {
  return typeof note === 'number' || (typeof note === 'string' && note.length <= 6)
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
  const isInCard = useContext(InCard)
  if (query.isPending) return <SkeletonLines lines={lines} />
  if (query.data === undefined) return <ErrorState small={isInCard} error={query.error} onRetry={() => query.refetch()} />
  if (empty && isEmpty?.(query.data)) return <EmptyState small={isInCard} title={empty.title} hint={empty.hint} action={empty.action} />
  return <>{children(query.data)}</>
}
