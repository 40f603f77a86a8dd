/** Picks records of another object by any words that its list finds. */
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, titleOf, useObject } from '../client/metadata.tsx'
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
  /** What goes along with the choice is said with each record that may be chosen, and of the chosen one. */
  tellsAlong?: boolean
}

export function ReferenceSelect({ field, value, onChange, id, autoFocus, disabled, invalid, describedBy, label, startsOpen, several, extra = [], placeholder, tellsAlong }: Props) {
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
  const along = tellsAlong ? (field.takes_along ?? []) : []
  const alongOf = new Map((found.data?.data ?? []).map((record) => [record.id, along.flatMap(({ its }) => nameOf(record[its]) || [])]))
  const [told, setTold] = useState<string[]>([])
  const known = new Map([...chosen, ...offered].map((reference) => [reference.id, reference]))
  const options = (isOpen ? offered : chosen).map(({ id: key, name }) => ({ value: key, label: name }))
  const change = (given: string | string[] | undefined) => {
    const picked = (Array.isArray(given) ? given : given ? [given] : []).flatMap((key) => known.get(key) ?? [])
    setTold(along.flatMap(({ label: what, its }) => {
      const to = nameOf(found.data?.data.find((record) => record.id === picked[0]?.id)?.[its])
      return to ? t('fields.goes_along', { field: labelOf(what), to }) : []
    }))
    onChange(several ? picked : (picked[0] ?? null))
  }
  const select = (
    <Select<string | string[]>
      id={id}
      className={styles.full}
      mode={several ? 'multiple' : undefined}
      value={several ? chosen.map((reference) => reference.id) : chosen[0]?.id}
      labelRender={({ value: key, label: shown }) => known.get(String(key))?.name ?? shown ?? String(key)}
      onChange={change}
      options={options}
      optionRender={along.length === 0 ? undefined : ({ value: key, label: shown }) => <span className={styles.withAlong}><span>{shown}</span><span className={styles.note}>{alongOf.get(String(key))?.join(' · ')}</span></span>}
      popupRender={along.length === 0 ? undefined : (menu) => <><div className={styles.alongHead}>{t('fields.takes_along', { fields: along.map(({ label: what }) => labelOf(what)).join(' · ') })}</div>{menu}</>}
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
  if (along.length === 0) return select
  return (
    <div className={styles.full}>
      {select}
      <div role="status" className={styles.note}>{told.join(' ')}</div>
    </div>
  )
}

export function referencesOf(value: unknown): Reference[] {
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.flatMap((entry) => {
    const id = idOf(entry)
    return id ? [{ id, name: nameOf(entry) || id }] : []
  })
}
