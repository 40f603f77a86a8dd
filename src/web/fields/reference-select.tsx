/** Picks records of another object by any words that its list finds. */
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { titleOf, useObject } from '../client/metadata.tsx'
import { fetchList, keys } from '../client/records.ts'
import { idOf, nameOf } from '../client/reference-parts.ts'
import styles from './fields.module.css'

import type { InputProps } from './field-twin.ts'
import type { Reference } from '../client/records.ts'

interface Props extends InputProps {
  several?: boolean
  /** Offered before the records, e.g. the signed-in person in a filter. */
  extra?: Reference[]
  placeholder?: string
}

export function ReferenceSelect({ field, value, onChange, id, autoFocus, disabled, invalid, describedBy, label, startsOpen, several, extra = [], placeholder }: Props) {
  const { t } = useTranslation()
  const object = useObject(field.target)
  const [words, setWords] = useState('')
  const [isOpen, setIsOpen] = useState(startsOpen === true)
  const wanted = useDeferredValue(words.trim())
  const query = { q: wanted, limit: 20 }
  const found = useQuery({
    queryKey: [...keys.lists(object?.path ?? ''), 'picker', query],
    queryFn: ({ signal }) => fetchList(object?.path ?? '', query, { signal }),
    enabled: isOpen && object !== undefined,
    placeholderData: (previous) => previous,
  })
  const chosen = referencesOf(value)
  const offered = [...extra, ...(found.data?.data ?? []).map((record) => ({ id: record.id, name: object ? titleOf(object, record) : record.id }))]
  const known = new Map([...chosen, ...offered].map((reference) => [reference.id, reference]))
  const options = (isOpen ? offered : chosen).map(({ id: key, name }) => ({ value: key, label: name }))
  const change = (given: string | string[] | undefined) => {
    const picked = (Array.isArray(given) ? given : given ? [given] : []).flatMap((key) => known.get(key) ?? [])
    onChange(several ? picked : (picked[0] ?? null))
  }
  return (
    <Select<string | string[]>
      id={id}
      className={styles.full}
      mode={several ? 'multiple' : undefined}
      value={several ? chosen.map((reference) => reference.id) : chosen[0]?.id}
      labelRender={({ value: key, label: shown }) => known.get(String(key))?.name ?? shown ?? String(key)}
      onChange={change}
      options={options}
      showSearch={{ filterOption: false, onSearch: setWords }}
      defaultOpen={startsOpen}
      onOpenChange={(open) => {
        setIsOpen(open)
        if (!open) setWords('')
      }}
      loading={found.isFetching}
      notFoundContent={found.isFetching ? t('state.loading') : t('fields.nothing_found')}
      allowClear={!field.required}
      autoFocus={autoFocus}
      disabled={disabled || !object}
      status={invalid ? 'error' : undefined}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      aria-label={label}
      placeholder={placeholder}
    />
  )
}

export function referencesOf(value: unknown): Reference[] {
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.flatMap((entry) => {
    const id = idOf(entry)
    return id ? [{ id, name: nameOf(entry) || id }] : []
  })
}
