/** What happens to tasks because a moment has come. */
import { eachInTurn } from '../../../platform/jobs/each-in-turn.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { makeDueRepeats } from './follow-tasks.ts'
import { tellReminders } from './tell-reminders.ts'

/** A day begins at a quarter of an hour in every zone of the world. */
export const interactionsCrontab = '* * * * * interactions-remind\n*/15 * * * * interactions-repeat'

export function interactionTasks(runtime: Runtime): Record<string, (payload: unknown) => Promise<void>> {
  return {
    'interactions-remind': async () => {
      await eachInTurn(await runtime.systemContexts('reminders'), tellReminders)
    },
    'interactions-repeat': async () => {
      await eachInTurn(await runtime.systemContexts('interactions'), makeDueRepeats)
    },
  }
}
