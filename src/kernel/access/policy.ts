/**
 * A policy answers with the ways by which a record may be reached, each with the sentence that says so: none, some, or every
 * record. Lists AND their condition, writes put it into their own WHERE, answers carry the verdict, and "why can X see this?"
 * reads the sentences: one source for all of them.
 */
import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Label } from '../../platform/label.ts'
import { objectOf, type Context } from '../context.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { scopesOf, seesUnowned, type Actor, type Scope, type Verb } from './actor.ts'

/** @param row alias of the object's table in the statement. */
export type Condition = (row: string) => Sql

export interface Rule {
  why: Label
  /** Null: every record. */
  where: Condition | null
  /** The same of a record that is at hand already, where asking about that one costs less than gathering all. */
  ofOne?: Condition
  /** It reaches so few of the records that a list does better to look at each of them than to walk past all others. */
  isFew?: boolean
  /** Field with the record above that it is reached with, by nothing else than by that one being reached. */
  goesWith?: string
  /** Of a record that it would reach but for how the record stands: what is said instead. */
  refusal?: { where: Condition | null; says: Label }
}

export type Policy = (ctx: Context, verb: Verb) => Rule[]

export type Verdict = boolean | Condition

/** Deny where nothing is written. */
export function rulesOf(ctx: Context, object: string, verb: Verb): Rule[] {
  if (ctx.actor.key?.reaches(object, verb === 'see' || verb === 'export' ? 'read' : 'write') === false) return []
  return ctx.registry.policies.get(object)?.(ctx, verb) ?? []
}

/** The caller as records that others point to are named: a key names what everybody sees (colleagues, tags), and sees nothing else of it. */
export function naming(ctx: Context, object: string): Context {
  const { key } = ctx.actor
  const isEverybodys = key && ctx.registry.policies.get(object)?.(ctx, 'see').length
  return isEverybodys ? { ...ctx, actor: key.owner } : ctx
}

/**
 * The rules as one: no record, every record, or a condition on the row.
 * @param asked `one`: of rows that the statement has at hand already, such as what a record points to; `many`: it finds them by this.
 */
export function verdictOf(ctx: Context, object: string, verb: Verb, asked: 'many' | 'one' = 'many'): Verdict {
  const conditions: Condition[] = []
  for (const { where, ofOne } of rulesOf(ctx, object, verb)) {
    if (where === null) return true
    conditions.push((asked === 'one' && ofOne) || where)
  }
  if (conditions.length === 0) return false
  return (row) => sql.or(conditions.map((condition) => condition(row)))
}

/**
 * The ways to what the verdict allows, to be walked one by one: each way of few records has an index of its own. One way where some rule
 * reaches many. A record may lie on several.
 */
export function waysTo(ctx: Context, object: string, verb: Verb, row: string): Sql[] {
  const rules = rulesOf(ctx, object, verb)
  if (!rules.every(({ isFew }) => isFew)) return [allowed(ctx, object, verb, row)]
  return rules.flatMap(({ where }) => (where ? [where(row)] : []))
}

/** The verdict as a condition of a statement. */
export function allowed(ctx: Context, object: string, verb: Verb, row: string, asked: 'many' | 'one' = 'many'): Sql {
  const verdict = verdictOf(ctx, object, verb, asked)
  return typeof verdict === 'boolean' ? sql.raw(String(verdict)) : verdict(row)
}

/**
 * By the roles' scopes. Of an object without an owner only `all` means anything: a narrower right reaches nothing, so that no role
 * for one's own customers gives rights on people or roles.
 */
export function byRole(name: string): Policy {
  return (ctx, verb) => {
    const scopes = scopesOf(ctx.actor, name, verb)
    if (scopes.size === 0) return []
    if (scopes.has('all')) return [{ why: { zh: '角色可及全部记录', en: 'a role reaches every record' }, where: null }]
    const object = objectOf(ctx, name)
    const owner = columnOf(object, object.owner)
    if (!owner) return []
    const rules = scopeRules(ctx, object, owner, scopes)
    if (verb === 'see' && seesUnowned(ctx.actor, name)) rules.push({ why: { zh: '没有负责人（公海），角色可见', en: 'it has no owner, and a role sees those' }, where: (row) => sql`${sql.id(row, owner)} is null` })
    const right = verb === 'see' ? 'read' : verb === 'change' ? 'write' : null
    if (right && object.is_shareable) rules.push(...sharedWith(ctx.actor, name, right))
    return rules
  }
}

function scopeRules(ctx: Context, object: ObjectDefinition, owner: string, scopes: Set<Scope>): Rule[] {
  const { actor } = ctx
  const rules: Rule[] = []
  const among = (people: readonly string[]) => (row: string) => sql`${sql.id(row, owner)} = any(${people}::uuid[])`
  if (scopes.has('team_below')) rules.push({ why: { zh: '负责人在本部门或下级部门', en: 'its owner is in the own department or below' }, where: among(actor.teamBelow) })
  else if (scopes.has('team')) rules.push({ why: { zh: '负责人在本部门', en: 'its owner is in the own department' }, where: among(actor.team) })
  else rules.push({ why: { zh: '本人负责', en: 'own record' }, where: (row) => sql`${sql.id(row, owner)} = ${actor.id}::uuid`, isFew: true })
  const absent = actor.substitutesFor.map(({ id }) => id)
  if (absent.length > 0) rules.push({ why: { zh: '代理其不在岗的负责人', en: 'stands in for its owner, who is away' }, where: among(absent), isFew: true })
  const territory = columnOf(object, object.territory)
  if (scopes.has('territory') && territory) {
    rules.push({ why: { zh: '在所管区域内', en: 'it lies in an own territory' }, where: (row) => sql`${sql.id(row, territory)} = any(${actor.territories}::uuid[])` })
  }
  return rules
}

