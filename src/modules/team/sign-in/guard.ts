/** The one place where sessions that are not simply a person's own are held back. */
import type { Route } from '../../../platform/http/route.ts'
import { forbidden, Problem } from '../../../platform/problems.ts'
import type { Actor } from '../../../kernel/access/actor.ts'
import type { Context } from '../../../kernel/context.ts'

/** @throws Problem 403 */
export function refuseBeyond({ via }: Actor, route: Route<Context>): void {
  switch (via?.kind) {
    case undefined:
      return
    case 'unfinished':
      return refuseUnfinished(route)
    case 'look_as':
      return refuseWhileLooking(route)
    case 'key':
      if (route.is_personal) throw forbidden({ zh: '接口密钥不能用于账号本身', en: 'A key cannot be used for the account itself' })
  }
}

/** What somebody can do whose second factor is still to be set up: that, and leave. */
function refuseUnfinished(route: Route<Context>): void {
  if (route.path === '/api/v1/session' || route.path.startsWith('/api/v1/account')) return
  throw new Problem({ status: 403, code: 'factor-needed', title: { zh: '请先设置两步验证', en: 'Set up your second factor first' } })
}

function refuseWhileLooking(route: Route<Context>): void {
  const isLeaving = route.method === 'DELETE' && (route.path === '/api/v1/session' || route.path === '/api/v1/session/look-as')
  if (isLeaving) return
  const changes = route.method !== 'GET' && !route.is_query
  if (!changes && !route.is_personal) return
  throw new Problem({
    status: 403,
    code: 'looking-as',
    title: { zh: '您正以他人身份查看，只能看，不能改', en: 'You are looking as somebody else: you can see, not change' },
  })
}
