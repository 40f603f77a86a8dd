/** The table of contents: every module of Guanxi, in the order of the navigation, and the server they make together. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { pino, type Logger } from 'pino'
import { systemClock, type Clock } from './platform/clock.ts'
import { megabyte } from './platform/config.ts'
import { openBroadcast } from './platform/db/broadcast.ts'
import { openDatabase } from './platform/db/database.ts'
import { secretBox } from './platform/secret-box.ts'
import { programOf } from './platform/http/program.ts'
import { buildServer, languageOf, type ServerOptions } from './platform/http/server.ts'
import type { Subject } from './platform/http/rate-limit.ts'
import type { Route } from './platform/http/route.ts'
import { verdictOf } from './kernel/access/policy.ts'
import { visibleFields } from './kernel/access/visible-fields.ts'
import type { Context, Origin } from './kernel/context.ts'
import { onceByKey } from './kernel/api/idempotency.ts'
import { accessRoutes, type PersonContext } from './kernel/api/access-routes.ts'
import { actionRoute } from './kernel/api/action-routes.ts'
import { changeRoutes } from './kernel/api/change-routes.ts'
import { commonRoutes } from './kernel/api/common-routes.ts'
import { pageRoute } from './kernel/api/page-route.ts'
import { presenceRoute } from './kernel/api/presence-routes.ts'
import { placeOf, placeOfMade, type ObjectPlace } from './kernel/api/object-place.ts'
import { recordRoutes } from './kernel/api/record-routes.ts'
import { fileRoutes } from './kernel/files/file-routes.ts'
import { systemRoutes } from './kernel/api/system-routes.ts'
import { bulkRoute } from './exchange/bulk/bulk-routes.ts'
import { exchangeRoutes } from './exchange/exchange-routes.ts'
import type { ObjectDefinition } from './kernel/definitions/object.ts'
import { buildRegistry, type Registry } from './kernel/definitions/registry.ts'
import { announce, onAnnouncement } from './kernel/history/events.ts'
import { createRuntime, type Runtime } from './kernel/runtime.ts'
import { refuseUnwiredOccasions } from './modules/approvals/index.ts'
import { analyses } from './modules/analyses/module.ts'
import { approvals } from './modules/approvals/module.ts'
import { archive } from './modules/archive/module.ts'
import { audit } from './modules/audit/module.ts'
import { comments } from './modules/comments/module.ts'
import { calls } from './modules/calls/module.ts'
import { complaints } from './modules/complaints/module.ts'
import { credit } from './modules/credit/module.ts'
import { custom } from './modules/custom/module.ts'
import { dispatchRoutes } from './modules/dispatch/index.ts'
import { dispatch } from './modules/dispatch/module.ts'
import { customers } from './modules/customers/module.ts'
import { documents } from './modules/documents/module.ts'
import { calendarRoutes } from './modules/interactions/index.ts'
import { interactions } from './modules/interactions/module.ts'
import { knowledgeRoutes } from './modules/knowledge/index.ts'
import { knowledge } from './modules/knowledge/module.ts'
import { leads } from './modules/leads/module.ts'
import { mailOffRoutes } from './modules/notices/index.ts'
import { notices } from './modules/notices/module.ts'
import { opportunities } from './modules/opportunities/module.ts'
import { orders } from './modules/orders/module.ts'
import { ownership } from './modules/ownership/module.ts'
import { portalRoutes } from './modules/portal/index.ts'
import { portal } from './modules/portal/module.ts'
import { privacy } from './modules/privacy/module.ts'
import { orderRoutes } from './modules/orders/index.ts'
import { quoteRoutes } from './modules/quotes/index.ts'
import { quotes } from './modules/quotes/module.ts'
import { renewals } from './modules/renewals/module.ts'
import { reports } from './modules/reports/module.ts'
import { requestRoutes } from './modules/requests/index.ts'
import { requests } from './modules/requests/module.ts'
import { sales } from './modules/sales/module.ts'
import { createSignIn, loadActor } from './modules/team/index.ts'
import { insight } from './modules/insight/module.ts'
import { suggestions } from './modules/suggestions/module.ts'
import { targets } from './modules/targets/module.ts'
import { tiers } from './modules/tiers/module.ts'
import { team } from './modules/team/module.ts'

export const builtPages = join(import.meta.dirname, '../dist/web')

export const version = '0.1.0'

export const modules = [customers, interactions, opportunities, leads, sales, quotes, orders, documents, requests, complaints, calls, knowledge, portal, dispatch, targets, insight, analyses, suggestions, renewals, tiers, reports, approvals, custom, ownership, credit, archive, privacy, comments, notices, team, audit]

export interface App {
  registry: Registry
  runtime: Runtime
  server: FastifyInstance
  routes: readonly Route<Context>[]
  close(): Promise<void>
}

/** What the environment says of the server (docs/operation.md). */
type ServerSettings = Pick<ServerOptions<Context>, 'trustedProxies' | 'rates' | 'mostConnections' | 'bodyPatience'>

