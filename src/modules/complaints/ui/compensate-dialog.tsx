/** What is offered to make up for it; who has to agree follows from the amount. */
import { Alert, Input, Modal, Segmented } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { useRecordAction } from '../../../web/client/records.ts'
import { twinOf, writableOf } from '../../../web/fields/index.ts'
import { problemTexts } from '../../../web/kit/problem-text.ts'
import { complaintsPath } from './complaint-answer.ts'
import styles from './complaints.module.css'

import type { RecordData } from '../../../web/client/records.ts'

const more: Record<string, string | undefined> = { gift: 'gift', points: 'points' }

/** @param again what was returned and is asked for once more */
export function CompensateDialog({ record, again, onClose }: { record: RecordData; again?: RecordData; onClose(): void }) {
  const { t } = useTranslation()
  const id = useId()
  const object = useObject('compensation')
  const act = useRecordAction(again ? 'compensations' : complaintsPath, again ? 'resubmit' : 'compensate')
  const [values, setValues] = useState<Record<string, unknown>>(() => ({ kind: again?.kind ?? 'refund', amount: again?.amount ?? null, gift: again?.gift ?? null, points: again?.points ?? null, reason: again?.reason ?? '' }))
  const kind = String(values.kind)
  const kinds = object?.fields.find(({ name }) => name === 'kind')?.options ?? []
  const inputs = ['amount', more[kind]].flatMap((name) => object?.fields.find((field) => field.name === name) ?? [])
  const isFilled = inputs.every(({ name }) => values[name] !== null && values[name] !== undefined && values[name] !== '')
  const send = () => act.mutate({ id: again?.id ?? record.id, body: { kind, reason: String(values.reason ?? ''), ...Object.fromEntries(inputs.map((field) => [field.name, writableOf({ ...field, readonly: false }, values[field.name])])) } }, { onSuccess: onClose })
  return (
    <Modal open title={t('complaints.act_compensate')} okText={t('complaints.offer')} cancelText={t('form.cancel')} okButtonProps={{ disabled: !isFilled }} confirmLoading={act.isPending} onOk={send} onCancel={onClose} width={480}>
      <div className={styles.form}>
        {act.isError && <Alert type="error" title={problemTexts(act.error)} showIcon role="alert" />}
        <Segmented block aria-label={t('complaints.kind')} value={kind} onChange={(kind) => setValues({ ...values, kind })} options={kinds.map(({ key, label }) => ({ value: key, label: labelOf(label) }))} />
        {inputs.map((field, index) => {
          const { Input: FieldInput } = twinOf(field)
          return (
            <div key={field.name}>
              <label htmlFor={`${id}-${field.name}`}>{field.name === 'amount' && more[kind] ? t('complaints.what_it_costs') : labelOf(field.label)}</label>
              <FieldInput field={{ ...field, readonly: false }} id={`${id}-${field.name}`} value={values[field.name] ?? null} onChange={(value) => setValues((before) => ({ ...before, [field.name]: value ?? null }))} autoFocus={index === 0} />
            </div>
          )
        })}
        <div>
          <label htmlFor={`${id}-reason`}>{t('complaints.why')}</label>
          <Input.TextArea id={`${id}-reason`} value={String(values.reason ?? '')} onChange={(event) => setValues({ ...values, reason: event.target.value })} rows={2} maxLength={1000} />
        </div>
        <p className={styles.hint}>{t('complaints.offer_hint')}</p>
      </div>
    </Modal>
  )
}
