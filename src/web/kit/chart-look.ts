/** What drawings have in common: colours of the theme, hints, short numbers on axes. */
import { fontFamily } from './theme.ts'

export function hintLook() {
  return { backgroundColor: colour('--raised'), borderColor: colour('--border'), textStyle: { color: colour('--text'), fontFamily, fontSize: 12 } }
}

/** Set as text content: no markup of users gets in. */
export function lines(texts: string[]): HTMLElement {
  const box = document.createElement('div')
  for (const text of texts) box.appendChild(document.createElement('div')).textContent = text
  return box
}

const compact = new Map<string, Intl.NumberFormat>()

export function shortNumber(value: number): string {
  const language = document.documentElement.lang
  const formatter = compact.get(language) ?? new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 })
  compact.set(language, formatter)
  return formatter.format(value)
}

export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}
