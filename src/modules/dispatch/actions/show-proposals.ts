import { z } from 'zod'
import { addDays } from '../../../platform/calendar/days.ts'
import { dayOf, instantOf, minuteOfDay, startOfDay } from '../../../platform/calendar/zones.ts'
import { notFound } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { businessCalendarOf } from '../../team/index.ts'
import { needOf, takenOn, type NeedRow } from '../queries/need-of.ts'
import { peopleToSend } from '../queries/people.ts'
import { openHours } from '../rules/open-hours.ts'
import { propose, type Candidate, type Need } from '../rules/propose.ts'
import type { Point } from '../rules/travel.ts'

/** Who should make the visit on a day, best first, each with reasons; and who should not, each with why. For whoever gives out visits of all. */
export const showProposals = defineAction({
  name: 'proposals',
  object: 'field_job',
  on: 'record',
  label: { zh: '人选建议', en: 'Whom to send' },
  is_query: true,
  input: z.strictObject({ day: z.iso.date().optional() }),
  // It tells how much everybody has to do.
  guard: (ctx) => verdictOf(ctx, 'field_job', 'change') === true,
  run: async (ctx, { id, input }) => {
    if (!id) throw notFound()
    const { timeZone } = ctx.workspace
    const day = input.day ?? dayOf(ctx.clock.now(), timeZone)
    await getRecord(ctx, objectOf(ctx, 'field_job'), id)
    const [row, people, taken, calendar] = await Promise.all([
      needOf(ctx, id), peopleToSend(ctx, { from: day, to: day }), takenOn(ctx, { from: startOfDay(day, timeZone), until: startOfDay(addDays(day, 1), timeZone), without: id }), businessCalendarOf(ctx),
    ])
    if (!row) throw notFound()
    const candidates = people.map(({ absences, ...person }): Candidate => ({
      ...person,
      isAway: absences.some(({ from, to }) => from <= day && day <= to),
      knowsCustomer: row.known_by.includes(person.id),
      jobs: taken.filter(({ engineer }) => engineer === person.id).map(({ from, to, place }) => ({ from: from.getTime(), to: to.getTime(), place: pointOf(place) })),
    }))
    const { proposals, refusals } = propose(needFrom(ctx, row, day, openHours(calendar, day)), candidates)
    return { day, proposals: proposals.map(({ start, ...proposal }) => ({ ...proposal, start: new Date(start).toISOString() })), refusals }
  },
})

function needFrom(ctx: Context, row: NeedRow, day: string, open: { from: Date; to: Date }[]): Need {
  const zone = ctx.workspace.timeZone
  const now = ctx.clock.now().getTime()
  return {
    skills: row.skills, territory: row.territory, minutes: row.minutes, place: pointOf(row.place), taboos: row.taboos,
    open: open.map(({ from, to }) => ({ from: from.getTime(), to: to.getTime() })),
    earliest: Math.max(now, open[0]?.from.getTime() ?? now),
    // A night that began the day before reaches into this one.
    quiet: (row.do_not_disturb ?? []).flatMap((hours) => [addDays(day, -1), day].map((begins) => quietOn(hours, begins, zone))),
    minuteOfDay: (instant) => minuteOfDay(new Date(instant), zone),
  }
}

function quietOn({ from, to }: { from: string; to: string }, day: string, zone: string): { from: number; to: number } {
  const [begin, end] = [minutesOf(from), minutesOf(to)]
  return { from: instantOf(day, begin, zone).getTime(), to: instantOf(day, begin < end ? end : end + 1440, zone).getTime() }
}

function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':')
  return Number(hours) * 60 + Number(minutes)
}

function pointOf(place: Partial<Point> | null): Point | null {
  return place && typeof place.lat === 'number' && typeof place.lng === 'number' ? { lat: place.lat, lng: place.lng } : null
}
