import { z } from 'zod'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf } from '../../../kernel/context.ts'
import { forbidden } from '../../../platform/problems.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { watchedRequests } from '../queries/watched.ts'

const told = ['number', 'subject', 'owner', 'team', 'customer', 'priority', 'status', 'response_state', 'response_due_at', 'solution_state', 'solution_due_at']

/** What is late now and what soon will be, as far as the caller sees it. A team or person of null is nobody's. */
export const showWatch = defineAction({
  name: 'watch',
  object: 'request',
  on: 'collection',
  label: { zh: '时限监控', en: 'SLA watch' },
  is_query: true,
  input: z.strictObject({ team: z.uuid().nullable().optional(), owner: z.uuid().nullable().optional() }),
  guard: (ctx) => verdictOf(ctx, 'request', 'see') !== false,
  run: async (ctx, { input: { team, owner } }) => {
    const object = objectOf(ctx, 'request')
    if (!told.every((name) => readableField(ctx, object, name))) throw forbidden()
    return watchedRequests(ctx, { ...(team === undefined ? {} : { team }), ...(owner === undefined ? {} : { owner }) })
  },
})
