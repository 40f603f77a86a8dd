import { z } from 'zod'
import { conflict, notFound } from '../../../platform/problems.ts'
import { transaction } from '../../../platform/db/database.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { sql } from '../../../platform/db/sql.ts'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { followJob } from '../../requests/index.ts'
import { isEnded } from '../rules/job-moves.ts'
import { at, mayChangeJob, momentOf, moveJob, wrongState } from './move-job.ts'

const onRecord = { object: 'field_job', on: 'record', guard: mayChangeJob } as const

/** Gives the visit to somebody at a time; again, and it is somebody else's or at another time. Who is already on the way stays. */
export const dispatchJob = defineAction({
  ...onRecord, name: 'dispatch', label: { zh: '派工', en: 'Dispatch' },
  input: z.strictObject({ engineer: z.uuid(), start: z.iso.datetime({ offset: true }), minutes: z.number().int().min(15).max(1440).optional() }),
  run: (ctx, { id, input }) => moveJob(ctx, id, async (ctx, job) => {
    if (job.status !== 'planned') throw wrongState()
    const start = new Date(input.start)
    // The terms may have been checked since: whoever goes there is to know whether it is paid.
    const [terms] = await ctx.db.rows<{ service_class: string | null }>(sql`select r.service_class from service_requests r where r.workspace_id = ${sql.workspace} and r.id = ${String(job.request)}::uuid`)
    return { verb: 'dispatched', patch: { engineer: input.engineer, planned_start: start.toISOString(), service_class: terms?.service_class ?? null, wanted_on: dayOf(start, ctx.workspace.timeZone), ...(input.minutes === undefined ? {} : { minutes: input.minutes }) } }
  }, (ctx, job) => followJob(ctx, String(job.request), { is: 'dispatched', engineer: input.engineer })),
})

/** Back to the list beside the board. */
export const withdrawJob = defineAction({
  ...onRecord, name: 'withdraw', label: { zh: '撤回派工', en: 'Take back' }, input: z.strictObject({}),
  run: (ctx, { id }) => moveJob(ctx, id, async (_ctx, job) => {
    if (job.status !== 'planned' || job.engineer === null) throw wrongState()
    return { verb: 'withdrawn', patch: { engineer: null, planned_start: null } }
  }),
})

export const setOut = defineAction({
  ...onRecord, name: 'set-out', label: { zh: '出发', en: 'Set out' }, input: z.strictObject({ at }),
  run: (ctx, { id, input }) => moveJob(ctx, id, async (ctx, job) => {
    if (job.engineer === null) throw conflict('nobody', { zh: '还没有派给任何人', en: 'It was given to nobody yet' })
    return { verb: 'set_out', to: 'on_the_way', patch: { on_the_way_at: momentOf(ctx, input.at) } }
  }),
})

const point = z.strictObject({ lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) })

export const checkIn = defineAction({
  ...onRecord, name: 'check-in', label: { zh: '签到', en: 'Check in' }, input: z.strictObject({ at, place: point.nullish() }),
  run: (ctx, { id, input }) => moveJob(ctx, id, async (ctx, job) => ({ verb: 'checked_in', to: 'checked_in', patch: { checked_in_at: momentOf(ctx, input.at, job.on_the_way_at), checked_in_place: input.place ?? null } }),
    (ctx, job) => followJob(ctx, String(job.request), { is: 'begun' })),
})

/** Nobody there, a part missing, the customer sent us away: the reason is what the next visit begins with. */
export const failJob = defineAction({
  ...onRecord, name: 'fail', label: { zh: '未做成', en: 'Not done' }, input: z.strictObject({ reason: z.string().trim().min(1).max(500), at }),
  run: (ctx, { id, input }) => moveJob(ctx, id, async (ctx, job) => ({ verb: 'failed', to: 'not_done', patch: { reason: input.reason, ended_at: momentOf(ctx, input.at, job.checked_in_at ?? job.on_the_way_at) } })),
})

const carried = ['subject', 'request', 'asset', 'priority', 'instructions', 'contact_name', 'contact_phone', 'place', 'skills', 'minutes'] as const

/** Another visit for the same: where one came to nothing, or one was not enough. */
export const repeatJob = defineAction({
  object: 'field_job', on: 'record', name: 'repeat', label: { zh: '再次上门', en: 'Go again' }, input: z.strictObject({ wanted_on: z.iso.date().optional() }),
  guard: (ctx) => verdictOf(ctx, 'field_job', 'create') !== false,
  run: (ctx, { id, input }) => {
    if (!id) throw notFound()
    return transaction(ctx, async (ctx) => {
      const object = objectOf(ctx, 'field_job')
      const { record } = await lockRecord(ctx, object, id, 'see')
      if (!isEnded(String(record.status))) throw wrongState()
      const made = await createRecord(ctx, object, { ...Object.fromEntries(carried.map((name) => [name, record[name] ?? null])), ...(input.wanted_on ? { wanted_on: input.wanted_on } : {}) }, {
        known: async () => ({ customer: record.customer, service_class: record.service_class }),
      })
      return JSON.parse((await getRecord(ctx, object, made.id)).json)
    })
  },
})

export const jobActs = [dispatchJob, withdrawJob, setOut, checkIn, failJob, repeatJob]
