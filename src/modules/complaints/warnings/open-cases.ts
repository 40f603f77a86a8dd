import { newId } from '../../../platform/ids.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { StoredEvent } from '../../../kernel/history/events.ts'
import { addMany } from '../../../kernel/records/change-many.ts'
import { unfilled, type Stored } from '../../../kernel/records/input.ts'
import { takeNumbers } from '../../../kernel/records/sequence.ts'
import { notifyAll } from '../../notices/index.ts'
import { dueQuery, type Due, type WarningRule } from './due.ts'
import { factsOf } from './facts.ts'

interface ActiveRule extends WarningRule {
  id: string
  name: string
  severity: string
  owner: string | null
  cause: string | null
  plan: string | null
}

/** At once: a rule that was just switched on does not bury a desk. What is left follows the next night. */
const mostAtOnce = 200

/** Each night: every rule that is on. */
export async function openPreventiveCases(ctx: Context): Promise<void> {
  await openFor(ctx, { kinds: ['late_order', 'repeated_fault', 'falling_rating', 'sla_breached'] })
}

/** After events of service requests, for their customers: nobody waits for the night. */
export async function openCasesOfRequests(ctx: Context, events: readonly StoredEvent[]): Promise<void> {
  const ids = [...new Set(events.map(({ record_id: id }) => id))]
  const rows = await ctx.db.rows<{ customer: string }>(sql`select distinct r.customer_id as customer from service_requests r where r.workspace_id = ${sql.workspace} and r.id = any(${ids}::uuid[]) and r.customer_id is not null`)
  if (rows.length > 0) await openFor(ctx, { kinds: ['repeated_fault', 'falling_rating', 'sla_breached'], only: rows.map(({ customer }) => customer) })
}

async function openFor(ctx: Context, { kinds, only }: { kinds: string[]; only?: readonly string[] }): Promise<void> {
  const rules = await ctx.db.rows<{ id: string }>(sql`select w.id from warning_rules w where w.workspace_id = ${sql.workspace} and w.is_active and w.kind = any(${kinds}::text[]) and w.deleted_at is null order by w.id`)
  for (const { id } of rules) await transaction(ctx, (ctx) => openOfRule(ctx, id, only))
}

/**
 * The rule is held while its cases are opened: whoever evaluates it at the same moment, by night or after an event, finds them there. The
 * key of the occasion is unique besides.
 */
async function openOfRule(ctx: Context, id: string, only?: readonly string[]): Promise<void> {
  const [rule] = await ctx.db.rows<ActiveRule>(
    sql`select w.id, w.name, w.kind, w.threshold, w.window_days, w.severity, w.owner_id as owner, w.cause_id as cause, w.plan from warning_rules w
      where w.workspace_id = ${sql.workspace} and w.id = ${id}::uuid and w.is_active and w.deleted_at is null for no key update of w`,
  )
  if (!rule) return
  const due = await ctx.db.rows<Due & { keeper: string | null }>(
    sql`select d.*, c.owner_id as keeper from (${dueQuery(ctx, rule, { only })}) d join customers c on c.workspace_id = ${sql.workspace} and c.id = d.customer order by d.customer, d.occasion limit ${mostAtOnce}`,
  )
  if (due.length === 0) return
  const object = objectOf(ctx, 'complaint')
  const blank = unfilled(ctx, object)
  const records = due.map((one): Stored => ({
    ...blank, number: null, origin: 'warning', subject: rule.name, customer: one.customer, product: one.product, order: one.order, owner: rule.owner ?? one.keeper,
    severity: rule.severity, cause: rule.cause, plan: rule.plan, rule: rule.id, occasion_key: `${rule.id} ${one.occasion}`, facts: factsOf(rule, one),
  }))
  await takeNumbers(ctx, object, records)
  const rows = records.map((record) => ({ id: newId(), version: 1, record }))
  await addMany(ctx, object, rows)
  await notifyAll(ctx, rows.flatMap(({ id, record }) => (typeof record.owner === 'string' ? [{ kind: 'complaint_warning', to: [record.owner], object: 'complaint', record_id: id, key: `complaint_warning:${id}`, from: null }] : [])))
}
