/** Buttons in the head of a call and of a call-back: what its state allows. */
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useRecordAction, type RecordData } from '../../../web/client/records.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { ActDialog } from '../../../web/records/act-dialog.tsx'
import { callsPath, referenceOf } from './call-answers.ts'

const OutcomeDialog = lazy(async () => ({ default: (await import('./outcome-dialog.tsx')).OutcomeDialog }))

interface Props {
  record: RecordData
  isPanel: boolean
}

export function CallActions({ record, isPanel }: Props) {
  const { t } = useTranslation()
  const toast = useToast()
  const acts = { answer: useRecordAction(callsPath, 'answer'), abandon: useRecordAction(callsPath, 'abandon'), miss: useRecordAction(callsPath, 'miss') }
  const size = isPanel ? 'small' : 'middle'
  if (!record.can.change) return null
  if (record.status === 'talking' || record.status === 'wrap_up') return <Link to="/calls/hot-line"><Button size={size} type="primary" tabIndex={-1}>{t('calls.go_on')}</Button></Link>
  if (record.status !== 'waiting') return record.interaction ? null : <Identify record={record} size={size} />
  return (['answer', 'abandon', 'miss'] as const).map((verb) => (
    <Button key={verb} size={size} type={verb === 'answer' ? 'primary' : 'default'} loading={acts[verb].isPending} onClick={() => acts[verb].mutate({ id: record.id }, { onError: toast.problem })}>{t(verb === 'answer' ? 'calls.answer' : `calls.act_${verb}`)}</Button>
  ))
}

export function CallBackActions({ record, isPanel }: Props) {
  const { t } = useTranslation()
  const [isAsking, setIsAsking] = useState(false)
  if (record.status !== 'open' || !record.can.change) return null
  return (
    <>
      <Button size={isPanel ? 'small' : 'middle'} type="primary" onClick={() => setIsAsking(true)}>{t('calls.enter_result')}</Button>
      {isAsking && <Suspense fallback={null}><OutcomeDialog record={record} onClose={() => setIsAsking(false)} /></Suspense>}
    </>
  )
}

/** Who called, found out later: the call gets its place on the time line. */
function Identify({ record, size }: { record: RecordData; size: 'small' | 'middle' }) {
  const { t } = useTranslation()
  const [isAsking, setIsAsking] = useState(false)
  return (
    <>
      <Button size={size} onClick={() => setIsAsking(true)}>{t('calls.identify')}</Button>
      {isAsking && <ActDialog object="call" verb="identify" title={t('calls.identify')} record={record} asked={{ inputs: [{ name: 'customer', field: 'customer', required: true }] }} initial={{ customer: referenceOf(record.customer) }} onClose={() => setIsAsking(false)} />}
    </>
  )
}
