import { runInThread } from '../../../platform/threads/run-in-thread.ts'
import type { ChurnExample, judgeChurn } from '../models/churn-model.ts'

/** Seconds of arithmetic with all its judging; pages are served meanwhile. */
export function fitChurnApart(customers: readonly ChurnExample[], names: readonly string[]): Promise<ReturnType<typeof judgeChurn>> {
  return runInThread<ReturnType<typeof judgeChurn>>(new URL('../models/churn-model.ts', import.meta.url), 'judgeChurnOf', { customers, names }, { seconds: 600, megabytes: 512 })
}
