import { sql } from '../../../platform/db/sql.ts'
import { normaliseName } from '../../../platform/chinese/normalise.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import type { Context } from '../../../kernel/context.ts'
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
  const core = normaliseName(draft.name).core
  const found = await ctx.db.rows<Row>(sql`
    select c.id, c.number, c.kind, c.name, c.phones, c.emails, c.credit_code from (
      (select * from customers c where c.workspace_id = ${sql.workspace} and c.phones && ${draft.phones}::text[] limit 20)
      union all (select * from customers c where c.workspace_id = ${sql.workspace} and c.emails && ${draft.emails}::text[] limit 20)
      union all (select * from customers c where c.workspace_id = ${sql.workspace} and c.credit_code = ${draft.credit_code} limit 20)
      union all (select * from customers c where c.workspace_id = ${sql.workspace} and c.name = ${draft.name} limit 20)
      union all (select * from customers c where c.workspace_id = ${sql.workspace} and ${core.length > 1}
        and c.search_text like '%' || search_form(${core.replace(/[\\%_]/g, '\\$&')}) || '%' limit 50)) c
    where c.deleted_at is null and ${allowed(ctx, 'customer', 'see', 'c')} limit 200`)
  const distinct = new Map(found.filter((row) => row.id !== draft.id).map((row) => [row.id, row]))
  return [...distinct.values()]
    .map((row) => ({ id: row.id, number: row.number, name: row.name, ...duplicateScore(draft, row) }))
    .filter((candidate) => candidate.score >= worthShowing)
    .sort((a, b) => b.score - a.score)
    .slice(0, 10)
}
