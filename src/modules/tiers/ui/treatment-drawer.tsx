/** One treatment: its words, its task, and the times tasks were made of it. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api, ProblemError } from '../../../web/client/api.ts'
import { labelOf } from '../../../web/client/metadata.tsx'
import { twinOf } from '../../../web/fields/index.ts'
import { problemText } from '../../../web/kit/problem-text.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { FormField } from '../../../web/records/form/form-field.tsx'
import { TreatmentRuns } from './treatment-runs.tsx'
import styles from './tiers.module.css'

import type { FieldMetadata, ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'
import type { CellPlace } from './cell-treatments.tsx'

const asked = ['name', 'content', 'owner', 'due_on', 'task_name', 'task_for', 'task_days', 'task_priority']

interface Props {
  object: ObjectMetadata
  treatment: RecordData | undefined
  place: CellPlace
  name: string
  onClose(): void
}

export function TreatmentDrawer({ object, treatment, place, name, onClose }: Props) {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  const toast = useToast()
  const client = useQueryClient()
  const fields = asked.flatMap((one) => object.fields.find((field) => field.name === one) ?? [])
  const [values, setValues] = useState<Record<string, unknown>>(() => Object.fromEntries(fields.map((field) => [field.name, treatment ? treatment[field.name] : field.default === '@me' ? undefined : (field.default ?? null)])))
  const [problem, setProblem] = useState<ProblemError>()
  const [isBusy, setIsBusy] = useState(false)
  const mayChange = treatment ? treatment.can.change : object.can.create
  const run = async (work: () => Promise<unknown>, said: string) => {
    setIsBusy(true)
    try {
      await work()
      await client.invalidateQueries({ queryKey: ['records'] })
      toast.done(said)
      onClose()
    } catch (error) {
      if (error instanceof ProblemError) setProblem(error)
      else toast.problem(error)
      setIsBusy(false)
    }
  }
  const title = String(values.name ?? '').trim()
  const save = () => {
    const body = Object.fromEntries(fields.flatMap((field) => (values[field.name] === undefined ? [] : [[field.name, written(field, values[field.name])]])))
    return run(() => (treatment ? api.patch(`/${object.path}/${treatment.id}`, body, { ifMatch: treatment.version }) : api.post(`/${object.path}`, { ...body, ...place })), t('record.saved', { name: title }))
  }
  return (
    <Drawer
      open
      size={isPhone ? '100%' : 520}
      onClose={onClose}
      title={treatment ? String(treatment.name) : t('tiers.treatment.of', { name })}
      footer={
        <div className={styles.foot}>
          {mayChange && (
            <Button type="primary" loading={isBusy} disabled={!title} onClick={() => void save()}>
              {t('record.save')}
            </Button>
          )}
          <Button onClick={onClose}>{t('record.cancel')}</Button>
          {treatment?.can.delete && (
            <Button type="text" disabled={isBusy} onClick={() => void run(() => api.delete(`/${object.path}/${treatment.id}`), t('tiers.treatment.removed'))}>
              {t('tiers.treatment.remove')}
            </Button>
          )}
          {problem && problem.errors.length === 0 && (
            <span className={styles.fault} role="alert">
              {problemText(problem)}
            </span>
          )}
        </div>
      }
    >
      <p className={styles.hint}>{labelOf(object.label)} · {name}</p>
      <div className={styles.fields}>
        {fields.map((field, index) => (
          <FormField
            key={field.name} field={field} value={values[field.name]} onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
            errors={(problem?.errors ?? []).filter(({ path }) => path === field.name).map(({ message }) => message)} onTakeTheirs={() => {}} autoFocus={index === 0 && !treatment} disabled={isBusy || !mayChange}
          />
        ))}
      </div>
      {treatment && <div className={styles.runs}><TreatmentRuns record={treatment} /></div>}
    </Drawer>
  )
}

function written(field: FieldMetadata, value: unknown): unknown {
  const { writable } = twinOf(field)
  return (writable ? writable(value) : value) ?? null
}
