import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { StoredEvent } from '../../../kernel/history/events.ts'
import { reportProgress, startJob } from '../../../kernel/jobs.ts'
import { dueAt, rulesOf } from '../queries/rules.ts'
import { checkFiles } from './keep-clocks.ts'

export const recomputeKind = 'archive.recompute'

const slice = 5000

/** A change of a calendar or a rule moves the ends of the clocks that run: a job of whoever made the change, or at once where that was no person. */
export async function askRecompute(ctx: Context, events: StoredEvent[]): Promise<void> {
  const [last] = await ctx.db.rows<{ id: string }>(
    sql`select u.id from users u where u.workspace_id = ${sql.workspace} and u.id = ${events.at(-1)?.actor_id ?? null}::uuid and u.is_active and u.deleted_at is null
      and exists (select 1 from archive_clocks k where k.workspace_id = ${sql.workspace} and k.done_at is null)`,
  )
  if (last) await startJob({ ...ctx, actor: { ...ctx.actor, id: last.id } }, { kind: recomputeKind, payload: {} })
  else await recomputeClocks(ctx, null)
}

/** Ends of all running clocks anew, in slices; what has ended keeps the judgement of its day. Answers how many were looked at. */
export async function recomputeClocks(ctx: Context, jobId: string | null): Promise<{ checked: number }> {
  const rules = new Map((await rulesOf(ctx, 'all')).map((rule) => [rule.id, rule]))
  let [after, checked] = ['00000000-0000-0000-0000-000000000000', 0]
  for (;;) {
    const clocks = await ctx.db.rows<{ id: string; rule_id: string; customer: string; started_at: string }>(
      sql`select k.id, k.rule_id, k.customer_id as customer, k.started_at from archive_clocks k
        where k.workspace_id = ${sql.workspace} and k.done_at is null and k.id > ${after}::uuid order by k.id limit ${slice}`,
    )
    const last = clocks.at(-1)
    if (!last) return { checked }
    const ends = clocks.flatMap(({ id, rule_id, started_at }) => {
      const rule = rules.get(rule_id)
      const due_at = rule ? dueAt(rule, started_at) : null
      return due_at ? [{ id, due_at }] : []
    })
    await ctx.db.rows(sql`
      update archive_clocks k set due_at = n.due_at, updated_at = ${ctx.clock.now()} from json_to_recordset(${JSON.stringify(ends)}::json) as n(id uuid, due_at timestamptz)
      where k.workspace_id = ${sql.workspace} and k.id = n.id and k.done_at is null and k.due_at <> n.due_at`)
    await checkFiles(ctx, [...new Set(clocks.map(({ customer }) => customer))].map((customer) => ({ customer, at: ctx.clock.now().toISOString() })))
    ;[after, checked] = [last.id, checked + clocks.length]
    if (jobId && !(await reportProgress(ctx, jobId, { done: checked }))) return { checked }
  }
}
