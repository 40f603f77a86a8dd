/** What makes a delay one and the same: told once, and settled when it is no more. */
import type { OrderState } from '../objects/order-steps.ts'
import { ahead, type Step } from '../rules/steps.ts'

/** Null where the order waits for nothing. */
export function keyOfOrder({ id, status, steps, due }: { id: string; status: string; steps: readonly Step[]; due: string | null }): string | null {
  const step = waitsFor(steps, status)
  return step && due ? `order_late:${id}:${step}:${due}` : null
}

export function waitsFor(steps: readonly Step[], status: string): OrderState | undefined {
  return ahead(steps, status)[0]?.step
}

export function keyOfInvoice({ id, due }: { id: string; due: string }): string {
  return `invoice_overdue:${id}:${due}`
}
