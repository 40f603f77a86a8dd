/** What an act has to be told before it is done, in fields of its record. What the server refuses is said here. */
import { Alert, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../client/metadata.tsx'
import { useRecordAction } from '../client/records.ts'
import { twinOf, writableOf } from '../fields/index.ts'
import { problemTexts } from '../kit/problem-text.ts'
import styles from './act-dialog.module.css'

import type { RecordData } from '../client/records.ts'

export interface Asked {
  inputs: readonly { name: string; field: string; label?: string; required?: boolean }[]
  isDanger?: boolean
}

interface Props {
  object: string
  verb: string
  title: string
  asked: Asked
  record: Pick<RecordData, 'id'>
  /** What stands in the fields to begin with, by the names of the inputs. */
  initial?: Record<string, unknown>
  width?: number
  onClose(): void
}

export function ActDialog({ object: objectName, verb, title, asked, record, initial, width = 480, onClose }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const object = useObject(objectName)
  const act = useRecordAction(object?.path ?? '', verb)
  const inputs = asked.inputs.flatMap((input) => {
    const field = object?.fields.find(({ name }) => name === input.field)
    return field ? [{ ...input, field: { ...field, readonly: false } }] : []
  })
  const [values, setValues] = useState<Record<string, unknown>>(() => ({ ...initial }))
  const isFilled = (name: string) => values[name] !== null && values[name] !== undefined && String(values[name]).trim() !== ''
  const send = () => act.mutate({ id: record.id, body: Object.fromEntries(inputs.flatMap(({ name, field }) => (isFilled(name) ? [[name, writableOf(field, values[name])]] : []))) }, { onSuccess: onClose })
  return (
    <Modal open title={title} okText={title} cancelText={t('form.cancel')} okButtonProps={{ disabled: !inputs.every(({ name, required }) => !required || isFilled(name)), danger: asked.isDanger }} confirmLoading={act.isPending} onOk={send} onCancel={onClose} width={width}>
      <div className={styles.form}>
        {act.isError && <Alert type="error" title={problemTexts(act.error)} showIcon role="alert" />}
        {inputs.map(({ name, field, label }, index) => {
          const { Input } = twinOf(field)
          return (
            <div key={name}>
              <label htmlFor={`${id}-${name}`}>{label ? t(label) : labelOf(field.label)}</label>
              <Input field={field} id={`${id}-${name}`} value={values[name] ?? null} onChange={(value) => setValues((before) => ({ ...before, [name]: value ?? null }))} autoFocus={index === 0} />
            </div>
          )
        })}
      </div>
    </Modal>
  )
}
