/** As what an opportunity counts in the forecast. Pure. */
import { options } from '../../../kernel/definitions/fields.ts'

export const forecastCategories = ['committed', 'best_case', 'pipeline', 'omitted'] as const
export type ForecastCategory = (typeof forecastCategories)[number]

export const forecastOptions = options({ committed: ['承诺', 'Committed', 'green'], best_case: ['最佳情况', 'Best case', 'blue'], pipeline: ['流程中', 'Pipeline'], omitted: ['不计入', 'Omitted'] })

/** From so many percent on. */
const committedFrom = 80
const bestCaseFrom = 50

/** What its owner says, else what its probability says; nothing once it has ended: then it is won or lost. */
export function forecastCategory({ status, forecast_choice: choice, probability }: { status: string | null; forecast_choice: string | null; probability: number | null }): string | null {
  if (status !== 'open') return null
  if (choice) return choice
  if (!probability) return 'omitted'
  return probability >= committedFrom ? 'committed' : probability >= bestCaseFrom ? 'best_case' : 'pipeline'
}
