/** Changes of many as the interface answers them. */
import { sql } from '../../platform/db/sql.ts'
import { allowed } from '../../kernel/access/policy.ts'
import type { Context } from '../../kernel/context.ts'
import { titleOf } from '../../kernel/projections/columns.ts'
import type { BulkResult, BulkRow, NotDone } from './bulk-record.ts'

export interface NamedNotDone extends NotDone {
  /** Null for a record that the caller may not see, or that is gone for good. */
  name: string | null
}

export type BulkAnswerResult = Omit<BulkResult, 'refused_preview' | 'undone'> & {
  refused_preview: NamedNotDone[]
  undone?: { records: number; kept: number; kept_preview: NamedNotDone[] }
}

export async function bulkAnswers(ctx: Context, rows: readonly BulkRow[]): Promise<object[]> {
  const names = new Map<string, string>()
  for (const [object, those] of Map.groupBy(rows, (row) => row.object)) await addNames(ctx, object, those, names)
  return rows.map((row) => answerOf(row, names))
}

export async function bulkAnswer(ctx: Context, row: BulkRow): Promise<object> {
  const [answer = {}] = await bulkAnswers(ctx, [row])
  return answer
}

function answerOf({ id, object, state, work, question, total, result, job_id, created_at }: BulkRow, names: ReadonlyMap<string, string>): object {
  const named = (list: readonly NotDone[]) => list.map((one): NamedNotDone => ({ ...one, name: names.get(one.id) ?? null }))
  const shown: BulkAnswerResult = {
    ...result,
    refused_preview: named(result.refused_preview),
    undone: result.undone && { ...result.undone, kept_preview: named(result.undone.kept_preview) },
  }
  return { id, object, state, work, question, total, result: shown, job: job_id, created_at: created_at.toISOString() }
}

async function addNames(ctx: Context, name: string, rows: readonly BulkRow[], names: Map<string, string>): Promise<void> {
  const ids = rows.flatMap(({ result }) => [...result.refused_preview, ...(result.undone?.kept_preview ?? [])].map(({ id }) => id))
  const object = ctx.objects.get(name)
  if (!object || ids.length === 0) return
  const found = await ctx.db.rows<{ id: string; name: string }>(
    sql`select c.id::text as id, ${titleOf(ctx, object, 'c')} as name from ${sql.id(object.table)} c
      where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[]) and ${allowed(ctx, name, 'see', 'c')}`,
  )
  for (const { id, name: title } of found) names.set(id, title)
}
