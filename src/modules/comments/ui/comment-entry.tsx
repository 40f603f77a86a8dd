/** A comment on a time line or in a list: who said what when; one's own can be changed and taken back. */
import { DeleteOutlined, EditOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { usePatch, useRecord, useRemove, useRestore } from '../../../web/client/records.ts'
import { formatDateTime, formatTime } from '../../../web/kit/format.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { EntryText } from '../../../web/records/record/entry-text.tsx'
import { piecesOf } from './mentioned.ts'
import styles from './comments.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData, Reference } from '../../../web/client/records.ts'
import type { Draft } from './comment-editor.tsx'

const Editor = lazy(async () => ({ default: (await import('./comment-editor.tsx')).CommentEditor }))

interface Props {
  record: RecordData
  owner: ObjectMetadata
  ownerId: string
}

export function CommentEntry({ record, owner, ownerId }: Props) {
  const { t } = useTranslation()
  const comment = useObject('comment')
  const toast = useToast()
  const [isEditing, setIsEditing] = useState(false)
  const patch = usePatch('comments')
  const remove = useRemove('comments')
  const restore = useRestore('comments')
  const text = String(record.text ?? '')
  const mentions = referencesOf(record.mentions)
  const [author] = referencesOf([record.author])
  const take = async () => {
    try {
      await remove.mutateAsync(record.id)
      toast.done(t('comments.deleted'), { undo: () => void restore.mutateAsync(record.id).catch(toast.problem) })
    } catch (error) {
      toast.problem(error)
    }
  }
  const save = async (draft: Draft) => {
    try {
      await patch.mutateAsync({ id: record.id, version: record.version, changes: { ...draft } })
      setIsEditing(false)
    } catch (error) {
      toast.problem(error)
    }
  }
  return (
    <li className={styles.entry}>
      <p className={styles.head}>
        <span className={styles.kind}>{comment ? labelOf(comment.label) : ''}</span>
        {author && <span>{author.name}</span>}
        {Boolean(record.edited_at) && <span className={styles.edited} title={formatDateTime(record.edited_at)}>{t('comments.edited')}</span>}
        <time className={styles.when} dateTime={record.created_at} title={formatDateTime(record.created_at)}>
          {formatTime(record.created_at)}
        </time>
        {!isEditing && record.can.change && <Button type="text" size="small" className={styles.act} icon={<EditOutlined aria-hidden />} aria-label={t('comments.edit')} title={t('comments.edit')} onClick={() => setIsEditing(true)} />}
        {!isEditing && record.can.delete && <Button type="text" size="small" className={styles.act} icon={<DeleteOutlined aria-hidden />} aria-label={t('comments.delete')} title={t('comments.delete')} loading={remove.isPending} onClick={() => void take()} />}
      </p>
      {isEditing ? (
        <EditedOf owner={owner} id={ownerId} start={{ text, mentions }} isBusy={patch.isPending} onSend={(draft) => void save(draft)} onCancel={() => setIsEditing(false)} />
      ) : (
        <EntryText length={text.length}>
          <span className={styles.words}>
            {piecesOf(text, mentions).map((piece, index) => (piece.isMention ? <strong key={index} className={styles.mention}>{piece.text}</strong> : piece.text))}
          </span>
        </EntryText>
      )}
    </li>
  )
}

/** Sharing is offered while editing, too: for that the record itself is needed. */
function EditedOf({ owner, id, ...rest }: { owner: ObjectMetadata; id: string; start: { text: string; mentions: Reference[] }; isBusy: boolean; onSend(draft: Draft): void; onCancel(): void }) {
  const record = useRecord(owner.path, id)
  if (!record.data) return null
  return (
    <Suspense fallback={null}>
      <Editor object={owner} record={record.data} {...rest} />
    </Suspense>
  )
}

function referencesOf(value: unknown): Reference[] {
  return Array.isArray(value) ? value.filter((one): one is Reference => typeof one === 'object' && one !== null && 'id' in one && 'name' in one) : []
}
