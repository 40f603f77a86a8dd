/** What an act has to be told before it is done. What the server refuses is said where it was typed. */
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useMetadata } from '../../../web/client/metadata.tsx'
import { twinOf, writableOf } from '../../../web/fields/index.ts'
import { ActModal } from '../../../web/kit/act-modal.tsx'
import styles from './orders.module.css'

import type { FieldMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'
import type { Act } from './acts.ts'

interface Props {
  act: Act
  title: string
  foretold: string[]
  record: RecordData
  isBusy: boolean
  error: unknown
  onDo(body: Record<string, unknown>): void
  onClose(): void
}

export function ActDialog({ act, title, foretold, record, isBusy, error, onDo, onClose }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const { objects } = useMetadata()
  const inputs = (act.inputs ?? []).flatMap((input) => {
    const field = objects.find(({ name }) => name === input.object)?.fields.find(({ name }) => name === input.field)
    return field ? [{ ...input, field: { ...field, readonly: false } }] : []
  })
  const [values, setValues] = useState<Record<string, unknown>>(() => Object.fromEntries(inputs.map(({ name, from }) => [name, from?.(record) ?? null])))
  const isComplete = inputs.every(({ name, required }) => !required || (values[name] !== null && String(values[name]).trim() !== ''))
  const send = () => onDo(Object.fromEntries(inputs.flatMap(({ name, field }) => (values[name] === null ? [] : [[name, sentOf(field, values[name])]]))))
  return (
    <ActModal title={title} foretold={foretold} isDanger={act.isDanger} isReady={isComplete} isBusy={isBusy} error={error} onDo={send} onClose={onClose}>
        {inputs.map(({ name, field, label, required }, index) => {
          const { Input } = twinOf(field)
          return (
            <div key={name}>
              <label htmlFor={`${id}-${name}`}>
                {label ? t(label) : labelOf(field.label)}
                {required && <span className={styles.required}> {t('orders.required')}</span>}
              </label>
              <Input field={field} id={`${id}-${name}`} value={values[name]} onChange={(value) => setValues((before) => ({ ...before, [name]: value ?? null }))} autoFocus={index === 0} />
            </div>
          )
        })}
    </ActModal>
  )
}

/** An amount in the currency of its document is sent as the amount alone. */
function sentOf(field: FieldMetadata, value: unknown): unknown {
  const written = writableOf(field, value)
  return typeof written === 'object' && written !== null && 'amount' in written ? written.amount : written
}
