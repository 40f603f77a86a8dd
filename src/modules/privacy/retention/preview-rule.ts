import { z } from 'zod'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { countAffected, listAffected } from './affected.ts'
import { refuseRule } from './save-rule.ts'

const day = 24 * 3600_000
const shown = 100

/** Whom a rule would reach today and in ninety days, if nothing happens until then; nothing is written. */
export const previewRule = defineAction({
  name: 'preview',
  object: 'retention_rule',
  on: 'collection',
  label: { zh: '预览', en: 'Preview' },
  is_query: true,
  input: z.object({
    object: z.string().max(60),
    condition: z.record(z.string(), z.unknown()).nullish(),
    months: z.number().int().min(1).max(600),
    act: z.enum(['bin', 'anonymise']),
  }),
  guard: (ctx) => verdictOf(ctx, 'retention_rule', 'see') !== false,
  run: async (ctx, { input }) => {
    const rule = { ...input, condition: input.condition ?? null }
    refuseRule(ctx, rule)
    const now = ctx.clock.now()
    const later = new Date(now.getTime() + 90 * day)
    const [today, in_90_days, reached, coming] = await Promise.all([
      countAffected(ctx, rule, now),
      countAffected(ctx, rule, later),
      listAffected(ctx, rule, { asOf: now, limit: shown }),
      listAffected(ctx, rule, { asOf: later, limit: shown }),
    ])
    const isReached = new Set(reached.map(({ id }) => id))
    const records = [...reached, ...coming.filter(({ id }) => !isReached.has(id))].slice(0, shown)
    return { today, in_90_days, records: records.map(({ version: _version, ...record }) => ({ ...record, is_reached: isReached.has(record.id) })) }
  },
})
