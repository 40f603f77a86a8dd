import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { fetchList, keys } from '../../../web/client/records.ts'
import { useSession } from '../../../web/client/session.tsx'

/** A colleague who works here, found by name, pinyin or initials. */
export function PersonSelect({ id, value, onChange }: { id: string; value: string | undefined; onChange(id: string | undefined): void }) {
  const { t } = useTranslation()
  const { person } = useSession()
  const [words, setWords] = useState('')
  const query = { q: useDeferredValue(words.trim()), limit: 20, filter: { is_active: true, id: { ne: person.id } } }
  const found = useQuery({ queryKey: [...keys.lists('users'), 'picker', query], queryFn: ({ signal }) => fetchList('users', query, { signal }), placeholderData: (before) => before })
  const options = (found.data?.data ?? []).map((each) => ({ value: each.id, label: String(each.name) }))
  return <Select id={id} showSearch={{ filterOption: false, onSearch: setWords }} value={value} onChange={onChange} options={options} notFoundContent={t('fields.nothing_found')} />
}
