import { z } from 'zod'
import { invalid, issue } from '../../../platform/problems.ts'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { mayHaveFile } from '../../../kernel/files/file-access.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { countVisit } from '../../requests/index.ts'
import { fillDocument } from '../../sales/index.ts'
import { collecting, settleVoucher } from './settle-voucher.ts'

export const voucherInput = z.strictObject({
  work: z.string().trim().min(1).max(20_000),
  minutes: z.number().int().min(0).max(10_000).nullish(),
  lines: z.array(z.strictObject({ product: z.uuid().nullish(), name: z.string().trim().min(1).max(300).nullish(), quantity: z.number().positive().max(1e6), price: z.string().regex(/^\d{1,10}(\.\d{1,4})?$/).nullish() })).max(100).default([]),
  signature: z.uuid().nullish(),
  signed_by: z.string().trim().max(200).nullish(),
  collect: collecting.nullish(),
  bill: z.boolean().optional(),
})

export type VoucherInput = z.infer<typeof voucherInput>

interface Terms {
  service_class: string | null
  entitlement: string | null
}

/**
 * The voucher of a visit that the caller has locked. Prices that were not said are those of the customer on that day; a visit of what the
 * customer is entitled to is counted with it, so that it is counted once as the voucher is there once.
 */
export async function writeVoucher(ctx: Context, jobId: string, job: Stored, { input, at }: { input: VoucherInput; at: string }): Promise<{ id: string; total: string; service_class: string }> {
  const { signature, signed_by, collect, bill, lines, ...said } = input
  await refuseForeignFiles(ctx, signature ? [signature] : [], 'signature')
  const [terms] = await ctx.db.rows<Terms>(sql`select r.service_class, r.entitlement_id::text as entitlement from service_requests r where r.workspace_id = ${sql.workspace} and r.id = ${String(job.request)}::uuid`)
  // Nobody has looked at the terms: then it is not known to be free, and whoever settles it decides.
  const service_class = terms?.service_class ?? 'a'
  const visit = terms?.entitlement && (service_class === 'b' || service_class === 'c') ? await countVisit(ctx, terms.entitlement) : 'not_due'
  const done_on = dayOf(new Date(at), ctx.workspace.timeZone)
  const filled = await fillDocument(ctx, { lines: lines.map((line) => ({ ...line, price: line.price ?? undefined, name: line.name ?? undefined })) }, null, { customer: typeof job.customer === 'string' ? job.customer : null, day: done_on, currency: ctx.workspace.currency })
  // Whoever was sent there need not see the customer's file.
  const made = await createRecord(withEveryRight(ctx), objectOf(ctx, 'service_voucher'), {
    ...said, ...filled, job: jobId, request: job.request, customer: job.customer ?? null, asset: job.asset ?? null, engineer: job.engineer ?? null, done_on, service_class, entitlement: terms?.entitlement ?? null, visit,
    ...(signature ? { signature, signed_at: at } : {}), signed_by: signed_by || null,
  }, { asSystem: true })
  const pays = await payOf(ctx, made.id)
  if (pays.settlement === 'open') await settleVoucher(ctx, made.id, collect ? { collect } : bill ? 'to_bill' : null, at)
  return { id: made.id, total: pays.total, service_class }
}

/** As it is stored: what the caller reads may be less. */
async function payOf(ctx: Context, id: string): Promise<{ total: string; settlement: string }> {
  const [row] = await ctx.db.rows<{ total: string; settlement: string }>(sql`select v.total::text as total, v.settlement from service_vouchers v where v.workspace_id = ${sql.workspace} and v.id = ${id}::uuid`)
  return row ?? { total: '0.00', settlement: 'none' }
}

/** What the system attaches it takes from anybody: so the caller must be one who may have it. @throws Problem 422. */
export async function refuseForeignFiles(ctx: Context, ids: readonly string[], path: string): Promise<void> {
  if (ids.length === 0) return
  const rows = await ctx.db.rows(sql`select 1 from files f where f.workspace_id = ${sql.workspace} and f.id = any(${ids}::uuid[]) and ${mayHaveFile(ctx, 'f')}`)
  if (rows.length < new Set(ids).size) throw invalid([issue(path, 'file_not_found', '文件不存在，请重新上传', 'The file is not there; please upload it again')])
}
