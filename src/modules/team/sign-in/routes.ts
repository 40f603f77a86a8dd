/** Every route of signing in, and who stands behind a request. */
import { notSignedIn } from '../../../platform/problems.ts'
import type { Route } from '../../../platform/http/route.ts'
import type { Language } from '../../../platform/label.ts'
import type { Context, Origin } from '../../../kernel/context.ts'
import type { Runtime } from '../../../kernel/runtime.ts'
import { scimRoutes } from '../scim/routes.ts'
import { accountRoutes } from './account-routes.ts'
import { createKeys } from './api-keys.ts'
import type { Door } from './door.ts'
import { refuseBeyond } from './guard.ts'
import { keyRoutes } from './key-routes.ts'
import { linkRoutes } from './link-routes.ts'
import { lookAsRoutes } from './look-as-routes.ts'
import { providerRoutes } from './provider-routes.ts'
import { ruleRoutes } from './rule-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { sessionsRoutes } from './sessions-routes.ts'
import { createSessions } from './sessions.ts'
import { ssoRoutes } from './sso-routes.ts'
import { bearerOf, tokenOf } from './visitor.ts'

export interface SignIn {
  routes: Route<Context>[]
  /** Null when nobody is signed in. @throws Problem 401 for a key that is none, 403 for what a key or a looker may not. */
  identify(raw: unknown, route: Route<Context>, options: { language: Language; requestId: string; origin: Origin }): Promise<Context | null>
}

export function createSignIn(runtime: Runtime, options: Pick<Door, 'box' | 'publicUrl' | 'hasMail' | 'outside'>): SignIn {
  const sessions = createSessions(runtime.database)
  const keys = createKeys(runtime.database)
  const door: Door = { runtime, sessions, ...options }
  return {
    routes: [
      ...sessionRoutes(door),
      ...accountRoutes(door),
      ...sessionsRoutes(door),
      ...linkRoutes(door),
      ...lookAsRoutes(door),
      ...ruleRoutes(door),
      ...providerRoutes(door),
      ...ssoRoutes(door),
      ...keyRoutes(keys),
      ...scimRoutes,
    ],
    identify: async (raw, route, request) => {
      const now = runtime.clock.now()
      const key = bearerOf(raw)
      const token = tokenOf(raw)
      const found = key !== null ? await keys.of(key, now) : token ? await sessions.identify(token, now) : null
      if (!found && key !== null) throw notSignedIn()
      if (!found) return null
      refuseBeyond(found.actor, route)
      const ctx = await runtime.contextFor({ actor: found.actor, workspace: found.workspace, ...request })
      return found.actor.via?.kind === 'key' ? { ...ctx, cause: { key: found.actor.via.id } } : ctx
    },
  }
}
