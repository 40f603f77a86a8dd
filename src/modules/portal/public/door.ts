/** The way into every route of the portal: the company by the address, the person by the cookie. */
import { createRateLimiter } from '../../../platform/http/rate-limit.ts'
import type { RouteRequest } from '../../../platform/http/route.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import type { PortalPerson } from '../queries/person.ts'
import { personHere } from '../sign-in/sessions.ts'
import { portalPage } from './portal-page.ts'

export const base = '/api/v1/portal/:page'
/** Of one address: a person, or an office behind one door. */
const perMinute = 240

export interface Door {
  /** @throws Problem 404 where there is no portal. */
  company(ctx: Context, request: Pick<RouteRequest, 'params'>): Promise<Context>
  /** The company and the person who is signed in. @throws Problem 404, 401. */
  person(ctx: Context, request: Pick<RouteRequest, 'params' | 'raw'>): Promise<{ ctx: Context; person: PortalPerson }>
}

export function doorOf(runtime: Runtime): Door {
  const limiter = createRateLimiter({ address: perMinute, person: 0, key: 0 })
  const company: Door['company'] = async (ctx, { params }) => {
    limiter.take({ kind: 'address', id: ctx.origin.address ?? '' })
    return portalPage.enter(runtime, ctx, params.page ?? '')
  }
  return {
    company,
    person: async (ctx, request) => {
      const acting = await company(ctx, request)
      return { ctx: acting, person: await personHere(acting, request.raw) }
    },
  }
}
