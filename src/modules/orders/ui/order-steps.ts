import { labelOf, useObject } from '../../../web/client/metadata.tsx'

/** The steps of an order as the API reads them: what is empty is left out there. */
export interface OrderStep {
  step: string
  due_on: string | null
  done_at: string | null
  by_name: string | null
  note: string | null
}

export function stepsOf(value: unknown): OrderStep[] {
  const steps: unknown[] = Array.isArray(value) ? value : []
  return steps.flatMap((one) => (typeof one === 'object' && one !== null ? [stepOf({ ...one })] : []))
}

function stepOf(given: Record<string, unknown>): OrderStep {
  const text = (name: string) => (typeof given[name] === 'string' && given[name] !== '' ? given[name] : null)
  return { step: text('step') ?? '', due_on: text('due_on'), done_at: text('done_at'), by_name: text('by_name'), note: text('note') }
}

/** What each step is called, in the order of the steps. */
export function useStepLabels(): Map<string, string> {
  const options = useObject('order')?.fields.find(({ name }) => name === 'status')?.options ?? []
  return new Map(options.filter(({ key }) => key !== 'draft' && key !== 'cancelled').map(({ key, label }) => [key, labelOf(label)]))
}
