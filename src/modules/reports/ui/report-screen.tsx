/** A kept report: its answer, and at one click what is asked. */
import { ControlOutlined, PushpinFilled, PushpinOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { useObject } from '../../../web/client/metadata.tsx'
import { useCreate, usePatch, useRecord } from '../../../web/client/records.ts'
import { SkeletonLines } from '../../../web/kit/states.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { RecordHeader } from '../../../web/records/record/record-header.tsx'
import { RecordProblem, RecordSkeleton } from '../../../web/records/record/record-view.tsx'
import { Answer } from './answer-of.tsx'
import { NameDialog } from './name-dialog.tsx'
import { usePin } from './pins.ts'
import { useQuestion } from './question-state.ts'
import { SendMenu } from './send-menu.tsx'
import styles from './reports.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'
import type { RecordScreenProps } from '../../../web/records/record/record-screens.tsx'

// Most look at a report; few change what it asks.
const Builder = lazy(async () => ({ default: (await import('./builder.tsx')).Builder }))

export function ReportScreen({ id, isPanel, onGone }: RecordScreenProps) {
  const object = useObject('report')
  const answer = useRecord('reports', id)
  if (!object) return null
  if (answer.isError && !answer.data) return <RecordProblem error={answer.error} object={object} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <RecordSkeleton />
  return <Report key={id} object={object} record={answer.data} isPanel={isPanel} onGone={onGone} />
}

function Report({ object, record, isPanel, onGone }: { object: ObjectMetadata; record: RecordData; isPanel: boolean; onGone(): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const navigate = useNavigate()
  const patch = usePatch('reports')
  const create = useCreate('reports')
  const { question, isChanged, change } = useQuestion(record.question)
  const [isOpen, setIsOpen] = useState(isChanged)
  const [isNaming, setIsNaming] = useState(false)
  const pin = usePin('report', record.id)
  const save = () => patch.mutate({ id: record.id, version: record.version, changes: { question } }, { onSuccess: () => { change(undefined); toast.done(t('reports.saved')) }, onError: toast.problem })
  const saveAs = (name: string) => create.mutate({ values: { name, question } }, { onSuccess: ({ id }) => void navigate(`/reports/${id}`), onError: toast.problem })
  const isShown = isOpen && !isPanel
  return (
    <>
      <RecordHeader
        object={object}
        record={record}
        isPanel={isPanel}
        onGone={onGone}
        actions={
          !isPanel && (
            <>
              {isChanged && record.can.change && <Button type="primary" loading={patch.isPending} onClick={save}>{t('reports.save')}</Button>}
              {isChanged && object.can.create && <Button onClick={() => setIsNaming(true)}>{t('reports.save_as')}</Button>}
              <Button icon={<ControlOutlined aria-hidden />} aria-expanded={isShown} onClick={() => setIsOpen((before) => !before)}>{t('reports.adjust')}</Button>
              <Button icon={pin.isPinned ? <PushpinFilled aria-hidden /> : <PushpinOutlined aria-hidden />} aria-pressed={pin.isPinned} onClick={pin.toggle}>{t(pin.isPinned ? 'reports.unpin' : 'reports.pin')}</Button>
              <SendMenu record={record} />
            </>
          )
        }
      />
      <div className={isShown ? styles.page : styles.plain}>
        {isShown && question && (
          <Suspense fallback={<SkeletonLines lines={10} />}>
            <Builder question={question} onChange={change} />
          </Suspense>
        )}
        <section className={styles.card} aria-label={t('reports.result')}>
          {typeof record.remark === 'string' && record.remark !== '' && <p className={styles.notes}>{record.remark}</p>}
          {question && <Answer question={question} name={String(record.name)} height={isPanel ? 300 : 440} />}
        </section>
      </div>
      {isNaming && <NameDialog initial={t('reports.copy_of', { name: String(record.name) })} isBusy={create.isPending} onName={saveAs} onClose={() => setIsNaming(false)} />}
    </>
  )
}
