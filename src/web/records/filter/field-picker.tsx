/** Chooses a field, also over references: `Owner › Department`. Typing finds it, Enter takes the first. */
import { Select } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useMetadata } from '../../client/metadata.tsx'
import { useLanguage } from '../../client/i18n.ts'
import { twinOf } from '../../fields/index.ts'
import { allRelated } from './related.ts'
import styles from './filter.module.css'

import type { FieldMetadata, Metadata, ObjectMetadata } from '../../client/metadata.tsx'

interface FieldGroup {
  label: string
  options: { value: string; label: string }[]
}

interface Props {
  object: ObjectMetadata
  path: string[]
  /** Called with the name of records that point here; left out, they are not offered. */
  onRelated?(name: string): void
  /** Which fields are offered. */
  accepts(field: FieldMetadata): boolean
  onChange(path: string[]): void
  label: string
  placeholder?: string
}

/** No field begins so. */
const relatedMark = '#'

/** How many references one may follow. */
const deepest = 2

export function FieldPicker({ object, path, accepts, onChange, onRelated, label, placeholder }: Props) {
  const { t } = useTranslation()
  const metadata = useMetadata()
  const language = useLanguage()
  // `language` is part of the labels.
  const groups = useMemo(() => groupsOf(metadata, object, accepts), [metadata, object, accepts, language])
  const related = useMemo(() => allRelated(metadata, object).map(({ name, label: text }) => ({ value: relatedMark + name, label: text })), [metadata, object, language])
  const offered = onRelated && related.length > 0 ? [...groups, { label: t('filter.related_records'), options: related }] : groups
  return (
    <Select
      className={styles.field}
      options={offered}
      value={path.length > 0 ? path.join('.') : undefined}
      onChange={(chosen) => (chosen.startsWith(relatedMark) ? onRelated?.(chosen.slice(relatedMark.length)) : onChange(chosen.split('.')))}
      showSearch={{ filterOption: (words, option) => (option?.label ?? '').toLowerCase().includes(words.trim().toLowerCase()) }}
      listHeight={360}
      popupMatchSelectWidth={300}
      placeholder={placeholder ?? t('filter.choose_field')}
      aria-label={label}
    />
  )
}

interface Level {
  object: ObjectMetadata
  path: string[]
  labels: string[]
  /** Objects on the way here: a customer's parent's parent is asked for by nobody. */
  passed: string[]
}

/** The fields of the object itself first, then those of each reference. */
function groupsOf(metadata: Metadata, object: ObjectMetadata, accepts: (field: FieldMetadata) => boolean): FieldGroup[] {
  const groups: FieldGroup[] = []
  let levels: Level[] = [{ object, path: [], labels: [], passed: [] }]
  for (let depth = 0; depth <= deepest; depth += 1) {
    groups.push(...levels.map((level) => groupOf(level, accepts)))
    levels = levels.flatMap((level) => levelsBelow(metadata, level))
  }
  return groups.filter((group) => group.options.length > 0)
}

function groupOf({ object, path, labels }: Level, accepts: (field: FieldMetadata) => boolean): FieldGroup {
  return {
    label: labels.length > 0 ? labels.join(' › ') : labelOf(object.label),
    options: object.fields.filter(accepts).map((field) => ({ value: [...path, field.name].join('.'), label: [...labels, labelOf(field.label)].join(' › ') })),
  }
}

function levelsBelow(metadata: Metadata, { object, path, labels, passed }: Level): Level[] {
  if (passed.includes(object.name)) return []
  return object.fields.flatMap((field) => {
    const target = field.many || twinOf(field).isLarge ? undefined : metadata.objects.find(({ name }) => name === field.target)
    return target ? [{ object: target, path: [...path, field.name], labels: [...labels, labelOf(field.label)], passed: [...passed, object.name] }] : []
  })
}