export interface AppOptions extends ServerSettings {
  databaseUrl: string
  clock?: Clock
  log?: Logger
  /** Where uploads and exports are kept. */
  dataFolder: string
  /** Largest file that a record may hold, in bytes; 50 MB where left out. */
  fileLimit?: number
  /** Encrypts secrets that are kept; else a key in the data folder does. */
  secret?: string | null
  /** Where people reach this installation. */
  publicUrl?: string | null
  /** Whether the work queue can send mail. */
  hasMail?: boolean
  /** `host:port` or networks within the own network that may be asked, such as a provider of single sign-on in the house. */
  inside?: readonly string[]
  /** Told to whoever is not signed in, e.g. the name and password of the demo world. */
  signInHint?: () => Record<string, unknown>
  poolSize?: number
  /** Longest statement, in milliseconds; what takes longer is answered 503. */
  statementTimeout?: number
  /** Where the built pages are. */
  webFolder?: string
}

/** Everything but listening: tests ask the server directly. */
export async function openApp(options: AppOptions): Promise<App> {
  const log = options.log ?? pino({ level: 'silent' })
  const registry = buildRegistry(modules)
  refuseUnwiredOccasions(registry)
  const database = openDatabase({ url: options.databaseUrl, max: options.poolSize ?? 12, statementTimeout: options.statementTimeout })
  const runtime = createRuntime({ registry, database, clock: options.clock ?? systemClock, log, loadActor })
  const others = tellOthers(options.databaseUrl, runtime)
  const contextOf: PersonContext = (ctx, userId) => runtime.userContext({ workspaceId: ctx.workspace.id, userId, language: ctx.language })
  const box = secretBox({ dataFolder: options.dataFolder, secret: options.secret ?? null })
  const signIn = createSignIn(runtime, {
    box,
    publicUrl: options.publicUrl ?? null,
    hasMail: options.hasMail ?? false,
    outside: { allow: options.inside ?? [] },
  })
  const store = { dataFolder: options.dataFolder, limit: options.fileLimit ?? 50 * megabyte }
  const routes = routesOf(registry, contextOf, [...signIn.routes, ...mailOffRoutes(runtime, box), ...quoteRoutes(runtime, { dataFolder: options.dataFolder, publicUrl: options.publicUrl ?? null, hasMail: options.hasMail ?? false }), ...orderRoutes({ hasMail: options.hasMail ?? false }), ...dispatchRoutes({ dataFolder: options.dataFolder }), ...requestRoutes(runtime, { box, publicUrl: options.publicUrl ?? null, store }), ...calendarRoutes(runtime, { publicUrl: options.publicUrl ?? null }), ...knowledgeRoutes(runtime, { publicUrl: options.publicUrl ?? null }), ...portalRoutes(runtime, { box, publicUrl: options.publicUrl ?? null, hasMail: options.hasMail ?? false, store }), ...exchangeRoutes({ dataFolder: options.dataFolder }), ...fileRoutes(store)])
  const server = await buildServer<Context>({
    log,
    routes,
    webFolder: options.webFolder ?? builtPages,
    trustedProxies: options.trustedProxies,
    rates: options.rates,
    mostConnections: options.mostConnections,
    bodyPatience: options.bodyPatience,
    subjectOf: (ctx, request) => subjectOf(ctx, request.headers.authorization),
    signInHint: options.signInHint,
    anonymous: (request) => runtime.anonymousContext({ language: languageOf(request), requestId: request.id, origin: originOf(request) }),
    identify: (request, route) => signIn.identify(request, route, { language: languageOf(request), requestId: request.id, origin: originOf(request) }),
    around: (ctx, request, work, route) => {
      const key = request.headers['idempotency-key']
      if (request.method !== 'POST' || typeof key !== 'string' || request.isMultipart() || route.holds_secret) return work(ctx)
      return onceByKey(ctx, { key, method: request.method, url: request.url, body: request.body }, work)
    },
  })
  return {
    registry,
    runtime,
    server,
    routes,
    close: async () => {
      await server.close()
      await others.close()
      await database.close()
    },
  }
}

