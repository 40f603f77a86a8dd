import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { conflict, forbidden, invalid, notUnique, type Issue } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { readyTables } from '../objects/made-object.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { parseInput } from '../../../kernel/records/input.ts'

/** The plain create of a custom object: it takes the first ready table that is free. */
export async function createCustomObject(ctx: Context, input: Record<string, unknown>): Promise<string> {
  if (verdictOf(ctx, 'custom_object', 'create') === false) throw forbidden()
  const object = objectOf(ctx, 'custom_object')
  const issues: Issue[] = []
  parseInput(ctx, object, input, issues, {})
  if (issues.length > 0) throw invalid(issues)
  return transaction(ctx, async (ctx) => {
    // Two at once would take the same table.
    await ctx.db.rows(sql`select pg_advisory_xact_lock(hashtextextended('custom objects ' || ${ctx.workspace.id}::text, 0))`)
    const taken = await ctx.db.rows<{ key: string; place: number }>(sql`select o.key, o.place from custom_objects o where o.workspace_id = ${sql.workspace}`)
    if (taken.some(({ key }) => key === input.key)) throw notUnique('key', '代码（回收站中的也算）', 'Key (also of those in the recycle bin)')
    const places = new Set(taken.map(({ place }) => place))
    const place = Array.from({ length: readyTables }, (_, at) => at + 1).find((one) => !places.has(one))
    if (place === undefined) throw conflict('too-many', { zh: `最多 ${readyTables} 个自定义对象（回收站中的也算）`, en: `At most ${readyTables} custom objects, those in the recycle bin counted` })
    return (await createRecord(ctx, object, { ...input, place }, { asSystem: true })).id
  })
}
