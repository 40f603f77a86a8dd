/** What follows by itself: every ten minutes the customers something happened to. */
import type { Task } from '../../platform/jobs/worker.ts'
import type { Runtime } from '../../kernel/runtime.ts'
import { follow } from './engine/evaluate.ts'

export const insightCrontab = '*/10 * * * * insight-follow'

export function insightTasks(runtime: Runtime): Record<string, Task> {
  return {
    'insight-follow': async () => {
      for (const ctx of await runtime.systemContexts('insight')) await follow(ctx)
    },
  }
}
