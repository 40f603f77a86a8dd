/** One line: for what, for whom, from which amount, and its steps. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api, ProblemError } from '../../../web/client/api.ts'
import { labelOf, useMetadata } from '../../../web/client/metadata.tsx'
import { twinOf } from '../../../web/fields/index.ts'
import { problemText } from '../../../web/kit/problem-text.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { FilterBuilder } from '../../../web/records/filter/filter-builder.tsx'
import { FormField } from '../../../web/records/form/form-field.tsx'
import { stepsOf, written } from './line-model.ts'
import { StepEditor } from './step-editor.tsx'
import styles from './approvals.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { Filter, RecordData } from '../../../web/client/records.ts'
import type { OccasionAnswer } from './approval-answer.ts'

const names = ['name', 'position', 'from_amount', 'to_amount', 'departments', 'roles'] as const

interface Props {
  object: ObjectMetadata
  line?: RecordData
  occasions: readonly OccasionAnswer[]
  onClose(): void
}

export function LineDrawer({ object, line, occasions, onClose }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const isPhone = useIsPhone()
  const toast = useToast()
  const client = useQueryClient()
  const { objects } = useMetadata()
  const fields = names.flatMap((name) => object.fields.find((field) => field.name === name) ?? [])
  const [values, setValues] = useState<Record<string, unknown>>(() => Object.fromEntries(fields.map((field) => [field.name, line ? line[field.name] : (field.default ?? null)])))
  const [occasion, setOccasion] = useState(line ? keyOf({ object: String(line.object), occasion: String(line.occasion) }) : occasions[0] && keyOf(occasions[0]))
  const [condition, setCondition] = useState<Filter>(filterOf(line?.condition))
  const [steps, setSteps] = useState(() => stepsOf(line))
  const [problem, setProblem] = useState<ProblemError>()
  const [isSaving, setIsSaving] = useState(false)
  const chosen = occasions.find((one) => keyOf(one) === occasion)
  const target = objects.find(({ name }) => name === chosen?.object)
  const title = String(values.name ?? '').trim()
  const errorsOf = (field: string) => (problem?.errors ?? []).filter(({ path }) => path.split(/[.[]/)[0] === field).map(({ message }) => message)
  const save = async () => {
    setIsSaving(true)
    const body = { ...Object.fromEntries(fields.map((field) => [field.name, writtenOf(field, values[field.name])])), object: chosen?.object, occasion: chosen?.occasion, condition, steps: steps.map(written) }
    try {
      if (line) await api.patch(`/${object.path}/${line.id}`, body, { ifMatch: line.version })
      else await api.post(`/${object.path}`, { ...body, is_active: true })
      await client.invalidateQueries({ queryKey: ['records'] })
      toast.done(t('record.saved', { name: title }))
      onClose()
    } catch (error) {
      if (error instanceof ProblemError) setProblem(error)
      else toast.problem(error)
      setIsSaving(false)
    }
  }
  const shown = new Set<string>(names)
  const general = problem && (problem.errors.length === 0 ? [problemText(problem)] : problem.errors.filter(({ path }) => !shown.has(path.split(/[.[]/)[0] ?? '')).map(({ message }) => message))
  return (
    <Drawer
      open
      size={isPhone ? '100%' : 720}
      onClose={onClose}
      title={line ? String(line.name) : t('form.new', { object: labelOf(object.label) })}
      footer={
        <div className={styles.footer}>
          <Button type="primary" loading={isSaving} disabled={!title || !chosen} onClick={() => void save()}>
            {t('record.save')}
          </Button>
          <Button onClick={onClose}>{t('record.cancel')}</Button>
          {general?.map((message) => (
            <span key={message} className={styles.fault} role="alert">
              {message}
            </span>
          ))}
        </div>
      }
    >
      <div className={styles.form}>
        <label htmlFor={`${id}-occasion`}>{t('approvals.occasion')}</label>
        <Select
          id={`${id}-occasion`}
          value={occasion}
          onChange={(key) => {
            setOccasion(key)
            setCondition({})
          }}
          options={occasions.map((one) => ({ value: keyOf(one), label: `${labelOf(objects.find(({ name }) => name === one.object)?.label ?? { zh: one.object, en: one.object })} · ${labelOf(one.label)}` }))}
        />
      </div>
      <div className={styles.fields}>
        {fields.map((field, index) => (
          <FormField key={field.name} field={field} value={values[field.name]} onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))} errors={errorsOf(field.name)} onTakeTheirs={() => {}} autoFocus={index === 0 && !line} disabled={isSaving} />
        ))}
      </div>
      {target && (
        <div className={styles.form}>
          <span>{t('approvals.condition')}</span>
          <FilterBuilder key={target.name} object={target} filter={condition} onChange={setCondition} />
        </div>
      )}
      <StepEditor steps={steps} onChange={setSteps} />
    </Drawer>
  )
}

function keyOf({ object, occasion }: { object: string; occasion: string }): string {
  return `${object} ${occasion}`
}

function writtenOf(field: ObjectMetadata['fields'][number], value: unknown): unknown {
  const { writable } = twinOf(field)
  return (writable ? writable(value) : value) ?? null
}

function filterOf(value: unknown): Filter {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}
