import { formatNumber } from '../../../web/kit/format.ts'

import type { TFunction } from 'i18next'

export interface ReasonPart {
  feature: string
  value: string
  /** By which the odds change against the usual contract. */
  factor: number
}

export function reasonsOf(value: unknown): ReasonPart[] {
  const list: unknown[] = Array.isArray(value) ? value : []
  return list.flatMap((part) => (typeof part === 'object' && part !== null && 'feature' in part && 'value' in part && 'factor' in part ? [{ feature: String(part.feature), value: String(part.value), factor: Number(part.factor) }] : []))
}

/** `接触 2 ↑`: what it is, and whether it raises or lowers the risk. */
export function reasonText(t: TFunction, { feature, value, factor }: ReasonPart): string {
  return t(factor > 1 ? 'renewals.raises' : 'renewals.lowers', { what: featureText(t, feature), value: valueText(t, value) })
}

export function featureText(t: TFunction, feature: string): string {
  return t(`renewals.feature.${feature}`, { defaultValue: feature })
}

/** Words of the model by their keys; figures in groups of three. */
export function valueText(t: TFunction, value: string): string {
  const figure = Number(value)
  return t(`renewals.value.${value}`, { defaultValue: value !== '' && Number.isFinite(figure) ? formatNumber(figure, Number.isInteger(figure) ? 0 : 1) : value })
}
