import { z } from 'zod'
import { addDays } from '../../../platform/calendar/days.ts'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { findings } from '../queries/findings.ts'

/** What the evening looks at, at any time: vouchers against visits. */
export const showFindings = defineAction({
  name: 'findings',
  object: 'service_voucher',
  on: 'collection',
  label: { zh: '登记簿核对', en: 'Check of the register' },
  is_query: true,
  input: z.strictObject({ from: z.iso.date().optional(), until: z.iso.date().optional() }),
  guard: (ctx) => verdictOf(ctx, 'service_voucher', 'see') !== false && verdictOf(ctx, 'field_job', 'see') !== false,
  run: async (ctx, { input }) => {
    const until = input.until ?? dayOf(ctx.clock.now(), ctx.workspace.timeZone)
    const from = input.from ?? addDays(until, -30)
    return { from, until, data: await findings(ctx, { from, until }) }
  },
})
