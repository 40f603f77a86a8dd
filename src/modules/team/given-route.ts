/** What updates added to the company, for whoever administers it. */
import { defineRoute, type Route } from '../../platform/http/route.ts'
import { forbidden } from '../../platform/problems.ts'
import type { Context } from '../../kernel/context.ts'
import { givenByUpdates } from './ready/give.ts'
import { isAdministrator } from './sign-in/sessions.ts'

export const givenRoute: Route<Context> = defineRoute({
  method: 'GET', path: '/api/v1/given-things', guard: 'signed_in', tag: 'Given things', summary: 'What updates added to the company: each once, by name, with how many records',
  handle: async (ctx: Context) => {
    if (!isAdministrator(ctx.actor)) throw forbidden()
    return { body: { data: await givenByUpdates(ctx) } }
  },
})
