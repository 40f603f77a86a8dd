import { z } from 'zod'
import { notFound } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { defineAction, type Action } from '../../../kernel/definitions/module.ts'
import { kinds } from '../rules/kinds.ts'
import { trailOf } from '../queries/trail.ts'

/** Of every kind of document the same question: `{ data: TrailEntry[], has_more }`, the record itself among them. */
export const showTrail: Action[] = kinds.map(({ object }) =>
  defineAction({
    name: 'trail',
    object,
    on: 'record',
    label: { zh: '来龙去脉', en: 'Where it came from and what became of it' },
    is_query: true,
    input: z.strictObject({}),
    guard: (ctx) => verdictOf(ctx, object, 'see') !== false,
    run: (ctx, { id }) => {
      if (!id) throw notFound()
      return trailOf(ctx, object, id)
    },
  }),
)
