import { z } from 'zod'
import { mayAll } from '../../../kernel/access/actor.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { fewestOfEach } from '../rules/quality.ts'
import { lastModel } from './stored-model.ts'

/** What the score has learnt and how good it is; weights are log odds against the usual lead. For whoever sees every lead: it speaks of all of them. */
export const showScoring = defineAction({
  name: 'scoring',
  object: 'lead',
  on: 'collection',
  label: { zh: '线索评分', en: 'Lead scoring' },
  is_query: true,
  input: z.strictObject({}),
  guard: (ctx) => mayAll(ctx.actor, 'lead', 'see'),
  run: async (ctx) => ({ needed: fewestOfEach, model: await lastModel(ctx), can: { train: mayAll(ctx.actor, 'lead', 'change') } }),
})
