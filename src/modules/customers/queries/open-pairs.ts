import { sql, type Sql } from '../../../platform/db/sql.ts'
import { allowed, verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { isLiving } from '../../../kernel/records/living.ts'

/** How many open pairs a customer stands in, for its page; as many as the caller may see. */
export function openPairs(ctx: Context, id: Sql): Sql | null {
  if (verdictOf(ctx, 'duplicate_pair', 'see') === false) return null
  return sql`(select to_json(count(*)) from duplicate_pairs c where c.workspace_id = ${sql.workspace} and c.state = 'open'
    and (c.left_id = ${id}::uuid or c.right_id = ${id}::uuid) and ${isLiving(ctx, objectOf(ctx, 'duplicate_pair'), 'c')} and ${allowed(ctx, 'duplicate_pair', 'see', 'c')})`
}
