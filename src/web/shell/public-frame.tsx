/** What surrounds a page for customers: the company, the language, one sheet. */
import { useTranslation } from 'react-i18next'

import { ProblemError } from '../client/api.ts'
import { ErrorState, SkeletonLines } from '../kit/states.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import styles from './public-frame.module.css'

import type { ReactNode } from 'react'

interface Props<T> {
  company: string | undefined
  query: { data: T | undefined; isPending: boolean; isError: boolean; error: unknown; refetch(): unknown }
  /** Between the head and the sheet, such as the ways of a portal. */
  bar?: ReactNode
  /** At the end of the head. */
  end?: ReactNode
  children(data: T): ReactNode
}

export function PublicFrame<T>({ company, query, bar, end, children }: Props<T>) {
  const { t } = useTranslation()
  const isDead = query.error instanceof ProblemError && query.error.status === 404
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <span className={styles.company}>{company}</span>
        <span className={styles.end}>
          {end}
          <LanguageSwitch />
        </span>
      </header>
      {bar}
      <main className={styles.sheet}>
        {query.isPending && <SkeletonLines lines={8} />}
        {isDead && (
          <div className={styles.dead} role="alert">
            <h1>{t('shell.dead_link')}</h1>
            <p>{t('shell.dead_link_hint')}</p>
          </div>
        )}
        {query.isError && !isDead && query.data === undefined && <ErrorState error={query.error} onRetry={() => query.refetch()} />}
        {query.data !== undefined && !isDead && children(query.data)}
      </main>
    </div>
  )
}
