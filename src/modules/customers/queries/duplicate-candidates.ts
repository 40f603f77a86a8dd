import { sql } from '../../../platform/db/sql.ts'
import { normaliseName } from '../../../platform/chinese/normalise.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import { readableField, visibleField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { duplicateScore, worthShowing, type DuplicateReason } from '../rules/duplicate-score.ts'

export interface Draft {
  id?: string
  kind: 'organisation' | 'person'
  name: string
  phones: string[]
  emails: string[]
  credit_code: string | null
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
}

/** Customers the caller may see that are perhaps the same: found by exact keys and by the core of the name, then scored. */
export async function duplicateCandidates(ctx: Context, draft: Draft): Promise<Candidate[]> {
  const customer = objectOf(ctx, 'customer')
  // What is hidden from the caller is neither compared nor answered.
  if (!['name', 'number'].every((name) => readableField(ctx, customer, name))) return []
  const known = <Key>(name: string, value: Key, none: Key) => (visibleField(ctx, customer, name) ? value : none)
  const phones = known('phones', draft.phones, [])
  const emails = known('emails', draft.emails, [])
  const code = known('credit_code', draft.credit_code, null)
  const core = normaliseName(draft.name).core
  const found = await ctx.db.rows<Row>(sql`
    select c.id, c.number, c.kind, c.name, c.phones, c.emails, c.credit_code from (
      (select * from customers c where c.workspace_id = ${sql.workspace} and c.phones && ${phones}::text[] limit 20)
      union all (select * from customers c where c.workspace_id = ${sql.workspace} and c.emails && ${emails}::text[] limit 20)
      union all (select * from customers c where c.workspace_id = ${sql.workspace} and c.credit_code = ${code} limit 20)
      union all (select * from customers c where c.workspace_id = ${sql.workspace} and c.name = ${draft.name} limit 20)
      union all (select * from customers c where c.workspace_id = ${sql.workspace} and ${core.length > 1}
        and c.search_text like '%' || search_form(${core.replace(/[\\%_]/g, '\\$&')}) || '%' limit 50)) c
    where c.deleted_at is null and ${allowed(ctx, 'customer', 'see', 'c')} limit 200`)
  const distinct = new Map(found.filter((row) => row.id !== draft.id).map((row) => [row.id, row]))
  return [...distinct.values()]
    .map((row) => ({ id: row.id, number: row.number, name: row.name, ...duplicateScore({ ...draft, phones, emails, credit_code: code }, row) }))
    .filter((candidate) => candidate.score >= worthShowing)
    .sort((a, b) => b.score - a.score)
    .slice(0, 10)
}
