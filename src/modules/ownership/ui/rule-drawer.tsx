/** A rule about customers or leads, and beside it what it would do: seen before it is switched on. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api, ProblemError } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { twinOf } from '../../../web/fields/index.ts'
import { problemText } from '../../../web/kit/problem-text.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { FilterBuilder } from '../../../web/records/filter/filter-builder.tsx'
import { FormField } from '../../../web/records/form/form-field.tsx'
import styles from './ownership.module.css'

import type { ReactNode } from 'react'
import type { FieldMetadata, ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { Filter, RecordData } from '../../../web/client/records.ts'

export type Draft = Record<string, unknown>

interface Props {
  object: ObjectMetadata
  rule?: RecordData
  /** Fields asked, in their order; the condition stands below them. */
  fields: readonly string[]
  preview(draft: Draft): ReactNode
  onClose(): void
}

export function RuleDrawer({ object, rule, fields, preview, onClose }: Props) {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  const toast = useToast()
  const client = useQueryClient()
  const asked = fields.flatMap((name) => object.fields.find((field) => field.name === name) ?? [])
  const [values, setValues] = useState<Draft>(() => Object.fromEntries(asked.map((field) => [field.name, rule ? rule[field.name] : (field.default ?? null)])))
  const [condition, setCondition] = useState<Filter>(filterOf(rule?.condition))
  const [problem, setProblem] = useState<ProblemError>()
  const [isSaving, setIsSaving] = useState(false)
  const target = useObject(typeof values.object === 'string' ? values.object : 'customer')
  const draft = { ...Object.fromEntries(asked.map((field) => [field.name, isAsked(field, values) ? written(field, values[field.name]) : null])), condition }
  const name = String(values.name ?? '').trim()
  const errorsOf = (field: string) => (problem?.errors ?? []).filter(({ path }) => path.split(/[.[]/)[0] === field).map(({ message }) => message)
  const save = async () => {
    setIsSaving(true)
    try {
      if (rule) await api.patch(`/${object.path}/${rule.id}`, draft, { ifMatch: rule.version })
      else await api.post(`/${object.path}`, draft)
      await client.invalidateQueries({ queryKey: ['records'] })
      toast.done(t('record.saved', { name }))
      onClose()
    } catch (error) {
      if (error instanceof ProblemError) setProblem(error)
      else toast.problem(error)
      setIsSaving(false)
    }
  }
  const general = problem && (problem.errors.length === 0 ? [problemText(problem)] : errorsOf('condition'))
  return (
    <Drawer
      open
      size={isPhone ? '100%' : 820}
      onClose={onClose}
      title={rule ? name : t('form.new', { object: labelOf(object.label) })}
      footer={
        <div className={styles.bar}>
          <Button type="primary" loading={isSaving} disabled={!name} onClick={() => void save()}>
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
      <div className={styles.fields}>
        {asked.filter((field) => isAsked(field, values)).map((field, index) => (
          <FormField
            key={field.name}
            field={field}
            value={values[field.name]}
            onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
            errors={errorsOf(field.name)}
            onTakeTheirs={() => {}}
            autoFocus={index === 0 && !rule}
            disabled={isSaving}
          />
        ))}
      </div>
      {target && (
        <div className={styles.condition}>
          <span className={styles.label}>{t('ownership.condition')}</span>
          <FilterBuilder key={target.name} object={target} filter={condition} onChange={setCondition} />
        </div>
      )}
      {preview(draft)}
    </Drawer>
  )
}

function isAsked({ only_when: when }: FieldMetadata, values: Draft): boolean {
  return !when || when.in.includes(String(values[when.field]))
}

function written(field: FieldMetadata, value: unknown): unknown {
  const { writable } = twinOf(field)
  return (writable ? writable(value) : value) ?? null
}

function filterOf(value: unknown): Filter {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}
