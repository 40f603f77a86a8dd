import { startOfDay } from '../../../platform/calendar/zones.ts'

interface Told {
  is_historic: boolean | null
  status: string | null
  reason: string | null
  wanted_on: string | null
  planned_start: string | null
  planned_end: string | null
  checked_in_at: string | null
  ended_at: string | null
}

const noon = 12 * 3_600_000

/**
 * What a visit from before is, where its file does not say it: over when it was to be, or at noon of its day; done, unless there is a
 * reason why not. Left as planned where that lies ahead, which the check refuses.
 */
export function historyOf(job: Told, { now, timeZone }: { now: Date; timeZone: string }): { status?: string; ended_at?: string | null } {
  if (!job.is_historic || !job.wanted_on) return {}
  const atNoon = new Date(startOfDay(job.wanted_on, timeZone).getTime() + noon).toISOString()
  const begun = job.checked_in_at ?? job.planned_start
  const ended = job.ended_at ?? job.planned_end ?? (begun && begun > atNoon ? begun : atNoon)
  if (Date.parse(ended) > now.getTime()) return { status: 'planned', ended_at: ended }
  return { ended_at: ended, ...(job.status === 'planned' ? { status: job.reason ? 'not_done' : 'done' } : {}) }
}
