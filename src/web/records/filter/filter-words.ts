/** A condition in words, for the chips above a list: `Tier is VIP or A`. */
import { i18n } from '../../client/i18n.ts'
import { labelOf } from '../../client/metadata.tsx'
import { twinOf } from '../../fields/index.ts'
import { formatNumber } from '../../kit/format.ts'
import { fieldAt, pathLabel } from '../list/columns.ts'
import { countConditions, isComplete } from './filter-model.ts'
import { relatedOf } from './related.ts'

import type { FieldMetadata, Metadata, ObjectMetadata } from '../../client/metadata.tsx'
import type { FilterNode } from './filter-model.ts'

/** Days and spans that the server works out when it is asked. */
export const dayWords = [
  'today', 'yesterday', 'tomorrow', 'this_week', 'last_week', 'next_week', 'this_month', 'last_month', 'next_month',
  'this_quarter', 'last_quarter', 'next_quarter', 'this_year', 'last_year', 'next_year',
] as const

/** Names of records chosen in filters: the filter itself holds only ids. */
export type Names = ReadonlyMap<string, string>

export function wordsOf(node: FilterNode, metadata: Metadata, object: ObjectMetadata, names: Names): string {
  if (node.kind === 'raw') return i18n.t('filter.related', { what: Object.keys(node.filter).join(', ') })
  if (node.kind === 'related') {
    const related = relatedOf(metadata, object, node.collection)
    const inner = related && countConditions(node.inner) > 0 ? wordsOf(node.inner, metadata, related.object, names) : ''
    const values = { what: related?.label ?? node.collection, inner }
    return i18n.t(inner ? `filter.words.${node.word}_with` : `filter.words.${node.word}`, values)
  }
  if (node.kind === 'condition') {
    const field = fieldAt(metadata, object, node.path)
    const operand = field ? operandWords(field, node.operand, names) : String(node.operand)
    const values = { field: pathLabel(metadata, object, node.path), operand }
    if (node.operator === 'is_empty') return i18n.t(node.operand === false ? 'filter.words.is_filled' : 'filter.words.is_empty', values)
    return i18n.t(`filter.words.${node.operator}`, values)
  }
  const parts = node.items.filter((item) => item.kind !== 'condition' || isComplete(item)).map((item) => {
    const words = wordsOf(item, metadata, object, names)
    return item.kind === 'group' && item.items.length > 1 && !item.isNegated ? `(${words})` : words
  })
  const joined = parts.join(i18n.t(node.join === 'and' ? 'filter.and_words' : 'filter.or_words'))
  return node.isNegated ? i18n.t('filter.not_words', { what: joined }) : joined
}

function operandWords(field: FieldMetadata, operand: unknown, names: Names): string {
  if (Array.isArray(operand)) return operand.map((one) => operandWords(field, one, names)).join(i18n.t('filter.list_words'))
  if (typeof operand === 'boolean') return i18n.t(operand ? 'filter.yes' : 'filter.no')
  if (typeof operand === 'number') return formatNumber(operand)
  if (typeof operand !== 'string') return JSON.stringify(operand)
  const option = field.options?.find(({ key }) => key === operand)
  if (option) return labelOf(option.label)
  if (operand === '@me' || operand === '@my_team') return i18n.t(operand === '@me' ? 'filter.me' : 'filter.my_team')
  if (dayWords.some((word) => word === operand)) return i18n.t(`filter.days.${operand}`)
  const span = /^(\d+)([hdwmy])$/.exec(operand)
  if (span) return i18n.t(`filter.span.${span[2]}`, { count: Number(span[1]) })
  const away = /^([+-])(\d+)([hdwmy])$/.exec(operand)
  if (away) return i18n.t(away[1] === '+' ? 'filter.from_now' : 'filter.ago', { span: i18n.t(`filter.span.${away[3]}`, { count: Number(away[2]) }) })
  const text = twinOf(field).operandText?.(operand)
  if (text) return text
  return names.get(operand) ?? operand
}
