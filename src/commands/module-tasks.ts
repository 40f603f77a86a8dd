import type { Task } from '../platform/jobs/worker.ts'
import type { Runtime } from '../kernel/runtime.ts'
import { performJob, withJob } from '../exchange/perform-job.ts'

/** The long work of modules, by the kind of its job. */
export function moduleTasks(runtime: Runtime): Record<string, Task> {
  const jobs = runtime.registry.modules.flatMap((module) => module.jobs ?? [])
  return Object.fromEntries(
    jobs.map(({ kind, run }): [string, Task] => [kind, (payload) => withJob(runtime, kind, payload, (ctx, id, given) => performJob(ctx, id, () => run(ctx, { id, payload: given })))]),
  )
}
