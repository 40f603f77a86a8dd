import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { forbidden, notFound } from '../../../platform/problems.ts'
import { mayAll } from '../../../kernel/access/actor.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import type { Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { reportProgress, startJob } from '../../../kernel/jobs.ts'
import { conditionOf } from '../pool/pools.ts'
import { assignNew } from './assign-new.ts'
import { storedRules } from './rules.ts'

const mayApply = (ctx: Context) => verdictOf(ctx, 'assignment_rule', 'change') !== false && ['customer', 'lead'].every((object) => mayAll(ctx.actor, object, 'change'))

/** Gives away by the rule what nobody owns today: only when somebody asks for it. Answers the job. */
export const applyRule = defineAction({
  name: 'apply',
  object: 'assignment_rule',
  on: 'record',
  label: { zh: '分配无主的', en: 'Assign what nobody owns' },
  input: z.strictObject({}),
  guard: mayApply,
  run: async (ctx, { id }) => {
    if (!id) throw notFound()
    return { job: await transaction(ctx, (ctx) => startJob(ctx, { kind: 'ownership.assign', payload: { rule: id } })) }
  },
})

const slice = 500

/** The job. Those for whom nobody is able stay as they are. */
export async function runApply(ctx: Context, job: { id: string; payload: unknown }): Promise<object> {
  const { rule: id } = z.object({ rule: z.string() }).parse(job.payload)
  if (!mayApply(ctx)) throw forbidden()
  const rules = await storedRules(ctx, { only: id })
  const [rule] = rules
  if (!rule) throw notFound()
  const found = await ctx.db.rows<{ id: string }>(
    sql`select c.id from ${rule.object === 'lead' ? sql`leads c` : sql`customers c`} where c.workspace_id = ${sql.workspace} and c.deleted_at is null and c.owner_id is null and ${conditionOf(ctx, rule.condition, 'c', rule.object)} ${rule.object === 'lead' ? sql`and c.status in ('new', 'working', 'qualified')` : sql.empty} order by c.created_at, c.id`,
  )
  let given = 0
  for (let start = 0; start < found.length; start += slice) {
    const ids = found.slice(start, start + slice).map((row) => row.id)
    given += (await assignNew(ctx, rules, sql`c.id = any(${ids}::uuid[])`)).length
    if (!(await reportProgress(ctx, job.id, { done: Math.min(start + slice, found.length), total: found.length }))) break
  }
  return { given, total: found.length }
}
