/** What every function of the kernel and the modules is handed first. */
import type { Logger } from 'pino'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db/database.ts'
import type { Language } from '../platform/label.ts'
import type { Actor } from './access/actor.ts'
import type { ObjectDefinition } from './definitions/object.ts'
import type { Registry } from './definitions/registry.ts'

export interface Workspace {
  id: string
  name: string
  timeZone: string
  currency: string
}

/** Where work comes from, kept in every event. */
export interface Origin {
  /** Of the network; null where a job or a command works. */
  address: string | null
  /** In words: `Chrome 142, Windows`, `job export.run`. */
  program: string | null
}

export const nowhere: Origin = { address: null, program: null }

export interface Context {
  actor: Actor
  workspace: Workspace
  db: Db
  clock: Clock
  language: Language
  requestId: string
  /** The modules, with the objects that the administrators of this workspace made. */
  registry: Registry
  /** Objects as this workspace has them: with the fields its administrators added. */
  objects: ReadonlyMap<string, ObjectDefinition>
  /** Why changes are made, kept in every event: an import, a batch, an undone event. */
  cause: Record<string, string> | null
  origin: Origin
  log: Logger
}

/** @throws Error for a name that no module declares: a mistake of the program, not of a caller. */
export function objectOf(ctx: Context, name: string): ObjectDefinition {
  const definition = ctx.objects.get(name)
  if (!definition) throw new Error(`No module declares the object ${name}`)
  return definition
}
