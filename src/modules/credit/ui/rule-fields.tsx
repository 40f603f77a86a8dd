import { InputNumber, Select } from 'antd'
import { useId } from 'react'

import { labelOf } from '../../../web/client/metadata.tsx'
import styles from './credit.module.css'

import type { FieldMetadata } from '../../../web/client/metadata.tsx'

interface Props {
  fields: FieldMetadata[]
  draft: Record<string, unknown>
  disabled: boolean
  onChange(name: string, value: unknown): void
}

/** Each a line: what it means, and its number or choice. An amount stays decimal text. */
export function RuleFields({ fields, draft, disabled, onChange }: Props) {
  const id = useId()
  return (
    <div className={styles.fields}>
      {fields.map((field) => {
        const value = draft[field.name]
        const isAmount = typeof value === 'string' && !field.options
        return (
          <div key={field.name}>
            <label htmlFor={`${id}-${field.name}`}>{labelOf(field.label)}</label>
            {field.options ? (
              <Select id={`${id}-${field.name}`} disabled={disabled} value={String(value)} onChange={(chosen) => onChange(field.name, chosen)} options={field.options.map(({ key, label }) => ({ value: key, label: labelOf(label) }))} />
            ) : (
              <InputNumber
                id={`${id}-${field.name}`}
                disabled={disabled}
                stringMode={isAmount}
                min={isLength(field.name) ? 1 : 0}
                max={isAmount ? undefined : isLength(field.name) ? 3650 : 100}
                precision={isAmount ? 2 : 0}
                value={isAmount ? value : Number(value)}
                onChange={(next: string | number | null) => next !== null && onChange(field.name, isAmount ? String(next) : Number(next))}
              />
            )}
          </div>
        )
      })}
    </div>
  )
}

/** In days or months; everything else is a weight, a mark or a percentage. */
function isLength(name: string): boolean {
  return name.includes('days') || name.includes('months')
}
