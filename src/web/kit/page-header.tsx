/** Title and actions on top of a page; also names the browser's tab. */
import { useEffect } from 'react'

import styles from './page-header.module.css'

import type { ReactNode } from 'react'

interface Props {
  title: string
  note?: ReactNode
  actions?: ReactNode
  /** What the page is narrowed by, in a row of its own below. */
  filters?: ReactNode
}

export function PageHeader({ title, note, actions, filters }: Props) {
  usePageTitle(title)
  return (
    <>
      <header className={styles.header}>
        <h1 className={styles.title}>{title}</h1>
        {note && <span className={styles.note}>{note}</span>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {filters && <div className={styles.filters}>{filters}</div>}
    </>
  )
}

/** For pages that draw their own head. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Guanxi` : 'Guanxi'
  }, [title])
}
