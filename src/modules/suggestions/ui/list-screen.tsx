/** A kept suggestion list, changed where it is read. */
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { usePatch, useRecord } from '../../../web/client/records.ts'
import { problemTexts } from '../../../web/kit/problem-text.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { RecordHeader } from '../../../web/records/record/record-header.tsx'
import { RecordProblem, RecordSkeleton } from '../../../web/records/record/record-view.tsx'
import { ListEditor } from './list-editor.tsx'
import { draftOf, writtenOf } from './list-draft.ts'
import { listsPath } from './suggestions-answer.ts'
import styles from './suggestions.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'
import type { RecordScreenProps } from '../../../web/records/record/record-screens.tsx'

export function ListScreen({ id, isPanel, onGone }: RecordScreenProps) {
  const object = useObject('suggestion_list')
  const answer = useRecord(listsPath, id)
  if (!object) return null
  if (answer.isError && !answer.data) return <RecordProblem error={answer.error} object={object} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <RecordSkeleton />
  return <Kept key={`${id} ${answer.data.version}`} object={object} record={answer.data} isPanel={isPanel} onGone={onGone} />
}

function Kept({ object, record, isPanel, onGone }: { object: ObjectMetadata; record: RecordData; isPanel: boolean; onGone(): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const patch = usePatch(listsPath)
  const [saved] = useState(() => draftOf(record))
  const [draft, setDraft] = useState(saved)
  const isChanged = JSON.stringify(writtenOf(draft)) !== JSON.stringify(writtenOf(saved))
  const save = () => patch.mutate({ id: record.id, version: record.version, changes: writtenOf(draft) }, { onSuccess: () => toast.done(t('record.saved', { name: draft.name })) })
  return (
    <>
      <RecordHeader object={object} record={record} isPanel={isPanel} onGone={onGone} actions={record.can.change && <Button type="primary" loading={patch.isPending} disabled={!isChanged || draft.name.trim() === ''} onClick={save}>{t('record.save')}</Button>} />
      <div className={`${styles.page} ${styles.kept}`}>
        {patch.isError && <p className={styles.fault} role="alert">{problemTexts(patch.error)}</p>}
        {typeof record.remark === 'string' && record.remark !== '' && <p className={styles.saying}>{record.remark}</p>}
        {record.is_active === false && <p className={styles.saying}>{t('suggestions.not_in_use')}</p>}
        <ListEditor draft={draft} onChange={setDraft} disabled={!record.can.change} />
      </div>
    </>
  )
}
