import { sql } from '../../../platform/db/sql.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { firstRecords } from '../../../kernel/query/list.ts'
import { settingsOf } from '../person/erased-keys.ts'

interface Standing {
  number: string
  status: string
  at: Date
}

/** On the page of a customer: the ledger of consents, whether erasing is asked for, and whether the person was erased once before. */
export async function customerSection(ctx: Context, id: string): Promise<string> {
  const mayReadLedger = verdictOf(ctx, 'consent', 'see') !== false
  const [consents, [erasure], [before], { two_step }] = await Promise.all([
    mayReadLedger ? firstRecords(ctx, objectOf(ctx, 'consent'), { filter: { customer: id }, sort: '-at', limit: 100 }) : '[]',
    ctx.db.rows<Standing>(
      sql`select x.number, x.status, coalesce(x.decided_at, x.created_at) as at from erasures x
        where x.workspace_id = ${sql.workspace} and x.object = 'customer' and x.record = ${id} and x.status <> 'refused'`,
      { prepared: true },
    ),
    ctx.db.rows<Standing>(
      sql`select x.number, x.ground as status, x.decided_at as at from erased_returns r join erasures x on x.workspace_id = ${sql.workspace} and x.id = r.erasure_id
        where r.workspace_id = ${sql.workspace} and r.object = 'customer' and r.record = ${id} order by r.created_at desc limit 1`,
      { prepared: true },
    ),
    settingsOf(ctx),
  ])
  return `{"consents":${consents},"erasure":${JSON.stringify(erasure ?? null)},"erased_before":${JSON.stringify(before ?? null)},"two_step":${two_step}}`
}
