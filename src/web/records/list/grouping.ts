/** By what rows are put together: a field, or the month (quarter, ...) of one. As text in the address and in views: `tier`, `created_at:month`. */
import { i18n } from '../../client/i18n.ts'
import { labelOf } from '../../client/metadata.tsx'
import { isReference } from '../../client/records.ts'
import { twinOf } from '../../fields/index.ts'
import { endOf } from '../../kit/days.ts'
import { formatDate, formatMonth } from '../../kit/format.ts'

import type { FieldMetadata, ObjectMetadata } from '../../client/metadata.tsx'
import type { Filter } from '../../client/records.ts'
import type { Unit } from '../../kit/days.ts'

export interface Grouping {
  field: FieldMetadata
  unit: Unit | undefined
}

const units: readonly Unit[] = ['day', 'week', 'month', 'quarter', 'year']

/** Undefined where the text names no field by which this person may group. */
export function groupingOf(object: ObjectMetadata, text: string | undefined): Grouping | undefined {
  const [name, given] = (text ?? '').split(':')
  const field = groupedFields(object).find((each) => each.name === name)
  if (!field) return undefined
  const unit = units.find((each) => each === given)
  return { field, unit: twinOf(field).moment ? (unit ?? 'month') : undefined }
}

export function groupingText({ field, unit }: Grouping): string {
  return unit ? `${field.name}:${unit}` : field.name
}

export function groupedFields(object: ObjectMetadata): FieldMetadata[] {
  return object.fields.filter((field) => twinOf(field).isGrouped && !field.many && field.operators.length > 0 && field.name !== 'id')
}

export function groupingOptions(object: ObjectMetadata): { value: string; label: string }[] {
  return groupedFields(object).flatMap((field) => {
    const label = labelOf(field.label)
    if (!twinOf(field).moment) return [{ value: field.name, label }]
    return units.map((unit) => ({ value: `${field.name}:${unit}`, label: i18n.t(`group.by_${unit}`, { field: label }) }))
  })
}

/** As `POST /query` takes it; answers stand under `value`. */
export function groupBy({ field, unit }: Grouping): object {
  return { field: field.name, ...(unit ? { by: unit } : {}), as: 'value' }
}

/** The rows of one group, by its value as the server answered it. */
export function conditionOf({ field, unit }: Grouping, value: unknown): Filter {
  if (value === null || value === undefined) return { [field.name]: { is_empty: true } }
  if (unit) return { [field.name]: { gte: firstDay(value), lte: endOf(firstDay(value), unit) } }
  return { [field.name]: isReference(value) ? value.id : value }
}

/** In words; empty where the group is of those without a value. */
export function groupName({ field, unit }: Grouping, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (unit) return periodName(firstDay(value), unit)
  if (isReference(value)) return value.name
  if (typeof value === 'boolean') return i18n.t(value ? 'filter.yes' : 'filter.no')
  const option = field.options?.find(({ key }) => key === value)
  return option ? labelOf(option.label) : String(value)
}

/** Options in their own order, times with the newest first, everything else as the server ordered it; those without a value at the end. */
export function inOrder<Row extends { value: unknown }>(grouping: Grouping, rows: Row[]): Row[] {
  const place = ({ value }: Row) => {
    if (value === null) return Number.MAX_SAFE_INTEGER
    const index = grouping.field.options?.findIndex(({ key }) => key === value) ?? -1
    return index < 0 ? 0 : index
  }
  const known = rows.toSorted((one, other) => place(one) - place(other))
  if (!grouping.unit) return known
  return known.toSorted((one, other) => (one.value === null ? 1 : other.value === null ? -1 : String(other.value).localeCompare(String(one.value))))
}

function periodName(day: string, unit: Unit): string {
  if (unit === 'day') return formatDate(day)
  if (unit === 'month') return formatMonth(day)
  if (unit === 'year') return i18n.t('group.year', { year: day.slice(0, 4) })
  if (unit === 'quarter') return i18n.t('group.quarter', { year: day.slice(0, 4), quarter: Math.ceil(Number(day.slice(5, 7)) / 3) })
  return `${formatDate(day, 'short')} – ${formatDate(endOf(day, unit), 'short')}`
}

/** Months are answered as 2026-05, everything else as its first day. */
function firstDay(value: unknown): string {
  const text = String(value)
  return text.length === 7 ? `${text}-01` : text.slice(0, 10)
}
