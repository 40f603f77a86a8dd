/** The routes of the portal and how it is switched on. The first are public: who is there is told by the portal's own cookie. */
import { defineRoute, type Answer, type Route } from '../../platform/http/route.ts'
import { forbidden } from '../../platform/problems.ts'
import type { SecretBox } from '../../platform/secret-box.ts'
import { mayAll } from '../../kernel/access/actor.ts'
import type { Context } from '../../kernel/context.ts'
import type { FileStore } from '../../kernel/files/keep-file.ts'
import type { Runtime } from '../../kernel/runtime.ts'
import { closePortal, openPortal, portalPage } from './public/portal-page.ts'
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
const path = '/api/v1/portal-address'

export function portalRoutes(runtime: Runtime, options: PortalOptions): Route<Context>[] {
  const door = doorOf(runtime)
  return [
    defineRoute({
      method: 'GET', path, guard: 'signed_in', tag, summary: 'The customers\' portal 自助门户: its address while it is on',
      handle: async (ctx: Context): Promise<Answer> => {
        refuseOthers(ctx)
        const page = await portalPage(ctx)
        return { body: { address: page && `${options.publicUrl ?? ''}${page.path}`, since: page?.since ?? null, has_mail: options.hasMail } }
      },
    }),
    defineRoute({
      method: 'POST', path, guard: 'signed_in', tag, summary: 'Switch it on, or give it a new address',
      handle: async (ctx: Context): Promise<Answer> => {
        refuseOthers(ctx)
        return { status: 201, body: { address: `${options.publicUrl ?? ''}${await openPortal(ctx)}` } }
      },
    }),
    defineRoute({
      method: 'DELETE', path, guard: 'signed_in', tag, summary: 'Switch it off: nobody signs in any more',
      handle: async (ctx: Context): Promise<Answer> => {
        refuseOthers(ctx)
        await closePortal(ctx)
        return { status: 204 }
      },
    }),
    ...signInRoutes(door, options),
    ...requestRoutesOfPortal(door, options),
    ...readingRoutes(door),
  ]
}

/** Whoever sets the service up. @throws Problem 403. */
function refuseOthers(ctx: Context): void {
  if (!mayAll(ctx.actor, 'sla_policy', 'change')) throw forbidden()
}
