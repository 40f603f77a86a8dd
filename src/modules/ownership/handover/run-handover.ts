/** The job: slices of customers with their open work, each in one transaction; killed in between it goes on where it was. */
import { z } from 'zod'
import { addDays } from '../../../platform/calendar/days.ts'
import { newId } from '../../../platform/ids.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { reportProgress } from '../../../kernel/jobs.ts'
import { storedColumns } from '../../../kernel/projections/columns.ts'
import { filledWith, unfilled, type Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { notifyAll } from '../../notices/index.ts'
import { assign } from '../assignment/assign.ts'
import { fieldOf, newcomersOf, storedRules } from '../assignment/rules.ts'
import { addMany, changeMany } from '../../../kernel/records/change-many.ts'
import { changeOwners } from '../change-owners.ts'
import { today } from '../pool/pools.ts'
import { moveWork } from './open-work.ts'

const slice = 250
/** The introduction by the successor is due within the week as well. */
const daysToIntroduce = 7

export const handoverPayload = z.object({ handover: z.string() })

export interface Item {
  id: string
  version: number
  record: Stored
}

/** @returns what became of it */
export async function runHandover(ctx: Context, job: { id: string; payload: unknown }): Promise<object> {
  const { handover: id } = handoverPayload.parse(job.payload)
  const { record } = await transaction(ctx, (ctx) => lockRecord(ctx, objectOf(ctx, 'handover'), id, 'see'))
  const caused: Context = { ...ctx, cause: { ...ctx.cause, handover: id } }
  let done = 0
  for (;;) {
    const taken = await transaction(caused, (ctx) => moveSlice(ctx, id, record))
    if (taken === 0) break
    done += taken
    if (!(await reportProgress(ctx, job.id, { done, total: Number(record.total) }))) return endHandover(caused, id, 'cancelled')
  }
  return endHandover(caused, id, 'done')
}

/** Items of a handover, locked. */
export async function itemsOf(ctx: Context, handover: string, state: string, limit: number): Promise<Item[]> {
  const object = objectOf(ctx, 'handover_item')
  return ctx.db.rows<Item>(
    sql`select i.id, i.version, row_to_json(t) as record from handover_items i cross join lateral (select ${storedColumns(object, 'i')}) t
      where i.workspace_id = ${sql.workspace} and i.handover_id = ${handover}::uuid and i.state = ${state} order by i.id limit ${limit} for no key update of i`,
  )
}

/** @returns how many items are settled */
async function moveSlice(ctx: Context, id: string, handover: Stored): Promise<number> {
  const items = await itemsOf(ctx, id, 'waiting', slice)
  if (items.length === 0) return 0
  const from = String(handover.from)
  const successors = await successorsOf(ctx, items.map(({ record }) => String(record.customer)), handover)
  const changes = [...successors].map(([customer, owner]) => ({ customer, owner, from, cause: { reason: 'handover' } }))
  const moved = new Set(await changeOwners(ctx, changes, { verb: 'handed_over' }))
  const work = await moveWork(ctx, [...moved].map((customer) => ({ customer, from, to: successors.get(customer) ?? from })))
  const tasks = await addIntroductions(ctx, [...moved].map((customer) => ({ customer, owner: successors.get(customer) ?? from })))
  await changeMany(ctx, objectOf(ctx, 'handover_item'), items.map(({ id, version, record }) => {
    const customer = String(record.customer)
    const isMoved = moved.has(customer)
    return { id, version, before: record, after: { to: isMoved ? (successors.get(customer) ?? null) : null, state: isMoved ? 'moved' : 'passed_over', task: tasks.get(customer) ?? null, moved: work.get(customer) ?? null } }
  }), { verb: 'updated', fields: ['to', 'state', 'task', 'moved'] })
  await ctx.db.rows(sql`update handovers h set moved = h.moved + ${moved.size} where h.workspace_id = ${sql.workspace} and h.id = ${id}::uuid`)
  return items.length
}

/** By customer: the one named, or whom the rule chooses now. Rights are asked again: they may have changed since. */
async function successorsOf(ctx: Context, customers: readonly string[], handover: Stored): Promise<Map<string, string>> {
  const rows = await ctx.db.rows<{ id: string }>(
    sql`select c.id from customers c where c.workspace_id = ${sql.workspace} and c.id = any(${customers}::uuid[]) and c.deleted_at is null and c.owner_id = ${String(handover.from)}::uuid and ${allowed(ctx, 'customer', 'change', 'c')}`,
  )
  const ids = rows.map(({ id }) => id)
  if (handover.to) return new Map(ids.map((id) => [id, String(handover.to)]))
  const rules = await storedRules(ctx, { only: String(handover.rule) })
  const field = await fieldOf(ctx, rules)
  const newcomers = await newcomersOf(ctx, rules, sql`c.id = any(${ids}::uuid[])`)
  // Which customers go is decided already: the condition of the rule is not asked.
  const { assigned } = assign(newcomers.map((newcomer) => ({ ...newcomer, rules: [0] })), field.rules, field.candidates.filter(({ id }) => id !== handover.from))
  return new Map(assigned.map(({ customer, owner }) => [customer, owner]))
}

/** A call by which the successor makes oneself known to the customer. */
async function addIntroductions(ctx: Context, moves: readonly { customer: string; owner: string }[]): Promise<Map<string, string>> {
  const object = objectOf(ctx, 'task')
  const blank = unfilled(ctx, object)
  const due_on = addDays(today(ctx), daysToIntroduce)
  const name = { zh: '致电客户，介绍新的客户经理', en: 'Call the customer to introduce the new account manager' }[ctx.language]
  const rows = moves.map(({ customer, owner }) => ({ id: newId(), version: 1, record: filledWith(object, blank, { name, customer, owner, due_on }) }))
  await addMany(ctx, object, rows)
  return new Map(rows.map(({ id, record }) => [String(record.customer), id]))
}

async function endHandover(ctx: Context, id: string, state: 'done' | 'cancelled'): Promise<object> {
  return transaction(ctx, async (ctx) => {
    const waiting = await itemsOf(ctx, id, 'waiting', 100_000)
    await changeMany(ctx, objectOf(ctx, 'handover_item'), waiting.map((item) => ({ id: item.id, version: item.version, before: item.record, after: { state: 'passed_over' } })), { verb: 'updated', fields: ['state'] })
    await tellSuccessors(ctx, id)
    const { record } = await lockRecord(ctx, objectOf(ctx, 'handover'), id, 'see')
    await updateRecord(ctx, objectOf(ctx, 'handover'), id, { state }, { asSystem: true, verb: state === 'done' ? 'carried_out' : 'cancelled' })
    return { handover: id, moved: record.moved, total: record.total }
  })
}

async function tellSuccessors(ctx: Context, id: string): Promise<void> {
  const rows = await ctx.db.rows<{ to: string; customers: number; day: string }>(
    sql`select i.to_id as "to", count(*) as customers, max(i.due_on)::text as day from handover_items i
      where i.workspace_id = ${sql.workspace} and i.handover_id = ${id}::uuid and i.state = 'moved' group by i.to_id`,
  )
  await notifyAll(ctx, rows.map(({ to, customers, day }) => ({ kind: 'handover_received', to: [to], object: 'handover', record_id: id, values: { customers, day }, key: `handover:${id}` })))
}
