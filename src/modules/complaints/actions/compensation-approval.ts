import { sql } from '../../../platform/db/sql.ts'
import { withEveryRight } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { requestApproval, type Occasion } from '../../approvals/index.ts'

/** What is given to make up for a complaint. Approved, it is to be given and its cost counts; returned or withdrawn it is a draft again. */
export const compensationApproval: Occasion = {
  object: 'compensation',
  occasion: 'amount',
  label: { zh: '投诉补偿', en: 'Compensation for a complaint' },
  fields: ['amount', 'kind', 'gift', 'points'],
  decided: async (ctx, { record, status }) => settle(ctx, record, status === 'approved' ? 'approved' : status === 'refused' ? 'refused' : 'draft'),
}

interface Terms {
  kind: string
  amount: string
  customer: unknown
  subject: unknown
  name: string
  reason: string | null
}

/** In the transaction that offers it. @throws Problem 409 where it is asked already. */
export async function askForCompensation(ctx: Context, id: string, { kind, amount, subject, name, reason }: Terms): Promise<void> {
  const label = objectOf(ctx, 'compensation').fields.get('kind')?.options?.find((option) => option.key === kind)?.label[ctx.language] ?? kind
  const asked = await requestApproval(ctx, {
    object: 'compensation', id, occasion: 'amount', title: `${name} · ${String(subject)}`.slice(0, 300), amount, reason,
    facts: [
      { label: { zh: '投诉', en: 'Complaint' }, value: String(subject) },
      { label: { zh: '种类', en: 'Kind' }, value: label },
      { label: { zh: '金额', en: 'Amount' }, value: amount, type: 'money' },
    ],
  })
  if (!asked.needed) await settle(ctx, id, 'approved')
  else if (asked.status === 'waiting') await settle(ctx, id, 'waiting')
}

async function settle(ctx: Context, id: string, status: string): Promise<void> {
  const every = withEveryRight(ctx)
  const object = objectOf(ctx, 'compensation')
  const { record, version } = await lockRecord(every, object, id, 'see')
  const approved_at = status === 'approved' ? ctx.clock.now().toISOString() : null
  await updateRecord(every, object, id, { status, approved_at }, { asSystem: true, version, verb: status === 'draft' ? 'returned' : status })
  await sumUp(every, String(record.complaint))
}

/** What the compensation of a complaint comes to, on the complaint. */
export async function sumUp(ctx: Context, complaint: string): Promise<void> {
  const every = withEveryRight(ctx)
  const object = objectOf(ctx, 'complaint')
  const { version } = await lockRecord(every, object, complaint, 'see')
  const [row] = await ctx.db.rows<{ cost: string }>(
    sql`select coalesce(sum(c.amount), 0)::numeric(18,2)::text as cost from compensations c where c.workspace_id = ${sql.workspace} and c.complaint_id = ${complaint}::uuid and c.status in ('approved', 'given') and c.deleted_at is null`,
  )
  await updateRecord(every, object, complaint, { compensation_cost: row?.cost ?? '0' }, { asSystem: true, version, verb: 'compensated' })
}
