/** Contexts: who acts, in which workspace, on which connection, with the fields that workspace has added. */
import type { Logger } from 'pino'
import { newId } from '../platform/ids.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database, Db } from '../platform/db/database.ts'
import { sql } from '../platform/db/sql.ts'
import type { Language } from '../platform/label.ts'
import { systemActor, type Actor } from './access/actor.ts'
import { nowhere, type Context, type Origin, type Workspace } from './context.ts'
import { withCustomFields } from './definitions/custom-fields.ts'
import { withLayouts } from './definitions/layouts.ts'
import { withNumberFormats } from './definitions/number-formats.ts'
import type { ObjectDefinition } from './definitions/object.ts'
import { withMadeObjects, type Registry } from './definitions/registry.ts'
import { onAnnouncement } from './history/events.ts'

export interface Runtime {
  registry: Registry
  database: Database
  clock: Clock
  log: Logger
  contextFor(options: { workspace: Workspace; actor: Actor; language: Language; requestId?: string; origin?: Origin }): Promise<Context>
  /** One context a workspace, acting by the given name. */
  systemContexts(name: string): Promise<Context[]>
  systemContext(workspaceId: string, name: string): Promise<Context>
  /** Work that somebody started is done with that person's rights, as they are now, within the scopes of a key; null for one who no longer works here. */
  userContext(options: { workspaceId: string; userId: string; language: Language; origin?: Origin; scopes?: readonly string[] }): Promise<Context | null>
  /** Before anybody is known: only the local tables can be reached. */
  anonymousContext(options: { language: Language; requestId?: string; origin?: Origin }): Context
}

/** What one workspace has: the modules' and its administrators'. */
interface Definitions {
  registry: Registry
  objects: ReadonlyMap<string, ObjectDefinition>
}

/** Objects whose records say what there is. */
const defining = ['custom_field', 'number_format', 'layout', 'role']

/** How long another process's change of these may stay unseen here should its announcement be lost. */
const rememberFor = 5000

/** @param options.loadActor who a person is: known to the module that has the people. */
export function createRuntime(options: { registry: Registry; database: Database; clock: Clock; log: Logger; loadActor: (db: Db, userId: string, now: Date, scopes?: readonly string[]) => Promise<Actor | null> }): Runtime {
  const { registry, database, clock, log, loadActor } = options
  const known = new Map<string, Definitions & { at: number }>()
  // What is being read while it changes is not remembered: it may be from before.
  let changes = 0
  onAnnouncement((workspaceId, object) => {
    if (!defining.includes(object) && !registry.modules.some(({ made }) => made?.said_by === object)) return
    changes++
    known.delete(workspaceId)
  })

  const definitionsOf = async (workspaceId: string): Promise<Definitions> => {
    const remembered = known.get(workspaceId)
    if (remembered && Date.now() - remembered.at < rememberFor) return remembered
    const db = database.forWorkspace(workspaceId)
    const before = changes
    const own = await withMadeObjects(db, registry)
    const objects = await withLayouts(db, await withNumberFormats(db, await withCustomFields(db, own.objects)))
    if (before === changes) known.set(workspaceId, { at: Date.now(), registry: own, objects })
    return { registry: own, objects }
  }

  const contextFor: Runtime['contextFor'] = async ({ workspace, actor, language, requestId, origin }) => {
    const definitions = await definitionsOf(workspace.id)
    return {
      actor,
      workspace,
      db: database.forWorkspace(workspace.id),
      clock,
      language,
      requestId: requestId ?? newId(),
      registry: definitions.registry,
      objects: definitions.objects,
      cause: null,
      origin: origin ?? nowhere,
      log,
    }
  }

  const workspaces = (id?: string) =>
    database.local.rows<Workspace>(
      sql`select w.id, w.name, w.time_zone as "timeZone", w.currency from workspaces w ${id ? sql`where w.id = ${id}::uuid` : sql.empty} order by w.created_at`,
    )

  return {
    registry,
    database,
    clock,
    log,
    contextFor,
    systemContexts: async (name) =>
      Promise.all((await workspaces()).map((workspace) => contextFor({ workspace, actor: systemActor(name), language: 'zh' }))),
    systemContext: async (workspaceId, name) => {
      const [workspace] = await workspaces(workspaceId)
      if (!workspace) throw new Error(`There is no workspace ${workspaceId}`)
      return contextFor({ workspace, actor: systemActor(name), language: 'zh' })
    },
    userContext: async ({ workspaceId, userId, language, origin, scopes }) => {
      const [workspace] = await workspaces(workspaceId)
      const actor = workspace ? await loadActor(database.forWorkspace(workspaceId), userId, clock.now(), scopes) : null
      return workspace && actor ? contextFor({ workspace, actor, language, origin }) : null
    },
    anonymousContext: ({ language, requestId, origin }) => ({
      actor: { ...systemActor('nobody'), roles: [] },
      workspace: { id: '', name: '', timeZone: 'Asia/Shanghai', currency: 'CNY' },
      db: database.local,
      clock,
      language,
      requestId: requestId ?? newId(),
      registry,
      objects: registry.objects,
      cause: null,
      origin: origin ?? nowhere,
      log,
    }),
  }
}
