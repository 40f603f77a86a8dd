import { z } from 'zod'
import { systemActor } from '../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../kernel/context.ts'
import type { PlainVerbs } from '../../kernel/definitions/module.ts'
import { compileFilter } from '../../kernel/query/filter.ts'
import { createRecord } from '../../kernel/records/create.ts'
import type { Stored } from '../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../kernel/records/update.ts'
import { transaction } from '../../platform/db/database.ts'
import { sql, type Sql } from '../../platform/db/sql.ts'
import { invalid, issue, type Issue } from '../../platform/problems.ts'
import { occasionsOf } from './occasions.ts'
import { stepShape } from './rules/steps.ts'

/** The plain create and change of a line: its occasion, its condition and who signs must be there. */
export const savesLine: Pick<PlainVerbs, 'create' | 'update'> = {
  create: (ctx, input) => transaction(ctx, async (ctx) => {
    const { id } = await createRecord(ctx, objectOf(ctx, 'approval_line'), input)
    await refuseFaults(ctx, id)
    return id
  }),
  update: (ctx, id, patch, options) => transaction(ctx, async (ctx) => {
    await updateRecord(ctx, objectOf(ctx, 'approval_line'), id, patch, options)
    await refuseFaults(ctx, id)
  }),
}

/**
 * The condition of a line, on a row of its object. It is the company's, not that of whoever asks: it looks at fields that this person may
 * not read.
 * @throws Problem 422 for a condition that does not fit.
 */
export function conditionOf(ctx: Context, line: { object: string; condition: unknown }, row: string): Sql {
  const company: Context = { ...ctx, actor: systemActor('approvals') }
  return sql`coalesce(${compileFilter(company, { object: objectOf(ctx, line.object), row, filter: line.condition ?? {}, path: 'condition' })}, false)`
}

/** @throws Problem 422 with everything that is wrong. */
async function refuseFaults(ctx: Context, id: string): Promise<void> {
  const { record } = await lockRecord(ctx, objectOf(ctx, 'approval_line'), id, 'see')
  const object = String(record.object)
  if (!occasionsOf(ctx.registry).some((one) => one.object === object && one.occasion === record.occasion)) {
    throw invalid([issue('occasion', 'unknown_occasion', '没有这种审批事项', 'There is no such occasion')])
  }
  // Compiled for its faults.
  conditionOf(ctx, { object, condition: record.condition }, 'c')
  const issues = await faultsOfNames(ctx, record)
  if (issues.length > 0) throw invalid(issues)
}

/** Roles, people and departments that the steps name must be there. */
async function faultsOfNames(ctx: Context, record: Stored): Promise<Issue[]> {
  const steps = z.array(stepShape).parse(record.steps)
  const named = (ids: readonly (string | null | undefined)[]) => [...new Set(ids.filter((id) => typeof id === 'string'))]
  const [roles, people, departments] = [named(steps.map(({ role }) => role)), named(steps.flatMap((step) => step.people ?? [])), named(steps.map(({ department }) => department))]
  const [found] = await ctx.db.rows<{ roles: string[]; people: string[]; departments: string[] }>(
    sql`select array(select r.id::text from roles r where r.workspace_id = ${sql.workspace} and r.id = any(${roles}::uuid[]) and r.deleted_at is null) as roles,
      array(select u.id::text from users u where u.workspace_id = ${sql.workspace} and u.id = any(${people}::uuid[]) and u.deleted_at is null) as people,
      array(select d.id::text from departments d where d.workspace_id = ${sql.workspace} and d.id = any(${departments}::uuid[]) and d.deleted_at is null) as departments`,
  )
  const missing = (name: string) => issue(name, 'reference_not_found', '没有找到所指的记录', 'The record is not there')
  return steps.flatMap((step, index) => [
    ...(step.role && !found?.roles.includes(step.role) ? [missing(`steps[${index}].role`)] : []),
    ...(step.people?.some((one) => !found?.people.includes(one)) ? [missing(`steps[${index}].people`)] : []),
    ...(step.department && !found?.departments.includes(step.department) ? [missing(`steps[${index}].department`)] : []),
  ])
}
