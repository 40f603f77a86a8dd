/** The recycle bin over all objects. One object's is its list with `deleted=true`; coming back is `restore` of the record. */
import { z } from 'zod'
import { defineRoute, type Route } from '../../platform/http/route.ts'
import type { Context } from '../../kernel/context.ts'
import { recycleBin } from './queries/recycle-bin.ts'

export const recycleBinRoute: Route<Context> = defineRoute({
  method: 'GET', path: '/api/v1/recycle-bin', guard: 'signed_in', tag: 'Recycle bin', summary: 'What was deleted and the caller may restore, newest first',
  query: z.strictObject({
    q: z.string().max(200).optional(),
    object: z.string().max(60).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(8000).optional(),
  }),
  handle: async (ctx: Context, { query }) => ({ body: await recycleBin(ctx, query) }),
})
