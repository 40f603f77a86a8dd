/** The bands of an axis: what they are called, and the filter that leads to their customers. */
import { labelOf } from '../../../web/client/metadata.tsx'
import { twinOf } from '../../../web/fields/index.ts'
import { formatMoney, formatNumber } from '../../../web/kit/format.ts'

import type { TFunction } from 'i18next'
import type { FieldMetadata } from '../../../web/client/metadata.tsx'

interface Band {
  key: string
  name: string
  filter: Record<string, unknown>
}

/** @param ends upper ends of the first three bands, which belong to them; null where the options are the bands */
export function bandsOf(t: TFunction, field: FieldMetadata, ends: string[] | null): Band[] {
  const filterOf = (condition: unknown) => (field.name === 'tier' ? { customer: { tier: condition } } : { [field.name]: condition })
  if (!ends) return (field.options ?? []).map(({ key, label }) => ({ key, name: labelOf(label), filter: filterOf(key) }))
  const { isMoney } = twinOf(field)
  const say = (end: string) => (isMoney ? formatMoney(end, { compact: true, scale: 0 }) : formatNumber(Number(end)))
  // Amounts are text on every way.
  const value = (end: string) => (isMoney ? end : Number(end))
  return [0, 1, 2, 3].map((band) => {
    const [low, high] = [ends[band - 1], ends[band]]
    const name = low === undefined ? t('insight.up_to', { end: say(high ?? '') }) : high === undefined ? t('insight.above', { end: say(low) }) : t('insight.between', { low: say(low), high: say(high) })
    return { key: String(band), name, filter: filterOf({ ...(low === undefined ? {} : { gt: value(low) }), ...(high === undefined ? {} : { lte: value(high) }) }) }
  })
}
