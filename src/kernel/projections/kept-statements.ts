/** Statements whose text hangs only on who asks and on the object: put together once for each person, run with other values. */
import { keep, type KeptSql, type Sql } from '../../platform/db/sql.ts'
import type { Actor } from '../access/actor.ts'
import type { Context } from '../context.ts'
import type { ObjectDefinition } from '../definitions/object.ts'

/**
 * What one person may read of one object stays the same as long as that person's rights do, so the statement is forgotten with
 * the actor. Whatever differs from run to run must be a slot (`sql.slot`), the time included.
 */
export function keptStatement(ctx: Context, object: ObjectDefinition, purpose: string, build: () => Sql): KeptSql {
  const byObject = statements.get(ctx.actor) ?? new WeakMap<ObjectDefinition, Map<string, KeptSql>>()
  statements.set(ctx.actor, byObject)
  const byPurpose = byObject.get(object) ?? new Map<string, KeptSql>()
  byObject.set(object, byPurpose)
  const known = byPurpose.get(purpose)
  if (known) return known
  const statement = keep(build())
  byPurpose.set(purpose, statement)
  return statement
}

const statements = new WeakMap<Actor, WeakMap<ObjectDefinition, Map<string, KeptSql>>>()
