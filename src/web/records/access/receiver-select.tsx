/** Chooses a person or a department in one box. */
import { Select } from 'antd'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../client/metadata.tsx'
import { fetchList, keys } from '../../client/records.ts'
import styles from './access.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'

export interface Receiver {
  kind: 'person' | 'department'
  id: string
  name: string
}

interface Props {
  id: string
  value: Receiver | undefined
  onChange(receiver: Receiver | undefined): void
  invalid?: boolean
  /** Only people: who may see a record is asked of one. */
  isPeopleOnly?: boolean
  label?: string
}

export function ReceiverSelect({ id, value, onChange, invalid, isPeopleOnly, label }: Props) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const wanted = useDeferredValue(words.trim())
  const users = useObject('user')
  const departments = useObject('department')
  const people = useFound(users, wanted, { is_active: true })
  const found = useFound(isPeopleOnly ? undefined : departments, wanted)
  const groups = [
    { kind: 'person' as const, object: users, records: people.data ?? [] },
    { kind: 'department' as const, object: departments, records: found.data ?? [] },
  ].filter(({ records }) => records.length > 0)
  const all = groups.flatMap(({ kind, records }) => records.map((record) => ({ kind, id: record.id, name: String(record.name ?? '') })))
  const options = groups.map(({ object, records }) => ({
    label: object ? labelOf(object.plural_label) : '',
    options: records.map((record) => ({ value: record.id, label: String(record.name ?? ''), note: String(record.title ?? '') })),
  }))
  return (
    <Select
      id={id}
      className={styles.full}
      value={value?.id}
      labelRender={() => value?.name}
      onChange={(chosen: string | undefined) => onChange(all.find((each) => each.id === chosen))}
      options={options}
      optionRender={({ data, label: shown }) => (
        <span className={styles.option}>
          {shown}
          {'note' in data && typeof data.note === 'string' && data.note !== '' && <span className={styles.optionNote}>{data.note}</span>}
        </span>
      )}
      showSearch={{ filterOption: false, onSearch: setWords }}
      onOpenChange={(isOpen) => !isOpen && setWords('')}
      placeholder={t(isPeopleOnly ? 'access.person' : 'access.receiver')}
      notFoundContent={people.isFetching ? t('state.loading') : t('fields.nothing_found')}
      autoFocus
      allowClear
      status={invalid ? 'error' : undefined}
      aria-invalid={invalid}
      aria-label={label}
    />
  )
}

function useFound(object: ObjectMetadata | undefined, words: string, filter?: Record<string, unknown>) {
  return useQuery({
    queryKey: [...keys.lists(object?.path ?? ''), 'receivers', words, filter],
    queryFn: async ({ signal }): Promise<RecordData[]> => (await fetchList(object?.path ?? '', { q: words, filter, limit: 20 }, { signal })).data,
    enabled: object !== undefined,
    placeholderData: keepPreviousData,
  })
}
