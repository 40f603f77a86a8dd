/** The tasks of the work queue that keep and check the chain. */
import { z } from 'zod'
import { eachInTurn } from '../../platform/jobs/each-in-turn.ts'
import { finishJob, reportProgress, takeJob } from '../../kernel/jobs.ts'
import type { Runtime } from '../../kernel/runtime.ts'
import { checkChain } from './chain/check-chain.ts'
import { sealEvents } from './chain/seal-events.ts'

const payloadShape = z.looseObject({ workspace: z.uuid(), job: z.uuid() })

export function auditTasks(runtime: Runtime): Record<string, (payload: unknown) => Promise<void>> {
  return {
    'audit-seal': async () => {
      await eachInTurn(await runtime.systemContexts('audit'), sealEvents)
    },
    'audit.check': async (payload) => {
      const { workspace, job } = payloadShape.parse(payload)
      const ctx = await runtime.systemContext(workspace, 'audit')
      if (!(await takeJob(ctx, job))) return
      const report = await checkChain(ctx, { onProgress: (done, total) => reportProgress(ctx, job, { done, total }) })
      await finishJob(ctx, job, { state: 'done', result: report })
    },
  }
}

/** Every minute: so long a change of what was just committed could stay unseen. */
export const auditCrontab = '* * * * * audit-seal'
