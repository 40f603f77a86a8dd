/**
 * A policy answers with false, true or a condition on the row. Lists AND the condition, writes put it into their own
 * WHERE, answers carry the verdict: one source for "may I open it", "what is in my list", "which buttons do I see".
 */
import { sql, type Sql } from '../../platform/db/sql.ts'
import { objectOf, type Context } from '../context.ts'
import { scopeOf, type Verb } from './actor.ts'

/** @param row alias of the object's table in the statement. */
export type Condition = (row: string) => Sql
export type Verdict = boolean | Condition
export type Policy = (ctx: Context, verb: Verb) => Verdict

/** Deny where nothing is written. Create, change and delete presuppose the right to see. */
export function verdictOf(ctx: Context, object: string, verb: Verb): Verdict {
  const policy = ctx.registry.policies.get(object)
  if (!policy) return false
  return policy(ctx, verb)
}

/** The verdict as a condition of a statement. */
export function allowed(ctx: Context, object: string, verb: Verb, row: string): Sql {
  const verdict = verdictOf(ctx, object, verb)
  return typeof verdict === 'boolean' ? sql.raw(String(verdict)) : verdict(row)
}

/** By the roles' scopes; `own` and `team` look at the object's owner field. */
export function byRole(object: string): Policy {
  return (ctx, verb) => {
    const scope = scopeOf(ctx.actor, object, verb)
    if (scope === 'none') return false
    if (scope === 'all') return true
    const definition = objectOf(ctx, object)
    const owner = definition.owner ? definition.fields.get(definition.owner)?.column : null
    if (!owner) return true
    if (scope === 'own') return (row) => sql`${sql.id(row, owner)} = ${ctx.actor.id}::uuid`
    const people = scope === 'team' ? ctx.actor.team : ctx.actor.teamBelow
    return (row) => sql`${sql.id(row, owner)} = any(${people}::uuid[])`
  }
}

/** The role must have the right on the object, and the record it belongs to must be visible. */
export function through(object: string, fieldName: string): Policy {
  return (ctx, verb) => {
    if (scopeOf(ctx.actor, object, verb) === 'none') return false
    const reference = objectOf(ctx, object).fields.get(fieldName)
    const parent = reference?.target
    if (!reference || !parent) return false
    const verdict = verdictOf(ctx, parent, 'see')
    if (typeof verdict === 'boolean') return verdict
    const table = objectOf(ctx, parent).table
    return (row) => {
      const above = `${row}_${parent}`
      return sql`exists (select 1 from ${sql.id(table)} ${sql.id(above)}
        where ${sql.id(above, 'workspace_id')} = ${sql.workspace}
          and ${sql.id(above, 'id')} = ${sql.id(row, reference.column)} and ${verdict(above)})`
    }
  }
}

export function anyOf(...policies: Policy[]): Policy {
  return (ctx, verb) => {
    const verdicts = policies.map((policy) => policy(ctx, verb)).filter((verdict) => verdict !== false)
    if (verdicts.length === 0) return false
    if (verdicts.includes(true)) return true
    return (row) => sql.or(verdicts.map((verdict) => (typeof verdict === 'function' ? verdict(row) : sql.raw('true'))))
  }
}

/** One policy for seeing, another for everything else. */
export function readWrite(read: Policy, write: Policy): Policy {
  return (ctx, verb) => (verb === 'see' ? read : write)(ctx, verb)
}

export const everyone: Policy = () => true
