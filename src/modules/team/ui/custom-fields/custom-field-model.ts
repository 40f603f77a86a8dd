/** A field of the company's own while it is typed, and as it is written. */
import { bothOf, keyFrom } from '../../../../web/kit/named-in-both.ts'

import type { Label } from '../../../../kernel/definitions/label.ts'
import type { RecordData } from '../../../../web/client/records.ts'

/** In the order in which they are offered: what is asked for most comes first. */
export const customTypes = [
  'text', 'choice', 'choices', 'number', 'money', 'date', 'boolean', 'reference', 'references', 'rich_text', 'percent', 'datetime', 'time', 'duration', 'phone', 'mail', 'tags', 'rating', 'json',
] as const
export type CustomType = (typeof customTypes)[number]

const withOptions: ReadonlySet<CustomType> = new Set(['choice', 'choices'])
const withFormula: ReadonlySet<CustomType> = new Set(['text', 'number', 'money', 'percent', 'date', 'boolean'])
const withTarget: ReadonlySet<CustomType> = new Set(['reference', 'references'])
const withDigits: ReadonlySet<CustomType> = new Set(['number', 'money', 'percent'])

export interface Option {
  /** Empty for a new one: made of the label when it is saved, and kept from then on. */
  key: string
  label: Label
}

export interface CustomField {
  object: string
  key: string
  type: CustomType
  label: Label
  required: boolean
  /** Required only while a choice has one of these values. */
  requiredWhen: { field: string; in: string[] } | null
  /** Null where people fill in the value. */
  formula: string | null
  options: Option[]
  scale: number | null
  /** Name of the object whose records it names; empty until it is chosen. */
  target: string
  /** What the page does not ask for stays as it is. */
  otherSettings: Record<string, unknown>
}

export const hasOptions = (type: CustomType): boolean => withOptions.has(type)
export const takesFormula = (type: CustomType): boolean => withFormula.has(type)
export const hasTarget = (type: CustomType): boolean => withTarget.has(type)
export const hasDigits = (type: CustomType): boolean => withDigits.has(type)

export function emptyField(object: string): CustomField {
  return { object, key: '', type: 'text', label: { zh: '', en: '' }, required: false, requiredWhen: null, formula: null, options: [emptyOption(), emptyOption()], scale: null, target: '', otherSettings: {} }
}

export function emptyOption(): Option {
  return { key: '', label: { zh: '', en: '' } }
}

export function fieldOf(record: RecordData): CustomField {
  const { options, scale, target, formula, required_when: when, ...otherSettings } = settingsOf(record.settings)
  return {
    object: String(record.object ?? ''),
    key: String(record.key ?? ''),
    type: customTypes.find((type) => type === record.type) ?? 'text',
    label: { zh: String(record.label_zh ?? ''), en: String(record.label_en ?? '') },
    required: record.required === true,
    requiredWhen: isRequirement(when) ? when : null,
    formula: typeof formula === 'string' ? formula : null,
    options: Array.isArray(options) ? options : [],
    scale: typeof scale === 'number' ? scale : null,
    target: typeof target === 'string' ? target : '',
    otherSettings,
  }
}

/** As the interface takes it. Labels in one language serve both where the other is left empty. */
export function writtenOf(draft: CustomField): Record<string, unknown> {
  const label = bothOf(draft.label)
  const settings: Record<string, unknown> = { ...draft.otherSettings }
  if (hasOptions(draft.type)) settings.options = optionsOf(draft.options)
  if (hasDigits(draft.type) && draft.scale !== null) settings.scale = draft.scale
  if (hasTarget(draft.type) && draft.target) settings.target = draft.target
  if (draft.formula?.trim() && takesFormula(draft.type)) settings.formula = draft.formula.trim()
  else if (draft.requiredWhen && draft.requiredWhen.in.length > 0) settings.required_when = draft.requiredWhen
  return { object: draft.object, key: draft.key || keyFrom(draft.label.en, 'field'), type: draft.type, label_zh: label.zh, label_en: label.en, required: draft.required, settings }
}

function isRequirement(value: unknown): value is { field: string; in: string[] } {
  return typeof value === 'object' && value !== null && 'field' in value && 'in' in value && Array.isArray(value.in)
}

function optionsOf(options: Option[]): Option[] {
  const filled = options.filter(({ label }) => label.zh.trim() || label.en.trim())
  const taken = new Set(filled.map(({ key }) => key).filter(Boolean))
  return filled.map((option) => {
    const key = option.key || freeKey(keyFrom(option.label.en, 'option'), taken)
    taken.add(key)
    return { key, label: bothOf(option.label) }
  })
}

function freeKey(wanted: string, taken: ReadonlySet<string>): string {
  let key = wanted
  for (let number = 2; taken.has(key); number += 1) key = `${wanted}_${number}`
  return key
}

function settingsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
