/** Every change of one record, newest first; each can be taken back. */
import { Button, Drawer } from 'antd'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { api } from '../../client/api.ts'
import { titleOf } from '../../client/metadata.tsx'
import { keys } from '../../client/records.ts'
import { formatDateTime, timeAgo } from '../../kit/format.ts'
import { EmptyState, ErrorState, SkeletonLines } from '../../kit/states.tsx'
import { useIsPhone } from '../../kit/use-media.ts'
import { ChangeList, verbOf } from './change-words.tsx'
import { useUndoChange } from './undo-change.ts'
import styles from './record.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'
import type { FieldChange } from './change-words.tsx'

interface HistoryEntry {
  id: string
  at: string
  actor: { id: string; name: string }
  kind: string
  fields: FieldChange[]
  can_undo: boolean
}

interface HistoryPage {
  data: HistoryEntry[]
  next_cursor: string | null
}

export function HistoryDrawer({ object, record, onClose }: { object: ObjectMetadata; record: RecordData; onClose(): void }) {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  return (
    <Drawer open onClose={onClose} size={isPhone ? '100%' : 560} title={t('record.history_of', { name: titleOf(object, record) })}>
      <History object={object} record={record} />
    </Drawer>
  )
}

/** The list itself, also in the place of a time line where an object has none. */
export function History({ object, record }: { object: ObjectMetadata; record: RecordData }) {
  const { t } = useTranslation()
  const undo = useUndoChange()
  const answer = useInfiniteQuery({
    queryKey: keys.about(object.path, record.id, 'history'),
    queryFn: ({ pageParam, signal }) => api.get<HistoryPage>(`/${object.path}/${record.id}/history`, { query: { limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: HistoryPage) => page.next_cursor ?? undefined,
  })
  if (answer.isPending) return <SkeletonLines lines={6} />
  if (answer.isError) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} small />
  const entries = answer.data.pages.flatMap((page) => page.data)
  if (entries.length === 0) return <EmptyState title={t('record.no_history')} small />
  return (
    <ol className={styles.history}>
      {entries.map((entry) => (
        <li key={entry.id} className={styles.historyEntry}>
          <p className={styles.entryHead}>
            <strong>{entry.actor.name}</strong>
            <span>{t(`record.verb.${verbOf(entry.kind)}`, { defaultValue: t('record.verb.other') })}</span>
            <time className={styles.when} dateTime={entry.at} title={formatDateTime(entry.at)}>
              {timeAgo(entry.at)}
            </time>
            {entry.can_undo && (
              <Button size="small" type="link" className={styles.undo} loading={undo.isPending && undo.variables.event === entry.id} onClick={() => undo.mutate({ path: object.path, id: record.id, event: entry.id })}>
                {t('kit.undo')}
              </Button>
            )}
          </p>
          <ChangeList object={object} changes={entry.fields} isInline={verbOf(entry.kind) === 'created'} />
        </li>
      ))}
      {answer.hasNextPage && (
        <li>
          <Button size="small" loading={answer.isFetchingNextPage} onClick={() => void answer.fetchNextPage()}>
            {t('record.earlier')}
          </Button>
        </li>
      )}
    </ol>
  )
}
