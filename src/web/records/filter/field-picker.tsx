/** Chooses a field, also over references: `Owner › Department › Name`. Searchable. */
import { Cascader } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useMetadata } from '../../client/metadata.tsx'
import { useLanguage } from '../../client/i18n.ts'
import styles from './filter.module.css'

import type { FieldMetadata, Metadata, ObjectMetadata } from '../../client/metadata.tsx'

interface Option {
  value: string
  label: string
  children?: Option[]
}

interface Props {
  object: ObjectMetadata
  path: string[]
  /** Which fields are offered. */
  accepts(field: FieldMetadata): boolean
  onChange(path: string[]): void
  label: string
  placeholder?: string
}

/** How many references one may follow. */
const deepest = 2

export function FieldPicker({ object, path, accepts, onChange, label, placeholder }: Props) {
  const { t } = useTranslation()
  const metadata = useMetadata()
  const language = useLanguage()
  // `language` is part of the labels.
  const options = useMemo(() => optionsOf(metadata, object, accepts, deepest), [metadata, object, accepts, language])
  return (
    <Cascader<Option>
      className={styles.field}
      options={options}
      value={path}
      onChange={(chosen) => onChange((chosen ?? []).map(String))}
      displayRender={(labels) => labels.join(' › ')}
      changeOnSelect={false}
      showSearch={{ filter: (words, found) => found.some((option) => option.label.toLowerCase().includes(words.trim().toLowerCase())), limit: 60, matchInputWidth: false }}
      allowClear={false}
      placeholder={placeholder ?? t('filter.choose_field')}
      aria-label={label}
    />
  )
}

function optionsOf(metadata: Metadata, object: ObjectMetadata, accepts: (field: FieldMetadata) => boolean, depth: number): Option[] {
  return object.fields.flatMap((field): Option[] => {
    const target = depth > 0 ? metadata.objects.find(({ name }) => name === field.target) : undefined
    const label = labelOf(field.label)
    if (!target || field.type === 'references') return accepts(field) ? [{ value: field.name, label }] : []
    const below = optionsOf(metadata, target, accepts, depth - 1)
    // The reference itself can be asked for as well: it stands first among its own fields.
    const own: Option[] = accepts(field) ? [{ value: itself, label }] : []
    return [{ value: field.name, label, children: [...own, ...below] }]
  })
}

/** Stands for the reference itself, which a cascade cannot offer as a branch and a leaf at once. */
export const itself = '.'

/** From what was picked to a path of fields. */
export function pathOfPicked(picked: string[]): string[] {
  return picked.filter((name) => name !== itself)
}

/** From a path of fields to what the picker shows. */
export function pickedOfPath(metadata: Metadata, object: ObjectMetadata, path: string[]): string[] {
  let current: ObjectMetadata | undefined = object
  let last: FieldMetadata | undefined
  for (const name of path) {
    last = current?.fields.find((field) => field.name === name)
    current = metadata.objects.find(({ name: each }) => each === last?.target)
  }
  return last?.target && last.type !== 'references' && current && path.length <= deepest ? [...path, itself] : path
}
