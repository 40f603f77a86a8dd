/** Whether a field must be filled in: never, always, or from some value of a choice on, such as a status. */
import { Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../../web/client/metadata.tsx'

import type { CustomField } from './custom-field-model.ts'

interface Props {
  draft: CustomField
  onChange(changes: Pick<CustomField, 'required' | 'requiredWhen'>): void
}

export function RequirementInput({ draft, onChange }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const choices = useObject(draft.object)?.fields.filter((field) => field.options && field.operators.includes('eq') && field.name !== draft.key) ?? []
  const when = draft.requiredWhen
  const options = choices.find(({ name }) => name === when?.field)?.options ?? []
  const chosen = when ? 'when' : draft.required ? 'always' : 'never'
  const choose = (value: string) => onChange({ required: value === 'always', requiredWhen: value === 'when' && choices[0] ? { field: choices[0].name, in: [] } : null })
  return (
    <>
      <label htmlFor={id}>{t('team.custom.requirement')}</label>
      <Select id={id} value={chosen} onChange={choose} options={['never', 'always', ...(choices.length > 0 ? ['when'] : [])].map((value) => ({ value, label: t(`team.custom.required_${value}`) }))} />
      {when && (
        <>
          <label htmlFor={`${id}-field`}>{t('team.custom.when_field')}</label>
          <Select id={`${id}-field`} value={when.field} onChange={(field) => onChange({ required: false, requiredWhen: { field, in: [] } })} options={choices.map(({ name, label }) => ({ value: name, label: labelOf(label) }))} />
          <label htmlFor={`${id}-values`}>{t('team.custom.when_values')}</label>
          <Select id={`${id}-values`} mode="multiple" value={when.in} onChange={(values: string[]) => onChange({ required: false, requiredWhen: { ...when, in: values } })} options={options.map(({ key, label }) => ({ value: key, label: labelOf(label) }))} />
        </>
      )}
    </>
  )
}
