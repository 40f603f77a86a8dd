import { sql } from '../../platform/db/sql.ts'
import { invalid, issue } from '../../platform/problems.ts'
import type { Context } from '../context.ts'
import type { Value } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { idsOf } from '../fields/file.ts'
import { holdsFiles } from '../fields/index.ts'
import type { Stored } from '../records/input.ts'
import { mayHaveFile } from './file-access.ts'

/**
 * Puts name, size and type to the ids in `values`, each once. A file is taken from whoever may have it: one's own upload, or one
 * of a record one sees. The system takes any, as when a change is taken back: then nobody sees the file any more.
 * @throws Problem 422 naming each field with a file that is not there.
 */
export async function attachFiles(ctx: Context, object: ObjectDefinition, values: Stored, options: { asSystem?: boolean } = {}): Promise<void> {
  const asked = Object.entries(values).flatMap(([name, value]) => {
    const field = object.fields.get(name)
    return field && holdsFiles(field) ? [{ field, ids: [...new Set(idsOf(value))] }] : []
  })
  const ids = asked.flatMap((one) => one.ids)
  if (ids.length === 0) return
  const rows = await ctx.db.rows<{ id: string; name: string; size: number; type: string }>(
    sql`select f.id, f.name, f.size, f.type from files f where f.workspace_id = ${sql.workspace} and f.id = any(${ids}::uuid[]) and ${options.asSystem ? sql.raw('true') : mayHaveFile(ctx, 'f')}`,
  )
  const known = new Map<string, Value>(rows.map((row) => [row.id, { ...row }]))
  const issues = asked.flatMap(({ field, ids }) =>
    ids.every((id) => known.has(id)) ? [] : [issue(field.name, 'file_not_found', `${field.label.zh}：文件不存在，请重新上传`, `${field.label.en}: the file is not there; please upload it again`)],
  )
  if (issues.length > 0) throw invalid(issues)
  for (const { field, ids } of asked) values[field.name] = field.many ? ids.map((id) => known.get(id) ?? null) : (known.get(ids[0] ?? '') ?? null)
  await ctx.db.rows(
    sql`update files f set attached_at = ${ctx.clock.now()} where f.workspace_id = ${sql.workspace} and f.id = any(${ids}::uuid[]) and f.attached_at is null`,
  )
}
