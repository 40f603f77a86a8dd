/** The way of an order through its steps (S44): which comes next, when it is due, and what may not be skipped. */
import { addDays } from '../../../platform/calendar/days.ts'
import { issue, type Issue } from '../../../platform/problems.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import { orderStates, type OrderState } from '../objects/order-steps.ts'

/** Kept in the order from the day on which it is confirmed: later changes of its kind do not reach it. */
export interface Step {
  step: OrderState
  /** YYYY-MM-DD; null where the kind names no days. */
  due_on: string | null
  /** Instant; null while it lies ahead. */
  done_at: string | null
  by: string | null
  by_name: string | null
  note: string | null
}

const order = Object.keys(orderStates) as OrderState[]

/** The steps of a kind in their order, confirming first and completing last. */
export function stepsOfKind(given: readonly Record<string, Value>[]): { step: OrderState; days: number | null }[] {
  const days = new Map(given.map(({ step, days }) => [String(step), typeof days === 'number' ? days : null]))
  return order
    .filter((step) => step === 'confirmed' || step === 'completed' || days.has(step))
    .filter((step) => step !== 'draft' && step !== 'cancelled')
    .map((step) => ({ step, days: days.get(step) ?? null }))
}

/** What is wrong with a kind of order. */
export function faultsOfPlan(steps: readonly Record<string, Value>[], countsAt: string | null): Issue[] {
  const names = steps.map(({ step }) => String(step))
  const issues: Issue[] = []
  if (new Set(names).size !== names.length) issues.push(issue('steps', 'twice', '同一步骤出现两次', 'A step stands there twice'))
  const isThere = (step: string) => step === 'confirmed' || step === 'completed' || names.includes(step)
  if (countsAt && !isThere(countsAt)) issues.push(issue('counts_at', 'not_a_step', '此步骤不在其中', 'It is not one of the steps'))
  return issues
}

/** The plan of an order that is confirmed on a day: each step is due so many days after the one before it. */
export function planOf(kind: readonly Record<string, Value>[], confirmedOn: string): Step[] {
  let due = confirmedOn
  return stepsOfKind(kind).map(({ step, days }) => {
    if (days !== null && step !== 'confirmed') due = addDays(due, days)
    return { step, due_on: step === 'confirmed' || days !== null ? due : null, done_at: null, by: null, by_name: null, note: null }
  })
}

/** Those that lie ahead. */
export function ahead(steps: readonly Step[], status: string): Step[] {
  const at = steps.findIndex(({ step }) => step === status)
  return steps.slice(at + 1)
}

/** The next step, the one before, or neither: nothing is skipped. */
export function mayMove(from: string, to: string, steps: readonly Step[]): boolean {
  if (from === to) return true
  if (from === 'cancelled' || from === 'completed') return from === 'completed' && to === stepBefore(from, steps)
  if (to === 'cancelled') return true
  if (from === 'draft') return to === 'confirmed'
  return ahead(steps, from)[0]?.step === to || stepBefore(from, steps) === to
}

/** Where an order goes that is taken back by one step. */
export function stepBefore(status: string, steps: readonly Step[]): string | null {
  if (status === 'confirmed') return 'draft'
  const at = steps.findIndex(({ step }) => step === status)
  return at > 0 ? (steps[at - 1]?.step ?? null) : null
}

/** A stamped plan: who took the step, when, and what the order then waits for. */
export function stamped(steps: readonly Step[], to: string, stamp: Pick<Step, 'done_at' | 'by' | 'by_name' | 'note'>): Step[] {
  return steps.map((one) => (one.step === to ? { ...one, ...stamp } : one))
}

/** Taken back: the step that was reached is open again. */
export function unstamped(steps: readonly Step[], from: string): Step[] {
  return steps.map((one) => (one.step === from ? { ...one, done_at: null, by: null, by_name: null, note: null } : one))
}

/** The day by which the next step is due; null where nothing is. */
export function nextDue(steps: readonly Step[], status: string): string | null {
  if (status === 'draft' || status === 'cancelled' || status === 'completed') return null
  return ahead(steps, status)[0]?.due_on ?? null
}

/** Whether a step was reached by an order that stands at `status`. */
export function isReached(steps: readonly Step[], step: string, status: string): boolean {
  const place = (name: string) => steps.findIndex((one) => one.step === name)
  return place(status) >= 0 && place(step) >= 0 && place(step) <= place(status)
}
