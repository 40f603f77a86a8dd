/** In which order groups are shown. Which of them are named is decided by the first measure alone. */
import { Decimal } from 'decimal.js'
import type { Language } from '../../../platform/label.ts'
import { valueName } from '../rules/names.ts'
import type { Question } from '../rules/question.ts'
import type { Axis, AxisEntry } from './axis.ts'

/** @param figureOf what the first measure says of a group, of now */
export function ordered(axis: Axis, sort: Question['sort'], figureOf: (entry: AxisEntry) => string | null, language: Language): Axis {
  const [group] = axis.groups
  if (!group) return axis
  const isByGroup = sort === undefined ? group.isTime || group.field.options !== undefined || group.place !== null : sort.endsWith('group')
  const byValue = (one: AxisEntry, other: AxisEntry) => compareValues(axis, one, other, language)
  const byFigure = (one: AxisEntry, other: AxisEntry) => compareFigures(figureOf(other), figureOf(one)) || byValue(one, other)
  const isDescending = sort === '-group' || sort === 'measure'
  const sorted = axis.entries.toSorted(isByGroup ? byValue : byFigure)
  return { ...axis, entries: isDescending ? sorted.toReversed() : sorted }
}

function compareValues({ groups }: Axis, one: AxisEntry, other: AxisEntry, language: Language): number {
  for (const [at, { field, unit, isTime }] of groups.entries()) {
    const [left, right] = [one, other].map(({ now, before }) => (now ?? before)?.[at] ?? null)
    if (left === right) continue
    // What has no value stands at the end; a bucket that only the period before has, after those of now.
    if (left === null) return 1
    if (right === null) return -1
    const places = [one, other].map(({ places: each }) => each[at])
    const [first, second] = places
    if (typeof first === 'number' && typeof second === 'number' && first !== second) return first - second
    if (field.options) return field.options.findIndex(({ key }) => key === left) - field.options.findIndex(({ key }) => key === right)
    if (isTime) {
      if ((one.now === null) !== (other.now === null)) return one.now === null ? 1 : -1
      return String(left).localeCompare(String(right))
    }
    if (typeof left === 'number' && typeof right === 'number') return left - right
    const names = [left, right].map((value) => valueName(value, field, unit, language))
    const difference = (names[0] ?? '').localeCompare(names[1] ?? '', language === 'zh' ? 'zh-CN' : 'en')
    if (difference !== 0) return difference
  }
  return 0
}

function compareFigures(one: string | null, other: string | null): number {
  if (one === null || other === null) return one === other ? 0 : one === null ? -1 : 1
  if (!/^-?[\d.]+$/.test(one) || !/^-?[\d.]+$/.test(other)) return one.localeCompare(other)
  return new Decimal(one).comparedTo(other)
}
