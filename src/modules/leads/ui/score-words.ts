import type { TFunction } from 'i18next'
import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import { labelOf } from '../../../web/client/metadata.tsx'

/** What a feature of the score is called. */
export function featureWord(t: TFunction, feature: string): string {
  return t(`leads.feature.${feature}`, { defaultValue: feature })
}

/** What a value of a feature is called: an option by its label, what people entered as they entered it. */
export function valueWord(t: TFunction, object: ObjectMetadata | undefined, feature: string, value: string): string {
  const option = object?.fields.find(({ name }) => name === feature)?.options?.find(({ key }) => key === value)
  return option ? labelOf(option.label) : t(`leads.value.${value}`, { defaultValue: value })
}

/** By what the odds are multiplied; above one in favour. */
export function factorWord(logOdds: number): string {
  const factor = Math.exp(logOdds)
  return `×${factor >= 10 ? factor.toFixed(0) : factor >= 0.1 ? factor.toFixed(1) : factor.toFixed(2)}`
}

/** Weaker ones are not worth a line. */
export const worthShowing = 0.05
