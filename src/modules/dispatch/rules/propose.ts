/**
 * Who should make a visit, best first, each with reasons. Pure: the same facts give the same answer. Somebody absent, without the skill or
 * named in a taboo is not proposed at all; everything else is weighed in points, so that a person can see why one stands before another.
 */
import { namesPerson, timesIn, type Span } from './taboo-times.ts'
import { kilometresBetween, type Point } from './travel.ts'

export interface Stay {
  /** Instants, in milliseconds. */
  from: number
  to: number
  place: Point | null
}

export interface Candidate {
  id: string
  name: string
  skills: readonly string[]
  /** Own ones and those below. */
  territories: readonly string[]
  /** Away on that day; somebody stands in. */
  isAway: boolean
  /** What the person is already given on that day. */
  jobs: readonly Stay[]
  /** Was with this customer before. */
  knowsCustomer: boolean
}

export interface Need {
  skills: readonly { id: string; name: string }[]
  territory: string | null
  minutes: number
  place: Point | null
  /** Instants between which the company works on that day. */
  open: readonly { from: number; to: number }[]
  /** Nothing begins before, such as now. */
  earliest: number
  /** Hours in which the customer wants nobody, as instants. */
  quiet: readonly { from: number; to: number }[]
  taboos: readonly string[]
  /** Minutes since midnight of an instant, on the customer's wall clock. */
  minuteOfDay(instant: number): number
}

export type ReasonCode = 'skills' | 'territory' | 'other_territory' | 'knows_customer' | 'free' | 'load' | 'later' | 'near' | 'far' | 'way_unknown' | 'taboo_time' | 'away' | 'no_skill' | 'taboo_person' | 'no_time'

export interface Reason {
  code: ReasonCode
  isGood: boolean
  values?: Record<string, string | number>
}

export interface Proposal {
  person: string
  name: string
  points: number
  /** Proposed beginning, in milliseconds. */
  start: number
  reasons: Reason[]
}

export interface Refusal {
  person: string
  name: string
  reason: Reason
}

/** Points: what one reason weighs against another. An hour of work already given is as far as 20 kilometres. */
const weights = { base: 100, territory: 20, knows: 10, perHourOfLoad: 5, perKilometre: 0.25, mostTravel: 30, perHourLater: 2, tabooTime: 25 }

export function propose(need: Need, candidates: readonly Candidate[]): { proposals: Proposal[]; refusals: Refusal[] } {
  const judged = candidates.map((candidate) => judge(need, candidate))
  return {
    proposals: judged.flatMap((one) => ('points' in one ? [one] : [])).toSorted((one, other) => other.points - one.points || one.name.localeCompare(other.name) || one.person.localeCompare(other.person)),
    refusals: judged.flatMap((one) => ('reason' in one ? [one] : [])),
  }
}

function judge(need: Need, one: Candidate): Proposal | Refusal {
  const who = { person: one.id, name: one.name }
  const refused = (code: ReasonCode, values?: Reason['values']): Refusal => ({ ...who, reason: { code, isGood: false, ...(values ? { values } : {}) } })
  if (one.isAway) return refused('away')
  const missing = need.skills.filter(({ id }) => !one.skills.includes(id))
  if (missing.length > 0) return refused('no_skill', { skills: missing.map(({ name }) => name).join('、') })
  const taboo = need.taboos.find((text) => namesPerson(text, one.name))
  if (taboo !== undefined) return refused('taboo_person', { taboo })
  const start = firstFree(need, one.jobs)
  if (start === null) return refused('no_time')
  const known: Weighed | null = one.knowsCustomer ? { code: 'knows_customer', isGood: true, weight: weights.knows } : null
  const reasons = [skillsOf(need), territoryOf(need, one), loadOf(one), wayOf(need, one.jobs, start), waitOf(need, start), tabooTimeOf(need, start), known].flatMap((reason) => reason ?? [])
  const points = reasons.reduce((sum, { weight }) => sum + weight, weights.base)
  return { ...who, start, points: Math.round(points * 10) / 10, reasons: reasons.map(({ code, isGood, values }) => ({ code, isGood, ...(values ? { values } : {}) })) }
}

