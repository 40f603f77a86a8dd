/** Narrows a page to one record of another object, such as an owner or a department. Nothing for whoever may not see those. */
import { Select } from 'antd'

import { labelOf, useObject } from '../client/metadata.tsx'
import { recordsOf, useList } from '../client/records.ts'

interface Props {
  object: string
  value: string | null
  onChange(value: string | undefined): void
  placeholder?: string
}

export function RecordFilter({ object: name, value, onChange, placeholder }: Props) {
  const object = useObject(name)
  const query = useList(object?.path ?? '', { sort: 'name', limit: 200, fields: ['id', 'name'] }, { enabled: object !== undefined })
  if (!object) return null
  const label = labelOf(object.label)
  const options = recordsOf(query.data).map(({ id, name: text }) => ({ value: id, label: String(text) }))
  return <Select allowClear showSearch={{ optionFilterProp: 'label' }} value={value ?? undefined} onChange={onChange} options={options} placeholder={placeholder ?? label} aria-label={label} />
}
