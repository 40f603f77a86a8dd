/** The routes of the portal and how it is switched on. The first are public: who is there is told by the portal's own cookie. */
import type { Route } from '../../platform/http/route.ts'
import { forbidden } from '../../platform/problems.ts'
import type { SecretBox } from '../../platform/secret-box.ts'
import { mayAll } from '../../kernel/access/actor.ts'
import type { Context } from '../../kernel/context.ts'
import type { FileStore } from '../../kernel/files/keep-file.ts'
import type { Runtime } from '../../kernel/runtime.ts'
import { companyPageRoutes } from '../requests/index.ts'
import { portalPage } from './public/portal-page.ts'
import { readingRoutes } from './public/reading-routes.ts'
import { requestRoutesOfPortal } from './public/request-routes.ts'
import { signInRoutes } from './public/sign-in-routes.ts'
import { doorOf } from './public/door.ts'

export interface PortalOptions {
  box: SecretBox
  /** Where people reach this installation; null: the address is answered as a path. */
  publicUrl: string | null
  hasMail: boolean
  store: FileStore
}

const tag = 'Portal'

export function portalRoutes(runtime: Runtime, options: PortalOptions): Route<Context>[] {
  const door = doorOf(runtime)
  return [
    ...companyPageRoutes(portalPage, { path: '/api/v1/portal-address', tag, name: 'The customers\' portal 自助门户', publicUrl: options.publicUrl, facts: { has_mail: options.hasMail }, refuseOthers }),
    ...signInRoutes(door, options),
    ...requestRoutesOfPortal(door, options),
    ...readingRoutes(door),
  ]
}

/** Whoever sets the service up. @throws Problem 403. */
function refuseOthers(ctx: Context): void {
  if (!mayAll(ctx.actor, 'sla_policy', 'change')) throw forbidden()
}
