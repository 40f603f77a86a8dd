/** Values of customers as they were computed at the ends of the months before, and today: what their curves are drawn from. */
import { addDays, addMonths, startOfMonth } from '../platform/calendar/days.ts'
import type { Context } from '../kernel/context.ts'
import { evaluate } from '../modules/insight/index.ts'

const months = 18

export async function evaluateMonths(ctx: Context, today: string): Promise<void> {
  const first = startOfMonth(today)
  for (let before = months - 1; before >= 0; before--) {
    const evening = new Date(`${addDays(addMonths(first, -before), -1)}T12:00:00Z`)
    await evaluate({ ...ctx, clock: { now: () => evening } }, { kind: 'full', fit: before === months - 1 })
  }
  await evaluate(ctx, { kind: 'full' })
}
