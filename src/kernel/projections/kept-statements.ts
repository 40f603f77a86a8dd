/** Statements whose text hangs only on who asks and on definitions: put together once for each person, run with other values. */
import { keep, type KeptSql, type Sql } from '../../platform/db/sql.ts'
import type { Actor } from '../access/actor.ts'
import type { Context } from '../context.ts'

/**
 * What one person may read stays the same as long as that person's rights do, so the statement is forgotten with the actor.
 * Whatever differs from run to run must be a slot (`sql.slot`), the time included.
 * @param definitions what else the text hangs on: the object, or `ctx.objects` where fields of several stand in it.
 */
export function keptStatement(ctx: Context, definitions: object, purpose: string, build: () => Sql): KeptSql {
  const byDefinitions = statements.get(ctx.actor) ?? new WeakMap<object, Map<string, KeptSql>>()
  statements.set(ctx.actor, byDefinitions)
  const byPurpose = byDefinitions.get(definitions) ?? new Map<string, KeptSql>()
  byDefinitions.set(definitions, byPurpose)
  const known = byPurpose.get(purpose)
  if (known) return known
  const statement = keep(build())
  byPurpose.set(purpose, statement)
  return statement
}

const statements = new WeakMap<Actor, WeakMap<object, Map<string, KeptSql>>>()
