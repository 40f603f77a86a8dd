import { issue, type Issue } from '../../../platform/problems.ts'

export type JobStatus = 'planned' | 'on_the_way' | 'checked_in' | 'done' | 'not_done'

/** A visit goes through its states one after the other; it may come to nothing at any of them. */
const moves: Record<JobStatus, readonly JobStatus[]> = {
  planned: ['on_the_way', 'not_done'],
  on_the_way: ['checked_in', 'not_done'],
  checked_in: ['done', 'not_done'],
  done: [],
  not_done: [],
}

const known = new Map<string, readonly string[]>(Object.entries(moves))

export function mayMoveJob(from: string | null, to: string): boolean {
  return known.get(from ?? '')?.includes(to) ?? false
}

export function isEnded(status: string | null): boolean {
  return status === 'done' || status === 'not_done'
}

interface Place {
  status: string | null
  engineer: string | null
  reason: string | null
}

/** Nothing skips a state, the program itself included. @param before null for a new visit */
export function faultsOfJob(job: Place, before: Place | null): Issue[] {
  const skipped = issue('status', 'skipped', '不能跳过步骤', 'No step can be skipped')
  if (before === null) return job.status === 'planned' ? [] : [skipped]
  if (job.status !== before.status && !mayMoveJob(before.status, job.status ?? '')) return [skipped]
  if (job.engineer === null && job.status !== 'planned' && job.status !== 'not_done') return [issue('engineer', 'required', '还没有派给任何人', 'It was given to nobody yet')]
  return job.status === 'not_done' && !job.reason ? [issue('reason', 'required', '请说明为什么没有做成', 'Say why it came to nothing')] : []
}
