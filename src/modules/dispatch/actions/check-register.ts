import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { notifyAll } from '../../notices/index.ts'
import { findings } from '../queries/findings.ts'
import { dayThatEnded } from './carry-over.ts'

/** Told at once; what is only noted on the page waits until somebody looks. */
const worthTelling = ['no_voucher', 'amounts_differ', 'not_settled', 'never_begun']

/**
 * The vouchers of the day that ended against its visits: each engineer is told of the own ones, whoever looks after the request of all of
 * its. Told once for each finding, however often the evening comes.
 * @returns how many findings there are
 */
export async function checkRegister(ctx: Context): Promise<number> {
  const day = dayThatEnded(ctx.clock.now(), ctx.workspace.timeZone)
  return transaction(ctx, async (ctx) => {
    const found = (await findings(ctx, { from: day, until: day })).filter(({ code }) => worthTelling.includes(code))
    if (found.length === 0) return 0
    const rows = await ctx.db.rows<{ id: string; engineer: string | null; owner: string | null }>(
      sql`select j.id::text as id, j.engineer_id::text as engineer, (select r.owner_id::text from service_requests r where r.workspace_id = ${sql.workspace} and r.id = j.request_id) as owner
        from field_jobs j where j.workspace_id = ${sql.workspace} and j.id = any(${found.map(({ job }) => job)}::uuid[])`,
    )
    const people = new Map(rows.map(({ id, engineer, owner }) => [id, [...new Set([engineer, owner].flatMap((one) => one ?? []))]]))
    await notifyAll(ctx, found.map(({ code, job, voucher }) => ({
      kind: `voucher_${code}`, to: people.get(job) ?? [], object: voucher ? 'service_voucher' : 'field_job', record_id: voucher ?? job, key: `voucher_check:${code}:${job}:${day}`, from: null,
    })))
    return found.length
  })
}
