import { eachInTurn } from '../../../platform/jobs/each-in-turn.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { checkRegister } from './check-register.ts'
import { carryOver } from './carry-over.ts'

/** Offsets of time zones are whole quarters of an hour. */
export const dispatchCrontab = '*/15 * * * * dispatch-evening'

/** What ends the day of each company, by its own clock. Every part may run again: it finds nothing left to do. */
export function dispatchTasks(runtime: Runtime): Record<string, (payload: unknown) => Promise<void>> {
  return {
    'dispatch-evening': async () => {
      await eachInTurn(await runtime.systemContexts('evening work'), async (ctx) => {
        await carryOver(ctx)
        await checkRegister(ctx)
      })
    },
  }
}
