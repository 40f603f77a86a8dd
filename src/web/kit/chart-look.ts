/** What all drawings share: colours of the theme, short numbers, hints. */
import { fontFamily } from './theme.ts'

import type { ChartData } from './chart-data.ts'

/** A colour of the theme by its name: `--border`. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

export function labelLook() {
  return { color: colour('--secondary'), fontFamily, fontSize: 11 }
}

export function hintLook() {
  return { backgroundColor: colour('--raised'), borderColor: colour('--border'), textStyle: { color: colour('--text'), fontFamily, fontSize: 12 } }
}

/** So many figures stand beside each other without touching. */
export const mostLabelled = 12

/** Only digits and words of our own: no markup of users gets in, for it is set as text content. */
export function hintOf(data: ChartData, index: number): HTMLElement {
  return lines([data.labels[index] ?? '', ...data.series.map((series) => `${series.name} ${series.format(series.values[index] ?? 0)}`)])
}

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
