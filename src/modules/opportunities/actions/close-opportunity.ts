import { z } from 'zod'
import { forbidden, invalid, issue } from '../../../platform/problems.ts'
import { mayWrite } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { typeOf } from '../../../kernel/fields/index.ts'
import { endStage } from '../queries/stages.ts'
import { lostReasons, wonReasons } from '../rules/standing.ts'
import { changeStage, mayChangeOpportunity } from './change-stage.ts'
import { reopening } from './reopening.ts'
import { loseTo, winAgainstAll } from './settle-competition.ts'
import { version } from './move-opportunity.ts'

const why = { reason_text: z.string().trim().max(1000).nullish(), version }
const oneOf = (reasons: readonly string[]) => z.string().refine((reason) => reasons.includes(reason), { message: `One of ${reasons.join(', ')}` })

export const winOpportunity = defineAction({
  name: 'win',
  object: 'opportunity',
  on: 'record',
  label: { zh: '赢单', en: 'Win' },
  input: z.strictObject({ reason: oneOf(wonReasons), amount: z.union([z.string(), z.number()]).optional(), ...why }),
  guard: mayChangeOpportunity,
  run: (ctx, { id, input }) => {
    const amount = amountOf(ctx, input.amount)
    return changeStage(ctx, id, {
      from: ['open'],
      verb: 'won',
      version: input.version,
      stage: ({ pipeline }, stages) => endStage(stages, String(pipeline), 'won'),
      patch: ({ stage }) => ({ ...ended(ctx, stage, input), ...amount }),
      also: (ctx) => winAgainstAll(ctx, String(id)),
    })
  },
})

export const loseOpportunity = defineAction({
  name: 'lose',
  object: 'opportunity',
  on: 'record',
  label: { zh: '输单', en: 'Lose' },
  input: z.strictObject({ reason: oneOf(lostReasons), competitor: z.uuid().nullish(), ...why }),
  guard: mayChangeOpportunity,
  run: (ctx, { id, input }) =>
    changeStage(ctx, id, {
      from: ['open'],
      verb: 'lost',
      version: input.version,
      stage: ({ pipeline }, stages) => endStage(stages, String(pipeline), 'lost'),
      patch: ({ stage }) => ended(ctx, stage, input),
      also: async (ctx) => {
        if (input.competitor) await loseTo(ctx, { opportunity: String(id), competitor: input.competitor })
      },
    }),
})

/** Why it ended, where that was not said or turned out otherwise: what an agreement of the customer won has no reason yet. */
export const explainOpportunity = defineAction({
  name: 'explain',
  object: 'opportunity',
  on: 'record',
  label: { zh: '说明原因', en: 'Say why' },
  input: z.strictObject({ reason: z.string(), ...why }),
  guard: mayChangeOpportunity,
  run: (ctx, { id, input }) =>
    changeStage(ctx, id, {
      from: ['won', 'lost'],
      verb: 'explained',
      version: input.version,
      stage: () => null,
      patch: ({ status }) => {
        const reasons = status === 'won' ? wonReasons : lostReasons
        if (!reasons.includes(input.reason)) throw invalid([issue('reason', 'invalid_choice', '请选择一个适用的原因', `One of ${reasons.join(', ')}`)])
        return { reason: input.reason, reason_text: input.reason_text || null }
      },
    }),
})

export const reopenOpportunity = defineAction({
  name: 'reopen',
  object: 'opportunity',
  on: 'record',
  label: { zh: '重新打开', en: 'Reopen' },
  input: z.strictObject({ version }),
  guard: mayChangeOpportunity,
  run: (ctx, { id, input }) =>
    changeStage(ctx, id, { ...reopening(String(id)), from: ['won', 'lost'], version: input.version }),
})

function ended(ctx: Context, stage: unknown, input: { reason: string; reason_text?: string | null }): Record<string, unknown> {
  return { reason: input.reason, reason_text: input.reason_text || null, closed_at: ctx.clock.now().toISOString(), closed_from: stage }
}

/** What was agreed on in the end, where it is said. */
function amountOf(ctx: Context, amount: string | number | undefined): { amount?: string | number } {
  if (amount === undefined) return {}
  const object = objectOf(ctx, 'opportunity')
  const field = object.fields.get('amount')
  if (!field || !mayWrite(ctx, object, field)) throw forbidden()
  const parsed = typeOf(field).parse(amount, field)
  if ('invalid' in parsed) throw invalid([issue('amount', parsed.invalid.code, parsed.invalid.message.zh, parsed.invalid.message.en)])
  return { amount }
}