/**
 * The ids come from a subquery of their own that PostgreSQL runs once. Those of the person and those of the departments are asked
 * apart, because each has an index that knows all that is asked.
 */
function sharedWith(actor: Actor, object: string, right: 'read' | 'write'): Rule[] {
  const receivers = [
    ...(actor.sharedObjects.self.includes(object) ? [sql`shared.person_id = ${actor.id}::uuid`] : []),
    ...(actor.sharedObjects.department.includes(object) ? [sql`shared.department_id = any(${actor.departmentPath}::uuid[])`] : []),
  ]
  if (receivers.length === 0) return []
  const shares = (receiver: Sql) => sql`from shares shared where shared.workspace_id = ${sql.workspace} and shared.object = ${object} and shared.deleted_at is null
    and ${receiver} and (shared.until is null or shared.until >= ${actor.today}::date) ${right === 'write' ? sql`and shared.access = 'write'` : sql.empty}`
  return [{
    why: { zh: '共享给本人或所在部门', en: 'it is shared with this person or the department' },
    where: (row) => sql`${sql.id(row, 'id')} = any(array(${sql.join(receivers.map((receiver) => sql`select shared.record_id ${shares(receiver)}`), ' union all ')}))`,
    ofOne: (row) => sql`exists (select 1 ${shares(sql`shared.record_id = ${sql.id(row, 'id')} and ${sql.or(receivers)}`)})`,
    isFew: true,
  }]
}

function columnOf(object: ObjectDefinition, fieldName: string | null): string | null {
  return fieldName ? (object.fields.get(fieldName)?.column ?? null) : null
}

/**
 * The role must have the right on the object, and the record it belongs to must be visible.
 * @param options.writes `change`: who may not change the record it belongs to, may not write this either.
 */
export function through(name: string, fieldName: string, options: { writes?: 'see' | 'change' } = {}): Policy {
  return (ctx, verb) => {
    if (scopesOf(ctx.actor, name, verb).size === 0) return []
    const reference = objectOf(ctx, name).fields.get(fieldName)
    const parent = reference?.target
    if (!reference || !parent) return []
    const isWrite = verb === 'create' || verb === 'change' || verb === 'delete'
    const needed: Verb[] = isWrite && options.writes === 'change' ? ['see', 'change'] : ['see']
    const verdicts = needed.map((one) => verdictOf(ctx, parent, one))
    if (verdicts.includes(false)) return []
    const { table, label } = objectOf(ctx, parent)
    const why = { zh: `随${label.zh}`, en: `goes with the ${label.en.toLowerCase()}` }
    // Every record above is reached: then also what belongs to one, but not what belongs to none.
    if (verdicts.every((verdict) => verdict === true)) return [{ why, goesWith: fieldName, where: reference.required ? null : (row) => sql`${sql.id(row, reference.column)} is not null` }]
    const isWithin = (asked: 'many' | 'one') => (row: string) => {
      const above = `${row}_${parent}`
      return sql`exists (select 1 from ${sql.id(table)} ${sql.id(above)}
        where ${sql.id(above, 'workspace_id')} = ${sql.workspace}
          and ${sql.id(above, 'id')} = ${sql.id(row, reference.column)} and ${sql.and(needed.map((one) => allowed(ctx, parent, one, above, asked)))})`
    }
    return [{ why, goesWith: fieldName, where: isWithin('many'), ofOne: isWithin('one') }]
  }
}

export function anyOf(...policies: Policy[]): Policy {
  return (ctx, verb) => policies.flatMap((policy) => policy(ctx, verb))
}

/** One policy for seeing, another for everything else. */
export function readWrite(read: Policy, write: Policy): Policy {
  return (ctx, verb) => (verb === 'see' ? read : write)(ctx, verb)
}

/** Why not, as SQL: the words for a record whose state alone forbids it, null where the right is what is missing. */
export function refusalOf(ctx: Context, object: string, verb: Verb, row: string): Sql {
  const refusals = rulesOf(ctx, object, verb).flatMap(({ refusal }) => (refusal ? [refusal] : []))
  const whens = refusals.map(({ where, says }) => sql`when ${where ? where(row) : sql.raw('true')} then ${JSON.stringify(says)}::json`)
  return whens.length === 0 ? sql.raw('null::json') : sql`case ${sql.join(whens, ' ')} end`
}

/**
 * Deleted only where the condition holds, whoever asks; the rest of the policy as it is.
 * @param says why not, to whoever could delete it otherwise
 */
export function deletedOnly(policy: Policy, condition: Condition, says: Label): Policy {
  return (ctx, verb) => {
    const rules = policy(ctx, verb)
    if (verb !== 'delete') return rules
    return rules.map(({ ofOne, where, ...rule }) => ({
      ...rule,
      refusal: { where, says },
      where: (row) => (where ? sql.and([where(row), condition(row)]) : condition(row)),
      ...(ofOne ? { ofOne: (row: string) => sql.and([ofOne(row), condition(row)]) } : {}),
    }))
  }
}

export const everyone: Policy = () => [{ why: { zh: '人人可见', en: 'everybody may' }, where: null }]
