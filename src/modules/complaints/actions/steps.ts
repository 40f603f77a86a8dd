import { z } from 'zod'
import { conflict, invalid, issue } from '../../../platform/problems.ts'
import { addWorkingDays } from '../../../platform/calendar/business.ts'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { businessCalendarOf } from '../../team/index.ts'
import { mayChange, moveComplaint } from './move-complaint.ts'

const words = z.string().trim().min(1).max(5000)
const severity = z.enum(['minor', 'medium', 'serious', 'critical'])
const onRecord = { object: 'complaint', on: 'record', guard: mayChange } as const

/** Working days within which the customer is asked whether it is settled. */
const callBackWithin = 3

export const listenToComplaint = defineAction({
  ...onRecord, name: 'listen', label: { zh: '倾听', en: 'Listen' },
  input: z.strictObject({ heard: words, wanted: words.nullish(), severity: severity.nullish() }),
  run: (ctx, { id, input: { heard, wanted, severity } }) => moveComplaint(ctx, id, async (_ctx, record) => ({ from: ['opened'], to: 'listened', verb: 'listened', note: heard, patch: { heard, wanted: wanted ?? record.wanted ?? null, severity: severity ?? record.severity ?? null } })),
})

/** What it is about, why, and whose it is. The recovery plan of the cause comes along where the complaint has none. */
export const defineComplaint = defineAction({
  ...onRecord, name: 'define', label: { zh: '界定问题', en: 'Define' },
  input: z.strictObject({ definition: words, cause: z.uuid(), severity: severity.nullish(), responsible_department: z.uuid().nullish(), responsible_person: z.uuid().nullish() }),
  run: (ctx, { id, input }) => moveComplaint(ctx, id, async (ctx, record) => {
    const given = Object.entries(input).filter(([, value]) => value !== null && value !== undefined)
    return { to: 'defined', verb: 'defined', note: input.definition, patch: { ...Object.fromEntries(given), plan: record.plan || (await planOf(ctx, input.cause)) } }
  }),
})

/** Asked again with another proposal where the customer did not agree to the first. */
export const proposeToCustomer = defineAction({
  ...onRecord, name: 'propose', label: { zh: '提出方案', en: 'Propose' },
  input: z.strictObject({ proposed: words }),
  run: (ctx, { id, input: { proposed } }) => moveComplaint(ctx, id, { to: 'proposed', verb: 'proposed', note: proposed, patch: { proposed } }),
})

export const agreeWithCustomer = defineAction({
  ...onRecord, name: 'agree', label: { zh: '达成一致', en: 'Agree' },
  input: z.strictObject({ agreed: words }),
  run: (ctx, { id, input: { agreed } }) => moveComplaint(ctx, id, { to: 'agreed', verb: 'agreed', note: agreed, patch: { agreed } }),
})

export const apologiseToCustomer = defineAction({
  ...onRecord, name: 'apologise', label: { zh: '致歉', en: 'Apologise' },
  input: z.strictObject({ apology: words }),
  run: (ctx, { id, input: { apology } }) => moveComplaint(ctx, id, { to: 'apologised', verb: 'apologised', note: apology, patch: { apology } }),
})

/** What was agreed is done, compensation given included. Within three working days the customer is called back: a task says so. */
export const finishComplaint = defineAction({
  ...onRecord, name: 'finish', label: { zh: '执行完成', en: 'Done' },
  input: z.strictObject({ outcome: words, handling_cost: z.string().regex(/^\d{1,15}(\.\d{1,2})?$/, { message: 'A decimal such as 120.50' }).nullish() }),
  run: (ctx, { id, input: { outcome, handling_cost: cost } }) => moveComplaint(ctx, id, async (ctx, record, id) => {
    await refuseOpenCompensation(ctx, id)
    return { from: ['apologised'], to: 'done', verb: 'done', note: outcome, patch: { outcome, handling_cost: cost ?? record.handling_cost ?? null, done_at: ctx.clock.now().toISOString(), ...(await planCallBack(ctx, record)) } }
  }),
})

/** The customer takes it back, or it was none. */
export const withdrawComplaint = defineAction({
  ...onRecord, name: 'withdraw', label: { zh: '撤销', en: 'Withdraw' },
  input: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
  run: (ctx, { id, input: { reason } }) => moveComplaint(ctx, id, async (ctx, _record, id) => {
    await refuseOpenCompensation(ctx, id)
    return { to: 'withdrawn', verb: 'withdrawn', note: reason, patch: { withdrawn_reason: reason } }
  }),
})

async function planOf(ctx: Context, cause: string): Promise<string | null> {
  const [row] = await ctx.db.rows<{ plan: string | null }>(sql`select c.plan from complaint_causes c where c.workspace_id = ${sql.workspace} and c.id = ${cause}::uuid and c.is_active and c.deleted_at is null`)
  if (!row) throw invalid([issue('cause', 'reference_not_found', '没有这个原因，或已停用', 'There is no such cause, or it is not in use')])
  return row.plan
}

/** The complaint is locked: nothing more can be promised meanwhile. @throws Problem 409. */
async function refuseOpenCompensation(ctx: Context, id: string): Promise<void> {
  const open = await ctx.db.rows(sql`select 1 from compensations c where c.workspace_id = ${sql.workspace} and c.complaint_id = ${id}::uuid and c.status in ('draft', 'waiting', 'approved') and c.deleted_at is null limit 1`)
  if (open.length > 0) throw conflict('compensation-open', { zh: '还有补偿未发放：先发放或取消', en: 'Compensation is still open: give or cancel it first' })
}

async function planCallBack(ctx: Context, record: Stored): Promise<Stored> {
  const today = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
  const due = addWorkingDays(await businessCalendarOf(ctx), today, callBackWithin) ?? today
  const name = ctx.language === 'zh' ? `回访：${String(record.subject)} 是否已解决` : `Call back: is it settled? ${String(record.subject)}`
  const task = { name: Array.from(name).slice(0, 500).join(''), customer: record.customer, contact: record.contact ?? null, owner: record.owner ?? (ctx.actor.kind === 'user' ? ctx.actor.id : null), due_on: due, priority: 'high', is_promise: true }
  // Whoever finishes it need not have the right to give tasks to its owner.
  const { id } = await createRecord(withEveryRight(ctx), objectOf(ctx, 'task'), task)
  return { call_back_on: due, call_back_task: id }
}
