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
  is_historic: boolean | null
}

/** What acts say of a visit, or a file of one that is over. */
export const saidByActs = ['engineer', 'planned_start', 'checked_in_at', 'ended_at', 'reason'] as const

/** Nothing skips a state, the program itself included. @param before null for a new visit */
export function faultsOfJob(job: Place & Partial<Record<(typeof saidByActs)[number], unknown>>, before: Place | null): Issue[] {
  const skipped = issue('status', 'skipped', '不能跳过步骤', 'No step can be skipped')
  if (before === null) return job.is_historic ? faultsOfHistory(job) : faultsOfNew(job, skipped)
  if (Boolean(job.is_historic) !== Boolean(before.is_historic)) return [issue('is_historic', 'fixed', '新建之后不能更改', 'It cannot be changed later')]
  if (job.status !== before.status && !mayMoveJob(before.status, job.status ?? '')) return [skipped]
  if (job.engineer === null && !job.is_historic && job.status !== 'planned' && job.status !== 'not_done') return [issue('engineer', 'required', '还没有派给任何人', 'It was given to nobody yet')]
  return job.status === 'not_done' && !job.reason ? [unsaid] : []
}

const unsaid = issue('reason', 'required', '请说明为什么没有做成', 'Say why it came to nothing')

/** It begins as planned and with nobody. */
function faultsOfNew(job: Parameters<typeof faultsOfJob>[0], skipped: Issue): Issue[] {
  if (job.status !== 'planned') return [skipped]
  return saidByActs
    .filter((name) => job[name] !== null && job[name] !== undefined)
    .map((name) => issue(name, 'historic_only', '只有历史上门才能带入此项；其余的请在派工台派工', 'Only a visit from before brings this; others are given out on the dispatch board'))
}

/** It is over, and lies behind us. */
function faultsOfHistory(job: Place): Issue[] {
  if (!isEnded(job.status)) return [issue(job.status === 'planned' ? 'wanted_on' : 'status', 'ahead', '历史上门应当已经结束，日期不能在将来', 'A visit from before is over: its day cannot lie ahead')]
  return job.status === 'not_done' && !job.reason ? [unsaid] : []
}
