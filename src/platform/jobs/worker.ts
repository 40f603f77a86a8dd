/** The work queue in the database. A task carries only ids; what it did is in the records it wrote. */
import { Logger as QueueLogger, run, type Runner, type TaskList } from 'graphile-worker'
import type { Logger } from 'pino'
import type pg from 'pg'

export type Task = (payload: unknown) => Promise<void>

/**
 * Starts working on tasks. Jobs that a killed process had taken are given back at once: with one process nobody else
 * can be working on them.
 */
export async function startWorker(options: { pool: pg.Pool; tasks: Record<string, Task>; crontab?: string; log: Logger; concurrency?: number }): Promise<Runner> {
  await options.pool.query('update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null')
  await options.pool.query('update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null')
  const taskList: TaskList = Object.fromEntries(Object.entries(options.tasks).map(([name, task]) => [name, (payload: unknown) => task(payload)]))
  return run({
    pgPool: options.pool,
    taskList,
    crontab: options.crontab ?? '',
    concurrency: options.concurrency ?? 2,
    noHandleSignals: true,
    pollInterval: 2000,
    logger: new QueueLogger(() => (level, message) => {
      if (level === 'error') options.log.error(message)
      else if (level === 'warning') options.log.warn(message)
    }),
  })
}
