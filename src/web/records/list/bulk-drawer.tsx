/** What was done to many, newest first: how it went, what was not done and why, and the way back. */
import { Button, Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf } from '../../client/metadata.tsx'
import { formatDateTime, formatNumber } from '../../kit/format.ts'
import { ErrorState, SkeletonLines } from '../../kit/states.tsx'
import { isAtWork, progressOf, useBulkChanges } from './bulk-changes.ts'
import { BulkProgressBar } from './bulk-progress.tsx'
import styles from './bulk.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { BulkChange } from './bulk-changes.ts'

/** Read without being asked for. */
const fewEnough = 10

interface Props {
  object: ObjectMetadata
  onStop(id: string): void
  onUndo(id: string): void
  onClose(): void
}

export function BulkDrawer({ object, onStop, onUndo, onClose }: Props) {
  const { t } = useTranslation()
  const answer = useBulkChanges(object.name)
  return (
    <Drawer open title={t('bulk.recent')} onClose={onClose} size={520}>
      {answer.isPending && <SkeletonLines lines={5} />}
      {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} small />}
      {answer.data?.length === 0 && <p className={styles.empty}>{t('bulk.recent_empty')}</p>}
      <ol className={styles.changes}>
        {answer.data?.map((change) => (
          <li key={change.id} className={styles.change}>
            <OneChange object={object} change={change} onStop={onStop} onUndo={onUndo} />
          </li>
        ))}
      </ol>
    </Drawer>
  )
}

function OneChange({ object, change, onStop, onUndo }: Omit<Props, 'onClose'> & { change: BulkChange }) {
  const { t } = useTranslation()
  const { work, state, result } = change
  const names = [...new Set([work.change, work.add, work.remove].flatMap((part) => Object.keys(part ?? {})))]
  const fields = names.map((name) => labelOf(object.fields.find((field) => field.name === name)?.label ?? { zh: name, en: name })).join(t('filter.list_words'))
  const undone = result.undone
  const counts = ([
    ['changed', result.changed],
    ['unchanged', result.unchanged],
    ['passed_over', result.passed_over],
    ['refused', result.refused],
    ['restored', undone?.records ?? 0],
    ['kept', undone?.kept ?? 0],
  ] as const).filter(([name, count]) => count > 0 || name === 'changed')
  const left = undone ? { list: undone.kept_preview, total: undone.kept } : { list: result.refused_preview, total: result.refused }
  return (
    <article>
      <header className={styles.head}>
        <strong>{work.delete ? t('bulk.recent_what.delete') : t('bulk.recent_what.change', { fields })}</strong>
        <span className={styles.state}>{t(`bulk.state.${state}`)}</span>
        <time className={styles.time} dateTime={change.created_at}>{formatDateTime(change.created_at, 'short')}</time>
      </header>
      {isAtWork(change) ? <BulkProgressBar {...progressOf(change)} onStop={() => onStop(change.id)} /> : <p className={styles.counts}>{counts.map(([name, count]) => t(`bulk.count.${name}`, { number: formatNumber(count) })).join(' · ')}</p>}
      {result.problem && <p className={styles.problem}>{result.problem.message}</p>}
      {left.list.length > 0 && (
        <details open={left.list.length <= fewEnough}>
          <summary>{t('bulk.show_refused')}</summary>
          {left.total > left.list.length && <p className={styles.counts}>{t('bulk.first_of', { total: formatNumber(left.total), shown: formatNumber(left.list.length) })}</p>}
          <ul className={styles.refused}>
            {left.list.map(({ id, name, reason }) => (
              <li key={id}>
                <Link to={`/${object.path}/${id}`}>{name || id}</Link> <span>{reason}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {result.changed > 0 && !undone && !isAtWork(change) && (
        <Button size="small" onClick={() => onUndo(change.id)}>
          {t('bulk.undo')}
        </Button>
      )}
    </article>
  )
}
