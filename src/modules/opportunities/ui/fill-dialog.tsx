/** What a stage asks for before it is entered, filled where it was missed: saved, and the move goes on. */
import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api, ProblemError } from '../../../web/client/api.ts'
import { writableOf } from '../../../web/fields/index.ts'
import { problemText } from '../../../web/kit/problem-text.ts'
import { isEmpty } from '../../../web/records/empty-value.ts'
import { FormField } from '../../../web/records/form/form-field.tsx'
import { nameInLanguage } from './stage-words.ts'
import styles from './opportunity.module.css'

import type { FieldMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

interface Props {
  record: RecordData
  stage: string
  fields: FieldMetadata[]
  /** Saved, with its new version. */
  onFilled(record: RecordData): void
  onClose(): void
}

export function FillDialog({ record, stage, fields, onFilled, onClose }: Props) {
  const { t } = useTranslation()
  const [values, setValues] = useState<Record<string, unknown>>({})
  const [error, setError] = useState<unknown>()
  const [isSaving, setIsSaving] = useState(false)
  const isFilled = fields.every(({ name }) => !isEmpty(values[name]))
  const save = async () => {
    setIsSaving(true)
    setError(undefined)
    try {
      const changes = Object.fromEntries(fields.map((field) => [field.name, writableOf(field, values[field.name])]))
      onFilled(await api.patch<RecordData>(`/opportunities/${record.id}`, changes, { ifMatch: record.version }))
    } catch (caught) {
      setError(caught)
      setIsSaving(false)
    }
  }
  const errors = error instanceof ProblemError ? error.errors : []
  const errorsOf = (name: string) => errors.filter(({ path }) => path === name || path.startsWith(`${name}[`) || path.startsWith(`${name}.`)).map(({ message }) => message)
  const isSaidBeside = errors.length > 0 && errors.length === fields.flatMap(({ name }) => errorsOf(name)).length
  return (
    <Modal open title={t('opportunities.fill_title', { stage: nameInLanguage(stage) })} okText={t('opportunities.fill_do')} cancelText={t('opportunities.cancel')} okButtonProps={{ disabled: !isFilled }} confirmLoading={isSaving} onOk={() => void save()} onCancel={onClose} width={560}>
      <p className={styles.fillOf}>{String(record.name)}</p>
      <div className={styles.fill}>
        {fields.map((field, at) => (
          <FormField key={field.name} field={{ ...field, required: true }} value={values[field.name] ?? null} onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))} errors={errorsOf(field.name)} onTakeTheirs={() => undefined} autoFocus={at === 0} disabled={isSaving} values={values} />
        ))}
      </div>
      {error !== undefined && !isSaidBeside && <p role="alert" className={styles.fillProblem}>{problemText(error)}</p>}
    </Modal>
  )
}
