import { runInThread } from '../../../platform/threads/run-in-thread.ts'
import type { ChurnExample, ChurnFit } from '../models/churn-model.ts'

/** Seconds of arithmetic with all its judging; pages are served meanwhile. */
export function fitChurnApart(customers: readonly ChurnExample[], names: readonly string[]): Promise<ChurnFit> {
  return runInThread<ChurnFit>(new URL('../models/churn-model.ts', import.meta.url), 'fitChurnOf', { customers, names }, { seconds: 600, megabytes: 512 })
}
