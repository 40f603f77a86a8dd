/** The public help page, and how it is switched on. */
import { z } from 'zod'
import { createRateLimiter } from '../../../platform/http/rate-limit.ts'
import { defineRoute, type Answer, type Route } from '../../../platform/http/route.ts'
import { transaction } from '../../../platform/db/database.ts'
import { forbidden, notFound } from '../../../platform/problems.ts'
import { mayAll } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { companyPageRoutes, senderKey } from '../../requests/index.ts'
import { keepRating } from '../actions/rate.ts'
import { publicArticle, publicHelp } from '../queries/public-articles.ts'
import { helpPage } from './help-page.ts'

const tag = 'Public help'
const base = '/api/v1/public-help/:page'
/** Of one address a minute: a person who types, or a few behind one door. */
const perMinute = { look: 120, rate: 20 }

/** @param options.publicUrl where people reach this installation; null: the address is answered as a path */
export function knowledgeRoutes(runtime: Runtime, { publicUrl }: { publicUrl: string | null }): Route<Context>[] {
  const looking = createRateLimiter({ address: perMinute.look, person: 0, key: 0 })
  const rating = createRateLimiter({ address: perMinute.rate, person: 0, key: 0 })
  const address = (ctx: Context) => ({ kind: 'address' as const, id: ctx.origin.address ?? '' })
  return [
    ...companyPageRoutes(helpPage, { path: '/api/v1/help-page', tag, name: 'The public help page 公开帮助页', publicUrl, refuseOthers }),
    defineRoute({
      method: 'GET', path: base, guard: 'public', tag, summary: 'Categories and articles of the help page; with words, those that say them',
      query: z.strictObject({ q: z.string().max(200).optional(), category: z.uuid().optional() }),
      handle: async (ctx: Context, { params, query }): Promise<Answer> => {
        looking.take(address(ctx))
        const acting = await helpPage.enter(runtime, ctx, params.page ?? '')
        return { body: { company: acting.workspace.name, ...(await publicHelp(acting, query)) } }
      },
    }),
    defineRoute({
      method: 'GET', path: `${base}/articles/:number`, guard: 'public', tag, summary: 'One article, by its number',
      handle: async (ctx: Context, { params }): Promise<Answer> => {
        looking.take(address(ctx))
        const acting = await helpPage.enter(runtime, ctx, params.page ?? '')
        const found = await publicArticle(acting, params.number ?? '')
        if (!found) throw notFound()
        return { body: { company: acting.workspace.name, ...found.shown } }
      },
    }),
    defineRoute({
      method: 'POST', path: `${base}/articles/:number/rate`, guard: 'public', tag, summary: 'Whether it helped, once a reader',
      body: z.strictObject({ key: senderKey, is_helpful: z.boolean() }),
      handle: async (ctx: Context, { params, body }): Promise<Answer> => {
        rating.take(address(ctx))
        const acting = await helpPage.enter(runtime, ctx, params.page ?? '')
        await transaction(acting, async (ctx) => {
          const found = await publicArticle(ctx, params.number ?? '')
          if (!found) throw notFound()
          await lockRecord(ctx, objectOf(ctx, 'article'), found.id, 'see')
          await keepRating(ctx, found.id, { reader: `reader:${body.key.toLowerCase()}`, isHelpful: body.is_helpful })
        })
        return { status: 204 }
      },
    }),
  ]
}

/** Whoever sets knowledge up. @throws Problem 403. */
function refuseOthers(ctx: Context): void {
  if (!mayAll(ctx.actor, 'article_category', 'change')) throw forbidden()
}
