import { z } from 'zod'
import { addDays } from '../../../platform/calendar/days.ts'
import { newId } from '../../../platform/ids.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { forbidden, invalid, issue, type Issue } from '../../../platform/problems.ts'
import { allowed, verdictOf } from '../../../kernel/access/policy.ts'
import { mayWrite } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { startJob } from '../../../kernel/jobs.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { addMany } from '../../../kernel/records/change-many.ts'
import { storedRules } from '../assignment/rules.ts'
import { today } from '../pool/pools.ts'

/** A successor has a week to read and acknowledge (S06). */
const daysToAcknowledge = 7
export const mostCustomers = 10_000

const shape = z.strictObject({
  from: z.uuid(),
  to: z.uuid().nullish(),
  rule: z.uuid().nullish(),
  reason: z.string().trim().min(1).max(500),
  customers: z.array(z.uuid()).min(1).max(mostCustomers).nullish(),
  condition: z.record(z.string(), z.unknown()).nullish(),
})

type Asked = z.infer<typeof shape>

/**
 * The create of a handover: notes each customer, and queues the work.
 * @throws Problem 403 without the right to change owners; 422 for people who cannot, and for customers that the caller may not give away.
 */
export async function startHandover(ctx: Context, input: Record<string, unknown>): Promise<string> {
  const customer = objectOf(ctx, 'customer')
  const owner = customer.fields.get('owner')
  if (verdictOf(ctx, 'handover', 'create') === false || verdictOf(ctx, 'customer', 'change') === false || !owner || !mayWrite(ctx, customer, owner)) throw forbidden()
  const parsed = shape.safeParse(input)
  if (!parsed.success) throw invalid(parsed.error.issues.flatMap(faultsOfShape))
  const asked = parsed.data
  return transaction(ctx, async (ctx) => {
    const issues = await faultsOf(ctx, asked)
    if (issues.length > 0) throw invalid(issues)
    const ids = await customersOf(ctx, asked)
    const { from, reason } = asked
    const values = { from, to: asked.to ?? null, rule: asked.rule ?? null, reason, condition: asked.condition ?? null, total: ids.length, due_on: addDays(today(ctx), daysToAcknowledge) }
    const { id } = await createRecord(ctx, objectOf(ctx, 'handover'), values, { asSystem: true })
    await addMany(ctx, objectOf(ctx, 'handover_item'), ids.map((each) => ({ id: newId(), version: 1, record: { handover: id, customer: each, to: null, state: 'waiting', due_on: values.due_on, acknowledged_at: null, task: null, moved: null } })))
    const job = await startJob(ctx, { kind: 'ownership.handover', payload: { handover: id }, total: ids.length })
    await ctx.db.rows(sql`update handovers h set job = ${job} where h.workspace_id = ${sql.workspace} and h.id = ${id}::uuid`)
    return id
  })
}

function faultsOfShape(fault: z.core.$ZodIssue): Issue[] {
  if (fault.code !== 'unrecognized_keys') return [issue(fault.path.join('.'), 'invalid_value', '填写的内容有误', fault.message)]
  return fault.keys.map((key) => issue(key, 'unknown_field', `没有这个字段：${key.slice(0, 60)}`, `There is no field ${key.slice(0, 60)}`))
}

async function faultsOf(ctx: Context, asked: Asked): Promise<Issue[]> {
  const issues: Issue[] = []
  const { from, to, rule, customers, condition } = asked
  if (!to === !rule) issues.push(issue('to', 'to_or_rule', '请选择接手人，或选择一条分配规则', 'Name a successor or a rule, one of them'))
  if (!customers && !condition) issues.push(issue('customers', 'required', '请选择客户', 'Name customers or a condition'))
  if (to === from) issues.push(issue('to', 'same_person', '接手人不能是交出人', 'The successor is the one who gives'))
  const people = await ctx.db.rows<{ id: string; is_active: boolean }>(
    sql`select u.id, u.is_active from users u where u.workspace_id = ${sql.workspace} and u.deleted_at is null and u.id = any(${[from, ...(to ? [to] : [])]}::uuid[])`,
  )
  if (!people.some(({ id }) => id === from.toLowerCase())) issues.push(issue('from', 'reference_not_found', '没有找到交出人', 'The one who gives is not there'))
  // Somebody who left gives, but does not receive.
  if (to && !people.some(({ id, is_active }) => id === to.toLowerCase() && is_active)) issues.push(issue('to', 'reference_not_found', '没有找到接手人，或已离职', 'The successor is not there or no longer works here'))
  if (rule && (verdictOf(ctx, 'assignment_rule', 'see') === false || !(await storedRules(ctx, { only: rule })).some(({ object }) => object === 'customer'))) issues.push(issue('rule', 'reference_not_found', '没有找到规则', 'The rule is not there'))
  return issues
}

/** Those of the giver that the caller may change. Of customers that are named, all must be among them. */
async function customersOf(ctx: Context, { from, customers, condition }: Asked): Promise<string[]> {
  const object = objectOf(ctx, 'customer')
  const rows = await ctx.db.rows<{ id: string }>(
    sql`select c.id from customers c where ${whereOf(ctx, object, 'c', { filter: condition ?? {} })} and c.owner_id = ${from}::uuid and ${allowed(ctx, 'customer', 'change', 'c')}
      ${customers ? sql`and c.id = any(${customers}::uuid[])` : sql.empty} order by c.id limit ${mostCustomers + 1}`,
  )
  const missing = customers ? new Set(customers.map((id) => id.toLowerCase())).size - rows.length : 0
  if (missing > 0) throw invalid([issue('customers', 'not_to_give', `${missing} 个客户不由此人负责，或您无权变更`, `${missing} of the customers are not this person's, or you may not change them`)])
  if (rows.length === 0) throw invalid([issue('condition', 'none', '没有可交接的客户', 'There are no customers to hand over')])
  if (rows.length > mostCustomers) throw invalid([issue('condition', 'too_many', `一次最多交接 ${mostCustomers} 个客户`, `At most ${mostCustomers} customers at once`)])
  return rows.map(({ id }) => id)
}
