import { createHash } from 'node:crypto'
import { sql } from '../../../platform/db/sql.ts'
import { newId } from '../../../platform/ids.ts'
import type { Context } from '../../../kernel/context.ts'
import { featuresOf, keysOf, scoreOf, worthShowing, type Features } from '../rules/duplicate-score.ts'
import { compared, type CompareRow } from './duplicate-keys.ts'

/** Two customers, the lower id first. */
export type Candidates = readonly [left: string, right: string]

const atOnce = 500

/**
 * Scores candidates by the one rule there is and keeps those worth showing. What somebody decided stays decided as long as no key of
 * the two changed. A bulk path: pairs follow from the files, so finding them has no events of its own.
 * @param search whose find it is: a later one takes out what it did not find again
 */
export async function writePairs(ctx: Context, search: string, candidates: readonly Candidates[]): Promise<void> {
  for (let from = 0; from < candidates.length; from += atOnce) await writeSome(ctx, search, candidates.slice(from, from + atOnce))
}

async function writeSome(ctx: Context, search: string, candidates: readonly Candidates[]): Promise<void> {
  const ids = [...new Set(candidates.flat())]
  const rows = await ctx.db.rows<CompareRow>(
    sql`select ${compared} from customers c where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[]) and c.deleted_at is null and c.anonymised_at is null`,
  )
  const features = new Map(rows.map((row) => [row.id, featuresOf(row)]))
  const pairs = candidates.flatMap(([left, right]) => {
    const [one, other] = [features.get(left), features.get(right)]
    if (!one || !other) return []
    const { score, reasons } = scoreOf(one, other)
    return score < worthShowing ? [] : [{ id: newId(), left_id: left, right_id: right, score: Math.round(score * 100), reasons, fingerprint: fingerprintOf(one, other) }]
  })
  if (pairs.length === 0) return
  const now = ctx.clock.now()
  await ctx.db.rows(
    sql`insert into duplicate_pairs as p (workspace_id, id, created_at, created_by, updated_at, updated_by, left_id, right_id, score, reasons, state, fingerprint, seen_in)
      select ${sql.workspace}, r.id, ${now}, ${ctx.actor.id}::uuid, ${now}, ${ctx.actor.id}::uuid, r.left_id, r.right_id, r.score, r.reasons, 'open', r.fingerprint, ${search}::uuid
        from json_to_recordset(${JSON.stringify(pairs)}::json) as r(id uuid, left_id uuid, right_id uuid, score numeric, reasons text[], fingerprint text)
        order by r.left_id, r.right_id
      on conflict (workspace_id, left_id, right_id) do update set score = excluded.score, reasons = excluded.reasons, seen_in = excluded.seen_in,
        state = case when p.fingerprint = excluded.fingerprint and p.state <> 'merged' then p.state else 'open' end,
        decided_by_id = case when p.fingerprint = excluded.fingerprint and p.state <> 'merged' then p.decided_by_id end,
        decided_at = case when p.fingerprint = excluded.fingerprint and p.state <> 'merged' then p.decided_at end,
        fingerprint = excluded.fingerprint`,
  )
}

/** Of the keys of both, the same whichever stands first. */
function fingerprintOf(one: Features, other: Features): string {
  const keys = [one, other].map((features) => keysOf(features).toSorted().join('\n')).toSorted()
  return createHash('sha256').update(keys.join('\n\n')).digest('hex').slice(0, 32)
}
