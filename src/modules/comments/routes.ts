import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { defineRoute, type Route } from '../../platform/http/route.ts'
import { notFound } from '../../platform/problems.ts'
import { mentionable } from './queries/who-may-see.ts'

export const routes: Route<Context>[] = [
  defineRoute({
    method: 'GET', path: '/api/v1/comments/people', guard: 'signed_in', tag: 'Comments', summary: 'People who can be mentioned on a record, and who cannot because they may not see it',
    query: z.strictObject({ object: z.string().max(60), record: z.uuid(), q: z.string().max(100).default('') }),
    handle: async (ctx: Context, { query }) => {
      const object = ctx.objects.get(query.object)
      if (!object) throw notFound()
      return { body: { data: await mentionable(ctx, object, query.record, query.q.trim()) } }
    },
  }),
]
