import { z } from 'zod'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { reasonOptions } from '../objects/lead-options.ts'
import { mayChange, moveLead } from './move-lead.ts'

const nothing = z.strictObject({})

/** There is a need that we can meet: worth an offer. */
export const qualifyLead = defineAction({
  name: 'qualify',
  object: 'lead',
  on: 'record',
  label: { zh: '合格', en: 'Qualify' },
  input: nothing,
  guard: mayChange,
  run: (ctx, { id }) => moveLead(ctx, id, { to: 'qualified', verb: 'qualified' }),
})

export const disqualifyLead = defineAction({
  name: 'disqualify',
  object: 'lead',
  on: 'record',
  label: { zh: '不合格', en: 'Disqualify' },
  input: z.strictObject({ reason: z.enum(reasonOptions.map(({ key }) => key)), remark: z.string().max(500).nullish() }),
  guard: mayChange,
  run: (ctx, { id, input }) => {
    const patch = { unqualified_reason: input.reason, unqualified_remark: input.remark ?? null, settled_at: ctx.clock.now().toISOString() }
    return moveLead(ctx, id, { to: 'unqualified', verb: 'disqualified', patch })
  },
})

/** Back to work, from unqualified or from too early a judgement. */
export const reopenLead = defineAction({
  name: 'reopen',
  object: 'lead',
  on: 'record',
  label: { zh: '重新跟进', en: 'Reopen' },
  input: nothing,
  guard: mayChange,
  run: (ctx, { id }) => moveLead(ctx, id, { to: 'working', verb: 'reopened', patch: { unqualified_reason: null, unqualified_remark: null, settled_at: null } }),
})
