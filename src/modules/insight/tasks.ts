/** What follows by itself: every ten minutes the customers something happened to. */
import { eachInTurn } from '../../platform/jobs/each-in-turn.ts'
import type { Task } from '../../platform/jobs/worker.ts'
import type { Runtime } from '../../kernel/runtime.ts'
import { follow } from './engine/evaluate.ts'

export const insightCrontab = '*/10 * * * * insight-follow'

export function insightTasks(runtime: Runtime): Record<string, Task> {
  return {
    'insight-follow': async () => {
      await eachInTurn(await runtime.systemContexts('insight'), follow)
    },
  }
}
