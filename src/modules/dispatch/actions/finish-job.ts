import { z } from 'zod'
import { conflict } from '../../../platform/problems.ts'
import { sql } from '../../../platform/db/sql.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { transaction } from '../../../platform/db/database.ts'
import { notFound } from '../../../platform/problems.ts'
import { followJob } from '../../requests/index.ts'
import { at, mayChangeJob, momentOf, moveJob, wrongState } from './move-job.ts'
import { refuseForeignFiles, voucherInput, writeVoucher } from './write-voucher.ts'

const photos = z.array(z.uuid()).max(20).optional()

/** The visit is done, with its voucher in the same moment: both or neither. Solved by it, the request is completed. */
export const finishJob = defineAction({
  object: 'field_job', on: 'record', name: 'finish', label: { zh: '完工', en: 'Finish' }, guard: mayChangeJob,
  input: z.strictObject({ at, voucher: voucherInput.nullish(), photos, is_solved: z.boolean().default(true) }),
  run: (ctx, { id, input }) => moveJob(ctx, id, async (ctx, job) => {
    await refuseForeignFiles(ctx, input.photos ?? [], 'photos')
    const known = Array.isArray(job.photos) ? job.photos : []
    return { verb: 'finished', to: 'done', patch: { ended_at: momentOf(ctx, input.at, job.checked_in_at), ...(input.photos?.length ? { photos: [...known, ...input.photos] } : {}) } }
  }, async (ctx, job) => {
    if (input.voucher && id) await writeVoucher(ctx, id, job, { input: input.voucher, at: momentOf(ctx, input.at, job.checked_in_at) })
    if (input.is_solved && (await isLast(ctx, job))) await followJob(ctx, String(job.request), { is: 'solved', solution: input.voucher?.work ?? String(job.subject), charge: await chargeOf(ctx, job) })
  }),
})

/** Of a visit that ended without: entered by the desk from paper. */
export const addVoucher = defineAction({
  object: 'field_job', on: 'record', name: 'voucher', label: { zh: '补服务凭证', en: 'Add the voucher' }, guard: mayChangeJob, input: voucherInput,
  run: (ctx, { id, input }) => {
    if (!id) throw notFound()
    return transaction(ctx, async (ctx) => {
      const { record } = await lockRecord(ctx, objectOf(ctx, 'field_job'), id, 'change')
      if (record.status !== 'done') throw wrongState()
      const [there] = await ctx.db.rows(sql`select 1 from service_vouchers v where v.workspace_id = ${sql.workspace} and v.job_id = ${id}::uuid and v.deleted_at is null`)
      if (there) throw conflict('has-voucher', { zh: '这次上门已有凭证', en: 'The visit has its voucher already' })
      await writeVoucher(ctx, id, record, { input, at: String(record.ended_at) })
      await followJob(ctx, String(record.request), { is: 'charged', charge: (await chargeOf(ctx, record)) ?? '0.00' })
      return JSON.parse((await getRecord(ctx, objectOf(ctx, 'field_job'), id)).json)
    })
  },
})

/** Nobody else is still to go there. The request is held, so that of two that end at once the second sees the first. */
async function isLast(ctx: Context, job: Stored): Promise<boolean> {
  await lockRecord(withEveryRight(ctx), objectOf(ctx, 'request'), String(job.request), 'see')
  const rows = await ctx.db.rows(sql`select 1 from field_jobs j where j.workspace_id = ${sql.workspace} and j.request_id = ${String(job.request)}::uuid and j.status not in ('done', 'not_done') and j.deleted_at is null limit 1`)
  return rows.length === 0
}

/** What all visits of the request come to. */
async function chargeOf(ctx: Context, job: Stored): Promise<string | null> {
  const [row] = await ctx.db.rows<{ charge: string | null }>(sql`select sum(v.base_total)::numeric(18,2)::text as charge from service_vouchers v where v.workspace_id = ${sql.workspace} and v.request_id = ${String(job.request)}::uuid and v.deleted_at is null`)
  return row?.charge ?? null
}
