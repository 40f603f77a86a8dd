/** An object of the company's own while it is typed, and as it is written. */
import { bothOf, keyFrom } from '../../../web/kit/named-in-both.ts'

import type { Label } from '../../../kernel/definitions/label.ts'
import type { RecordData } from '../../../web/client/records.ts'

export const belongings = ['none', 'customer', 'part'] as const
export type Belonging = (typeof belongings)[number]

export interface CustomObject {
  key: string
  label: Label
  /** Of the English name; made of it where left empty. */
  plural: string
  hint: Label
  belonging: Belonging
  isInNavigation: boolean
}

const longestKey = 31

export const emptyObject: CustomObject = { key: '', label: { zh: '', en: '' }, plural: '', hint: { zh: '', en: '' }, belonging: 'customer', isInNavigation: true }

export function objectOf(record: RecordData): CustomObject {
  const text = (name: string) => String(record[name] ?? '')
  return {
    key: text('key'),
    label: { zh: text('label_zh'), en: text('label_en') },
    plural: text('plural_en'),
    hint: { zh: text('hint_zh'), en: text('hint_en') },
    belonging: belongings.find((one) => one === record.belonging) ?? 'customer',
    isInNavigation: record.in_navigation === true,
  }
}

export function keyOf({ key, label }: CustomObject): string {
  return key || keyFrom(label.en, 'object', longestKey)
}

/** As the interface takes it. */
export function writtenOf(draft: CustomObject): Record<string, unknown> {
  const label = bothOf(draft.label)
  const hint = bothOf(draft.hint)
  return {
    key: keyOf(draft), belonging: draft.belonging, in_navigation: draft.isInNavigation,
    label_zh: label.zh, label_en: label.en, plural_en: draft.plural.trim() || pluralOf(label.en), hint_zh: hint.zh || null, hint_en: hint.en || null,
  }
}

/** Proposed, for people to mend. */
export function pluralOf(english: string): string {
  if (!/[a-z]$/i.test(english)) return english
  if (/[^aeiou]y$/i.test(english)) return `${english.slice(0, -1)}ies`
  return /(?:s|x|z|ch|sh)$/i.test(english) ? `${english}es` : `${english}s`
}
