/** What a person reads in the portal besides requests: orders, contracts, articles. */
import { z } from 'zod'
import { defineRoute, type Answer, type Route } from '../../../platform/http/route.ts'
import { notFound } from '../../../platform/problems.ts'
import type { Context } from '../../../kernel/context.ts'
import { publicArticle, publicHelp } from '../../knowledge/index.ts'
import { contractsOf, orderOf, ordersOf } from '../queries/sale.ts'
import { base, type Door } from './door.ts'

const tag = 'Portal'
const unkept = { 'cache-control': 'private, no-store' }

export function readingRoutes(door: Door): Route<Context>[] {
  return [
    defineRoute({
      method: 'GET', path: `${base}/orders`, guard: 'public', tag, summary: 'Orders, newest first',
      handle: async (ctx: Context, request): Promise<Answer> => {
        const { ctx: acting, person } = await door.person(ctx, request)
        return { headers: unkept, body: await ordersOf(acting, person) }
      },
    }),
    defineRoute({
      method: 'GET', path: `${base}/orders/:id`, guard: 'public', tag, summary: 'One order: lines, steps and what was shipped',
      handle: async (ctx: Context, request): Promise<Answer> => {
        const { ctx: acting, person } = await door.person(ctx, request)
        return { headers: unkept, body: await orderOf(acting, person, request.params.id ?? '') }
      },
    }),
    defineRoute({
      method: 'GET', path: `${base}/contracts`, guard: 'public', tag, summary: 'Contracts with what they cover, and warranties',
      handle: async (ctx: Context, request): Promise<Answer> => {
        const { ctx: acting, person } = await door.person(ctx, request)
        return { headers: unkept, body: await contractsOf(acting, person) }
      },
    }),
    defineRoute({
      method: 'GET', path: `${base}/articles`, guard: 'public', tag, summary: 'Articles for the public; with words, those that say them',
      query: z.strictObject({ q: z.string().max(200).optional() }),
      handle: async (ctx: Context, request): Promise<Answer> => {
        const { ctx: acting } = await door.person(ctx, request)
        return { body: { articles: (await publicHelp(acting, request.query)).articles } }
      },
    }),
    defineRoute({
      method: 'GET', path: `${base}/articles/:number`, guard: 'public', tag, summary: 'One article, by its number',
      handle: async (ctx: Context, request): Promise<Answer> => {
        const { ctx: acting } = await door.person(ctx, request)
        const found = await publicArticle(acting, request.params.number ?? '')
        if (!found) throw notFound()
        return { body: found.shown }
      },
    }),
  ]
}
