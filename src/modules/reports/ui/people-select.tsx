import { Select } from 'antd'

import { recordsOf, useList } from '../../../web/client/records.ts'

/** Colleagues who work here. */
export function PeopleSelect({ value, onChange, label }: { value: string[]; onChange(ids: string[]): void; label: string }) {
  const people = recordsOf(useList('users', { filter: { is_active: true }, sort: 'name', fields: ['id', 'name'], limit: 500 }).data)
  return <Select mode="multiple" value={value} onChange={onChange} options={people.map(({ id, name }) => ({ value: id, label: String(name) }))} showSearch={{ optionFilterProp: 'label' }} aria-label={label} placeholder={label} style={{ width: '100%' }} />
}
