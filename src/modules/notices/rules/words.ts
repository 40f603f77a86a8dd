import type { Label, Language } from '../../../platform/label.ts'

/** A text with its gaps filled. Days are written as the language writes them; a gap without a value stays empty. */
export function fillGaps(text: Label, values: Readonly<Record<string, unknown>>, language: Language): string {
  return text[language].replace(/\{(\w+)\}/g, (_, name: string) => wordOf(values[name], language))
}

function wordOf(value: unknown, language: Language): string {
  if (typeof value === 'number') return String(value)
  if (isLabel(value)) return value[language]
  if (typeof value !== 'string') return ''
  return language === 'en' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? days.format(new Date(`${value}T00:00:00Z`)) : value
}

/** A word that was kept in both languages. */
function isLabel(value: unknown): value is Label {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value && typeof value.zh === 'string' && typeof value.en === 'string'
}

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
