import { z } from 'zod'
import { addDays, isDay } from '../../../platform/calendar/days.ts'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf } from '../../../kernel/context.ts'
import { forbidden } from '../../../platform/problems.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { complaintQuality } from '../queries/quality.ts'

const day = z.string().refine(isDay, { message: 'A day such as 2026-03-01' }).optional()

/** Of the last 90 days where nothing is said. */
export const qualityOfComplaints = defineAction({
  name: 'quality',
  object: 'complaint',
  on: 'collection',
  label: { zh: '投诉质量', en: 'Quality of complaints' },
  is_query: true,
  input: z.strictObject({ from: day, until: day }),
  guard: (ctx) => verdictOf(ctx, 'complaint', 'see') !== false,
  run: async (ctx, { input }) => {
    const object = objectOf(ctx, 'complaint')
    if (!['cause', 'product', 'responsible_department', 'responsible_person', 'handling_cost', 'compensation_cost', 'steps', 'status'].every((name) => readableField(ctx, object, name))) throw forbidden()
    const today = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
    const until = input.until ?? today
    return complaintQuality(ctx, { from: input.from ?? addDays(until, -89), until, today })
  },
})
