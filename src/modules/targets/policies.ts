import { sql, type Sql } from '../../platform/db/sql.ts'
import { scopesOf, type Verb } from '../../kernel/access/actor.ts'
import { anyOf, byRole, type Policy, type Rule } from '../../kernel/access/policy.ts'
import type { Context } from '../../kernel/context.ts'

/** A quota of a department or the company has no person: it is no record without an owner that a role with the pool would see. */
const ofPeople: Policy = (ctx, verb) => {
  const roles = ctx.actor.roles.map(({ key, grants }) => ({ key, grants: { ...grants, quota: { ...(grants.quota ?? grants['*']), unowned: false } } }))
  return byRole('quota')({ ...ctx, actor: { ...ctx.actor, roles } }, verb)
}

/** Quotas of a department go with the scope that reaches its people: the own department, with `team_below` also those below. */
const ofDepartments: Policy = (ctx, verb) => {
  const scopes = scopesOf(ctx.actor, 'quota', verb)
  const own = ctx.actor.departmentId
  if (!own || scopes.has('all')) return []
  if (scopes.has('team_below')) return [{ why: { zh: '本部门或下级部门的定额', en: 'a quota of the own department or one below' }, where: (row) => sql`${sql.id(row, 'department_id')} = any(array(${below(own)}))` }]
  if (scopes.has('team')) return [{ why: { zh: '本部门的定额', en: 'a quota of the own department' }, where: (row) => sql`${sql.id(row, 'department_id')} = ${own}::uuid` }]
  return []
}

function below(department: string): Sql {
  return sql`with recursive below as (
      select d.id from departments d where d.workspace_id = ${sql.workspace} and d.id = ${department}::uuid and d.deleted_at is null
      union
      select d.id from departments d join below b on d.parent_id = b.id where d.workspace_id = ${sql.workspace} and d.deleted_at is null)
    select b.id from below b`
}

/** What is asked of people is set by those above them: nobody but who reaches everything writes a quota of their own. */
const ofOthers = (policy: Policy): Policy => (ctx, verb) => {
  const rules = policy(ctx, verb)
  return isWriting(verb) ? rules.flatMap((rule) => notOwn(ctx, rule)) : rules
}

function notOwn(ctx: Context, { why, where }: Rule): Rule[] {
  if (where === null) return [{ why, where }]
  return [{ why, where: (row) => sql`(${where(row)} and ${sql.id(row, 'person_id')} is distinct from ${ctx.actor.id}::uuid)` }]
}

/** Whoever reaches only what is their own sets no quotas at all. */
const bySuperiors: Policy = (ctx, verb) => {
  const scopes = scopesOf(ctx.actor, 'quota', verb)
  const isNarrow = !scopes.has('team') && !scopes.has('team_below') && !scopes.has('all')
  return isWriting(verb) && isNarrow ? [] : anyOf(ofPeople, ofDepartments)(ctx, verb)
}

function isWriting(verb: Verb): boolean {
  return verb === 'create' || verb === 'change' || verb === 'delete' || verb === 'import'
}

/** Kept forecasts are written by the weekly work alone. */
export const policies: Record<string, Policy> = {
  quota: ofOthers(bySuperiors),
  forecast: (ctx, verb) => (verb === 'see' || verb === 'export' ? byRole('forecast')(ctx, verb) : []),
}
