/** The comments on a record that has no time line. */
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { CommentEntry } from './comment-entry.tsx'
import styles from './comments.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

export function CommentList({ object, record }: { object: ObjectMetadata; record: RecordData }) {
  const { t } = useTranslation()
  const isKnown = useObject('comment') !== undefined
  const list = useList('comments', { filter: { object: object.name, record: record.id }, sort: '-created_at', limit: 20 }, { enabled: isKnown })
  const comments = recordsOf(list.data)
  if (comments.length === 0) return null
  return (
    <section aria-label={t('comments.list')}>
      <ol className={styles.list}>
        {comments.map((comment) => (
          <CommentEntry key={comment.id} record={comment} owner={object} ownerId={record.id} />
        ))}
      </ol>
      {list.hasNextPage && (
        <Button type="text" block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('comments.more')}
        </Button>
      )}
    </section>
  )
}
