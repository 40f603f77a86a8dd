import type { Context } from '../../../kernel/context.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { ApprovalStatus } from '../occasions.ts'

/** Which question about which record. */
export interface Asked {
  object: string
  id: string
  occasion: string
}

export interface ApprovalState {
  id: string
  status: ApprovalStatus
  amount: string | null
  requested_by: string
  decided_at: string | null
}

/** The latest approval of a record for an occasion, whoever asks: for the module that owns the record. */
export async function approvalOf(ctx: Context, { object, id, occasion }: Asked): Promise<ApprovalState | null> {
  const [row] = await ctx.db.rows<ApprovalState>(
    sql`select a.id, a.status, a.amount::text as amount, a.requested_by_id as requested_by, a.decided_at from approvals a
      where a.workspace_id = ${sql.workspace} and a.record = ${id} and a.object = ${object} and a.occasion = ${occasion} and a.deleted_at is null
      order by a.created_at desc, a.id desc limit 1`,
  )
  return row ?? null
}
