/** How it ended and why: asked in one small dialog, from the board and from the page alike. What has ended is only asked why. */
import { Form, Input, Modal, Select } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList, useRecordAction } from '../../../web/client/records.ts'
import { currencySign } from '../../../web/kit/format.ts'
import { problemTexts } from '../../../web/kit/problem-text.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { missingIn } from './missing.ts'
import { lostReasons, wonReasons } from './reasons.ts'

import type { RecordData } from '../../../web/client/records.ts'

const FillDialog = lazy(async () => ({ default: (await import('./fill-dialog.tsx')).FillDialog }))

interface Props {
  record: RecordData
  end: 'won' | 'lost'
  onClose(): void
}

export function CloseDialog({ record, end, onClose }: Props) {
  const { t } = useTranslation()
  const toast = useToast()
  const object = useObject('opportunity')
  const isEnded = record.status !== 'open'
  const act = useRecordAction('opportunities', isEnded ? 'explain' : end === 'won' ? 'win' : 'lose')
  const reopen = useRecordAction('opportunities', 'reopen')
  const [draft, setDraft] = useState<{ reason?: string; reason_text: string; amount: string; competitor?: string }>({ reason_text: '', amount: amountOf(record.amount) })
  const competitors = useList('competitors', { sort: 'name', limit: 200, fields: ['id', 'name'] }, { enabled: end === 'lost' && !isEnded })
  const reasons = object?.fields.find(({ name }) => name === 'reason')?.options?.filter(({ key }) => (end === 'won' ? wonReasons : lostReasons).includes(key)) ?? []
  const canWriteAmount = object?.fields.some(({ name, readonly }) => name === 'amount' && !readonly)
  const missing = missingIn(act.error, object)
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }))
  const send = (version: number) => {
    const more = isEnded ? {} : end === 'won' ? (canWriteAmount && draft.amount !== amountOf(record.amount) ? { amount: draft.amount } : {}) : { competitor: draft.competitor ?? null }
    const body = { reason: draft.reason, reason_text: draft.reason_text || null, version, ...more }
    const undo = () => reopen.mutate({ id: record.id }, { onError: toast.problem })
    const onSuccess = () => {
      if (isEnded) toast.done(t('opportunities.explained'))
      else toast.done(t(`opportunities.${end}`, { name: String(record.name) }), { undo })
      onClose()
    }
    act.mutate({ id: record.id, body }, { onSuccess })
  }
  return (
    <Modal
      open
      title={t(`opportunities.${end}_title`, { name: String(record.name) })}
      okText={isEnded ? t('opportunities.explain_do') : t(`opportunities.${end}_do`)}
      okButtonProps={{ disabled: !draft.reason, loading: act.isPending }}
      cancelText={t('opportunities.cancel')}
      onOk={() => send(record.version)}
      onCancel={onClose}
      width={480}
    >
      <Form layout="vertical" requiredMark={false}>
        <Form.Item label={t('opportunities.reason')} htmlFor="end-reason">
          <Select id="end-reason" autoFocus value={draft.reason} onChange={(reason: string) => change({ reason })} options={reasons.map(({ key, label }) => ({ value: key, label: labelOf(label) }))} placeholder={t(`opportunities.${end}_why`)} />
        </Form.Item>
        {end === 'lost' && !isEnded && (
          <Form.Item label={t('opportunities.lost_to')} htmlFor="end-competitor">
            <Select id="end-competitor" allowClear showSearch={{ optionFilterProp: 'label' }} value={draft.competitor} onChange={(competitor: string | undefined) => change({ competitor })} options={recordsOf(competitors.data).map(({ id, name }) => ({ value: id, label: String(name) }))} placeholder={t('opportunities.lost_to_hint')} />
          </Form.Item>
        )}
        {end === 'won' && !isEnded && canWriteAmount && (
          <Form.Item label={t('opportunities.final_amount')} htmlFor="end-amount">
            <Input id="end-amount" inputMode="decimal" prefix={currencySign()} value={draft.amount} onChange={({ target }) => change({ amount: target.value })} />
          </Form.Item>
        )}
        <Form.Item label={t('opportunities.in_words')} htmlFor="end-words">
          <Input.TextArea id="end-words" rows={3} maxLength={1000} value={draft.reason_text} onChange={({ target }) => change({ reason_text: target.value })} />
        </Form.Item>
      </Form>
      {act.isError && <p role="alert">{problemTexts(act.error)}</p>}
      {missing.length > 0 && (
        <Suspense fallback={null}>
          <FillDialog record={record} stage={t(`opportunities.is_${end}`)} fields={missing} onFilled={({ version }) => send(version)} onClose={act.reset} />
        </Suspense>
      )}
    </Modal>
  )
}

function amountOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'amount' in value ? String(value.amount) : ''
}