type Weighed = Reason & { weight: number }

function skillsOf({ skills }: Need): Weighed | null {
  return skills.length === 0 ? null : { code: 'skills', isGood: true, weight: 0, values: { skills: skills.map(({ name }) => name).join('、') } }
}

function territoryOf({ territory }: Need, { territories }: Candidate): Weighed | null {
  if (territory === null) return null
  return territories.includes(territory) ? { code: 'territory', isGood: true, weight: weights.territory } : { code: 'other_territory', isGood: false, weight: 0 }
}

function loadOf({ jobs }: Candidate): Weighed {
  const hours = minutesOf(jobs) / 60
  return { code: hours === 0 ? 'free' : 'load', isGood: hours < 4, weight: -hours * weights.perHourOfLoad, values: { count: jobs.length, hours: Math.round(hours * 10) / 10 } }
}

/** From where the person is before it, else to where they must be after it. Who comes from nowhere known is thought to be as far as most. */
function wayOf({ place }: Need, jobs: readonly Stay[], start: number): Weighed | null {
  if (place === null) return null
  const before = jobs.filter(({ to }) => to <= start).toSorted((one, other) => other.to - one.to)[0]
  const after = jobs.filter(({ from }) => from >= start).toSorted((one, other) => one.from - other.from)[0]
  const next = (before ?? after)?.place ?? null
  if (next === null) return { code: 'way_unknown', isGood: true, weight: -weights.mostTravel / 2 }
  const kilometres = kilometresBetween(next, place)
  return { code: kilometres <= 10 ? 'near' : 'far', isGood: kilometres <= 10, weight: -Math.min(weights.mostTravel, kilometres * weights.perKilometre), values: { km: Math.round(kilometres * 10) / 10 } }
}

/** To wait costs a little. */
function waitOf({ open, earliest }: Need, start: number): Weighed | null {
  const begins = Math.max(earliest, open[0]?.from ?? start)
  const later = Math.max(0, start - begins) / 3_600_000
  return later < 0.5 ? null : { code: 'later', isGood: false, weight: -later * weights.perHourLater, values: { hours: Math.round(later * 10) / 10 } }
}

function tabooTimeOf({ taboos, minutes, minuteOfDay }: Need, start: number): Weighed | null {
  const from = minuteOfDay(start)
  const taboo = taboos.find((text) => timesIn(text).some((span) => overlaps(span, { from, to: from + minutes })))
  return taboo === undefined ? null : { code: 'taboo_time', isGood: false, weight: -weights.tabooTime, values: { taboo } }
}

function overlaps(one: Span, other: Span): boolean {
  return one.from < other.to && other.from < one.to
}

function minutesOf(jobs: readonly Stay[]): number {
  return jobs.reduce((sum, { from, to }) => sum + (to - from) / 60_000, 0)
}

const quarter = 15 * 60_000

/** The first quarter of an hour at which the visit fits: begun while the company works, done before it closes, in nobody's way. */
export function firstFree({ open, earliest, minutes, quiet }: Pick<Need, 'open' | 'earliest' | 'minutes' | 'quiet'>, jobs: readonly Stay[]): number | null {
  const closes = Math.max(...open.map(({ to }) => to))
  const taken = [...jobs, ...quiet]
  const fits = (start: number) =>
    open.some(({ from, to }) => start >= from && start < to) && start + minutes * 60_000 <= closes && !taken.some((one) => one.from < start + minutes * 60_000 && start < one.to)
  const starts = [earliest, ...open.map(({ from }) => from), ...taken.map(({ to }) => to)].filter((at) => at >= earliest).map((at) => Math.ceil(at / quarter) * quarter)
  return starts.toSorted((one, other) => one - other).find(fits) ?? null
}