/** What changed here is announced in the other processes on the database, and what changed there in this one. */
function tellOthers(url: string, runtime: Runtime): { close(): Promise<void> } {
  const broadcast = openBroadcast({
    url,
    hear: (words) => {
      const [workspaceId = '', object = ''] = words.split(' ')
      announce(workspaceId, object, 'elsewhere')
    },
    // A role changes both what people may and what there is: whoever remembers anything asks anew.
    onGap: () => void runtime.systemContexts('broadcast').then((contexts) => contexts.forEach((ctx) => announce(ctx.workspace.id, 'role', 'elsewhere')), () => {}),
  })
  const forget = onAnnouncement((workspaceId, object, from) => {
    if (from === 'here') broadcast.say(`${workspaceId} ${object}`)
  })
  return {
    close: () => {
      forget()
      return broadcast.close()
    },
  }
}

/** A program by its key, so that two programs of one person do not stand in each other's way; people by themselves. */
function subjectOf(ctx: Context, authorization: string | undefined): Subject {
  if (authorization === undefined) return { kind: 'person', id: ctx.actor.id }
  return { kind: 'key', id: createHash('sha256').update(authorization).digest('base64') }
}

function routesOf(registry: Registry, contextOf: PersonContext, fixed: Route<Context>[]): Route<Context>[] {
  const objects = [...registry.objects.values()]
  const places = [...objects.map(placeOf), ...registry.modules.flatMap(({ made }) => (made ? [placeOfMade(made)] : []))]
  const ofPlaces = (those: readonly ObjectPlace[]): Route<Context>[] => [
    ...those.flatMap(recordRoutes),
    ...those.filter(({ object }) => !object.is_append_only).map(bulkRoute),
    ...those.flatMap((place) => accessRoutes(place, contextOf)),
    ...those.map(presenceRoute),
  ]
  const routes = [
    ...fixed,
    ...commonRoutes,
    ...changeRoutes(contextOf),
    ...ofPlaces(places),
    ...objects.filter((object) => object.has_timeline).map(pageRoute),
    ...registry.actions.flatMap((action) => {
      const object = registry.objects.get(action.object)
      return object ? [actionRoute(action, object)] : []
    }),
    ...registry.modules.flatMap((module) => module.routes ?? []),
  ]
  return [...routes, ...systemRoutes(routes, version, (ctx) => ofPlaces(objectsSeen(ctx).map(placeOf)))]
}

/** With the fields that the caller may know of. */
function objectsSeen(ctx: Context): ObjectDefinition[] {
  return [...ctx.objects.values()]
    .filter(({ name }) => verdictOf(ctx, name, 'see') !== false)
    .map((object) => ({ ...object, fields: new Map(visibleFields(ctx, object).map((field) => [field.name, field])) }))
}

function originOf(request: FastifyRequest): Origin {
  return { address: request.ip, program: programOf(request.headers['user-agent']) }
}
