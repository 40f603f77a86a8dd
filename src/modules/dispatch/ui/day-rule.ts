/** Where an instant lies in the row of a day, and which quarter of an hour lies under the pointer. */
import type { BoardDay, Job } from './board-answer.ts'

const hour = 3_600_000
const quarter = hour / 4

export interface Scale {
  from: number
  to: number
  /** Whole hours. */
  ticks: number[]
}

/** From the first hour that anything happens in to the last; without work and visits the usual day. */
export function scaleOf({ day, open }: BoardDay, jobs: readonly Job[], zoneStart: number): Scale {
  const starts = [...open.map(({ from }) => Date.parse(from)), ...jobs.flatMap(({ planned_start: at }) => (at ? [Date.parse(at)] : []))]
  const ends = [...open.map(({ to }) => Date.parse(to)), ...jobs.flatMap(({ planned_end: at }) => (at ? [Date.parse(at)] : []))]
  const fallback = zoneStart || Date.parse(`${day}T00:00:00Z`)
  const from = Math.floor(Math.min(...starts, ...(starts.length > 0 ? [] : [fallback + 9 * hour])) / hour) * hour
  const to = Math.ceil(Math.max(...ends, ...(ends.length > 0 ? [] : [fallback + 18 * hour])) / hour) * hour
  return { from, to, ticks: Array.from({ length: Math.round((to - from) / hour) }, (_, index) => from + index * hour) }
}

/** Percent of the row. */
export function placeIn({ from, to }: Scale, start: number, end: number): { left: string; width: string } {
  const share = (at: number) => ((Math.min(Math.max(at, from), to) - from) / (to - from)) * 100
  return { left: `${share(start)}%`, width: `${Math.max(share(end) - share(start), 1)}%` }
}

export function instantUnder({ from, to }: Scale, share: number): Date {
  return new Date(Math.round((from + (to - from) * Math.min(Math.max(share, 0), 1)) / quarter) * quarter)
}

/** Visits of one person at the same time lie below each other. */
export function lanesOf(jobs: readonly Job[]): { job: Job; lane: number; lanes: number }[] {
  const ends: number[] = []
  const placed = jobs.toSorted((one, other) => Date.parse(one.planned_start ?? '') - Date.parse(other.planned_start ?? '')).map((job) => {
    const start = Date.parse(job.planned_start ?? '')
    const free = ends.findIndex((end) => end <= start)
    const lane = free === -1 ? ends.length : free
    ends[lane] = Date.parse(job.planned_end ?? job.planned_start ?? '')
    return { job, lane }
  })
  return placed.map((one) => ({ ...one, lanes: Math.max(1, ends.length) }))
}
