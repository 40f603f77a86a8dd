import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { MergePair } from '../../../kernel/definitions/module.ts'
import { setLastContact } from '../../customers/index.ts'

/** The contacts of both are the survivor's, and the latest of them all counts; after an undo the latest of its own. */
export async function refreshLastContact(ctx: Context, { survivor }: MergePair): Promise<void> {
  const [last] = await ctx.db.rows<{ at: string | null }>(
    sql`select to_json(max(i.at)) as at from interactions i where i.workspace_id = ${sql.workspace} and i.customer_id = ${survivor}::uuid and i.deleted_at is null`,
  )
  await setLastContact(ctx, survivor, last?.at ?? null)
}
