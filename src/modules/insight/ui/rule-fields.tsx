import { InputNumber, Select } from 'antd'
import { useId } from 'react'

import { labelOf } from '../../../web/client/metadata.tsx'
import { twinOf } from '../../../web/fields/index.ts'
import styles from './insight.module.css'

import type { FieldMetadata } from '../../../web/client/metadata.tsx'

interface Props {
  fields: FieldMetadata[]
  draft: Record<string, unknown>
  disabled: boolean
  onChange(name: string, value: unknown): void
}

/** Each a line: what it means, and its number or choice. What is out of range the server says at saving. */
export function RuleFields({ fields, draft, disabled, onChange }: Props) {
  const id = useId()
  return (
    <div className={styles.inputs}>
      {fields.map((field) => {
        const value = draft[field.name]
        const { isMoney } = twinOf(field)
        return (
          <div key={field.name}>
            <label htmlFor={`${id}-${field.name}`}>{labelOf(field.label)}</label>
            {field.options ? (
              <Select id={`${id}-${field.name}`} disabled={disabled} value={String(value)} onChange={(chosen) => onChange(field.name, chosen)} options={field.options.map(({ key, label }) => ({ value: key, label: labelOf(label) }))} />
            ) : (
              <InputNumber id={`${id}-${field.name}`} disabled={disabled} stringMode={isMoney === true} min={0} value={isMoney ? String(value) : Number(value)} onChange={(next: string | number | null) => next !== null && onChange(field.name, isMoney ? String(next) : Number(next))} />
            )}
          </div>
        )
      })}
    </div>
  )
}
