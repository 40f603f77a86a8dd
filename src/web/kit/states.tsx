/** The states of a page that are not the usual one: nothing there, still loading, gone wrong. */
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { problemText } from './problem-text.ts'
import styles from './states.module.css'

import type { ReactNode } from 'react'

/** Says what belongs here and offers the first step. */
export function EmptyState({ title, hint, action, small }: { title: string; hint?: string; action?: ReactNode; small?: boolean }) {
  return (
    <div className={small ? styles.small : styles.state}>
      <p className={styles.title}>{title}</p>
      {hint && <p className={styles.hint}>{hint}</p>}
      {action}
    </div>
  )
}

/** Says what happened and offers to try again. */
export function ErrorState({ error, onRetry, small }: { error: unknown; onRetry?: () => void; small?: boolean }) {
  const { t } = useTranslation()
  return (
    <div className={small ? styles.small : styles.state} role="alert">
      <p className={styles.title}>{t('state.failed')}</p>
      <p className={styles.hint}>{problemText(error)}</p>
      {onRetry && (
        <Button size={small ? 'small' : 'middle'} onClick={onRetry}>
          {t('kit.retry')}
        </Button>
      )}
    </div>
  )
}

/** Grey lines in the shape of what comes. */
export function SkeletonLines({ lines = 3, height = 20 }: { lines?: number; height?: number }) {
  const { t } = useTranslation()
  return (
    <div className={styles.skeleton} role="status" aria-label={t('state.loading')}>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className={styles.line} style={{ height, width: `${92 - ((index * 17) % 40)}%` }} />
      ))}
    </div>
  )
}

/** While the script of a page is loaded. */
export function PageSkeleton() {
  return (
    <div className={styles.page}>
      <SkeletonLines lines={1} height={28} />
      <SkeletonLines lines={8} height={24} />
    </div>
  )
}
