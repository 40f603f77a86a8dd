import { sql } from '../../../platform/db/sql.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { hashesOf } from '../duplicates/duplicate-keys.ts'
import { duplicateScore, featuresOf, worthShowing, type DuplicateReason } from '../rules/duplicate-score.ts'

export interface Draft {
  id?: string
  kind: 'organisation' | 'person'
  name: string
  phones: string[]
  emails: string[]
  credit_code: string | null
  wechat: string | null
}

export interface Candidate {
  id: string
  number: string
  name: string
  score: number
  reasons: DuplicateReason[]
}

interface Row {
  id: string
  number: string
  kind: 'organisation' | 'person'
  name: string
  phones: string[]
  emails: string[]
  credit_code: string | null
  wechat: string | null
}

/** Customers the caller may see that are perhaps the same: found by what is the same as it
 * stands, and by the keys under which customers are filed (core and sound of a name), then scored. */
export async function duplicateCandidates(ctx: Context, draft: Draft): Promise<Candidate[]> {
  const customer = objectOf(ctx, 'customer')
  // What the caller may not read whole is neither compared nor answered: who tries one number after the other would find out the whole.
  if (!['name', 'number'].every((name) => readableField(ctx, customer, name))) return []
  const known = <Key>(name: string, value: Key, none: Key) => (readableField(ctx, customer, name) ? value : none)
  const phones = known('phones', draft.phones, [])
  const emails = known('emails', draft.emails, [])
  const code = known('credit_code', draft.credit_code, null)
  const compared = { ...draft, phones, emails, credit_code: code, wechat: known('wechat', draft.wechat, null) }
  const keys = hashesOf(featuresOf(compared))
  const found = await ctx.db.rows<Row>(sql`
    select c.id, c.number, c.kind, c.name, c.phones, c.emails, c.credit_code, c.wechat from (
      (select * from customers c where c.workspace_id = ${sql.workspace} and c.phones && ${phones}::text[] limit 20)
      union all (select * from customers c where c.workspace_id = ${sql.workspace} and c.emails && ${emails}::text[] limit 20)
      union all (select * from customers c where c.workspace_id = ${sql.workspace} and c.credit_code = ${code} limit 20)
      union all (select * from customers c where c.workspace_id = ${sql.workspace} and c.name = ${draft.name} limit 20)
      union all (select c.* from unnest(${keys}::bigint[]) as d(key)
        cross join lateral (select k.customer_id from duplicate_keys k where k.workspace_id = ${sql.workspace} and k.key = d.key limit 50) f
        join customers c on c.workspace_id = ${sql.workspace} and c.id = f.customer_id)) c
    where c.deleted_at is null and ${allowed(ctx, 'customer', 'see', 'c')} limit 200`)
  const distinct = new Map(found.filter((row) => row.id !== draft.id).map((row) => [row.id, row]))
  return [...distinct.values()]
    .map((row) => ({ id: row.id, number: row.number, name: row.name, ...duplicateScore(compared, { ...row, kind: known('kind', row.kind, draft.kind) }) }))
    .filter((candidate) => candidate.score >= worthShowing)
    .sort((a, b) => b.score - a.score)
    .slice(0, 10)
}
