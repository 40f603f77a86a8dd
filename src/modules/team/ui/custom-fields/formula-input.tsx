/** A formula with what it gives for the first records, while one is typing. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../../web/client/api.ts'
import { labelOf, useObject } from '../../../../web/client/metadata.tsx'
import { problemText } from '../../../../web/kit/problem-text.ts'
import { twinOf } from '../../../../web/fields/index.ts'
import styles from './custom-fields.module.css'

import type { TextAreaRef } from 'antd/es/input/TextArea'
import type { FieldMetadata } from '../../../../web/client/metadata.tsx'
import type { CustomField } from './custom-field-model.ts'

interface Trial {
  variables: string[]
  samples: { id: string; name: string; value: unknown }[]
}

interface Props {
  draft: CustomField
  onChange(formula: string): void
}

export function FormulaInput({ draft, onChange }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const area = useRef<TextAreaRef>(null)
  const object = useObject(draft.object)
  const formula = draft.formula ?? ''
  const trial = useTrial(draft, formula)
  const known = trial.data?.variables ?? object?.fields.filter(({ name }) => name !== draft.key).map(({ name }) => name) ?? []
  const fields = object?.fields.filter(({ name }) => known.includes(name)) ?? []
  const insert = (name: string) => {
    const at = area.current?.resizableTextArea?.textArea.selectionStart ?? formula.length
    onChange(formula.slice(0, at) + name + formula.slice(at))
    area.current?.focus()
  }
  return (
    <>
      <label htmlFor={id}>{t('team.custom.formula')}</label>
      <Input.TextArea ref={area} id={id} className={styles.formula} value={formula} maxLength={1000} autoSize={{ minRows: 2, maxRows: 8 }} spellCheck={false} status={trial.error ? 'error' : undefined} aria-describedby={`${id}-trial`} placeholder="annual_amount * 0.1" onChange={(event) => onChange(event.target.value)} />
      <Select
        size="small"
        value={null}
        placeholder={t('team.custom.insert_field')}
        aria-label={t('team.custom.insert_field')}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(name: string | null) => name && insert(name)}
        options={fields.map(({ name, label }) => ({ value: name, label: `${labelOf(label)} · ${name}` }))}
      />
      <div id={`${id}-trial`} aria-live="polite">
        {trial.error && <p className={styles.failure}>{problemText(trial.error)}</p>}
        {!trial.error && trial.data && formula && <Samples draft={draft} samples={trial.data.samples} />}
        <p className={styles.note}>{t('team.custom.formula_hint')}</p>
      </div>
    </>
  )
}

function useTrial({ object, key, type, scale }: CustomField, formula: string) {
  return useQuery({
    queryKey: ['records', 'custom-fields', 'trial', object, key, type, scale, formula],
    queryFn: ({ signal }) => api.post<Trial>('/custom-fields/try-formula', { object, key, type, formula, ...(scale === null ? {} : { scale }) }, { signal }),
    enabled: formula.trim() !== '',
    placeholderData: keepPreviousData,
    retry: false,
  })
}

function Samples({ draft, samples }: { draft: CustomField; samples: Trial['samples'] }) {
  const { t } = useTranslation()
  const field: FieldMetadata = { name: draft.key || 'formula', type: draft.type, label: draft.label, required: false, readonly: true, right: 'read', custom: true, sortable: false, operators: [], ...(draft.scale === null ? {} : { scale: draft.scale }) }
  const twin = twinOf(field)
  return (
    <table className={styles.samples} aria-label={t('team.custom.samples')}>
      <tbody>
        {samples.map(({ id, name, value }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td>
              <twin.Cell field={field} value={value} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
