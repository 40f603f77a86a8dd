import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'

import { titleOf, useObject } from '../client/metadata.tsx'
import { fetchList, keys } from '../client/records.ts'
import styles from './fields.module.css'
import { EmptyChoice } from './operand.tsx'

import type { CellProps, FieldTwin, FilterProps, InputProps } from './field-twin.ts'

/** Words in use are offered, new ones may be typed. */
function Input({ field, value, onChange, id, autoFocus, disabled, invalid, describedBy, label }: InputProps) {
  const object = useObject(field.target ?? 'tag')
  const [isOpen, setIsOpen] = useState(false)
  const found = useQuery({
    queryKey: [...keys.lists(object?.path ?? ''), 'picker', 'all'],
    queryFn: ({ signal }) => fetchList(object?.path ?? '', { limit: 200 }, { signal }),
    enabled: isOpen && object !== undefined,
  })
  const options = (found.data?.data ?? []).flatMap((record) => (object ? [{ value: titleOf(object, record) }] : []))
  return (
    <Select
      id={id}
      className={styles.full}
      mode="tags"
      value={tagsOf(value)}
      onChange={onChange}
      options={options}
      onOpenChange={setIsOpen}
      tokenSeparators={[',', '，', ';', '；']}
      autoFocus={autoFocus}
      disabled={disabled}
      status={invalid ? 'error' : undefined}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      aria-label={label}
    />
  )
}

function Cell({ value, dense }: CellProps) {
  return (
    <span className={dense ? styles.denseInline : styles.inline}>
      {tagsOf(value).map((tag) => (
        <span key={tag} className={styles.tag}>
          {tag}
        </span>
      ))}
    </span>
  )
}

/** `contains` asks for one tag, `in` for any of several. */
function Filter({ field, operator, value, onChange, id = '', label }: FilterProps) {
  if (operator === 'is_empty') return <EmptyChoice value={value} onChange={onChange} id={id} label={label} />
  const several = operator === 'in' || operator === 'nin'
  const shown = several ? value : typeof value === 'string' ? [value] : []
  const change = (chosen: unknown) => onChange(several ? chosen : tagsOf(chosen).at(-1))
  return <Input field={field} id={id} label={label} value={shown} onChange={change} />
}

function tagsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

export const tags: FieldTwin = { Input, Cell, Filter, width: 180, isLarge: true, isWordList: true, firstOperator: 'in' }
