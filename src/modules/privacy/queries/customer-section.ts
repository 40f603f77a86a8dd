import { sql, type Sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { recordsAbout } from '../../../kernel/query/list.ts'

/** On the page of a customer: the ledger of consents, whether erasing is asked for, and whether the person was erased once before. */
export function customerSection(ctx: Context, id: Sql): Sql {
  const consents = recordsAbout(ctx, objectOf(ctx, 'consent'), { by: 'customer', id, sort: '-at', limit: 100, withAuthor: true })
  const erasure = sql`(select json_build_object('number', x.number, 'status', x.status, 'at', coalesce(x.decided_at, x.created_at)) from erasures x
    where x.workspace_id = ${sql.workspace} and x.object = 'customer' and x.record = ${id}::uuid::text and x.status <> 'refused' limit 1)`
  const before = sql`(select json_build_object('number', x.number, 'status', x.ground, 'at', x.decided_at)
    from erased_returns r join erasures x on x.workspace_id = ${sql.workspace} and x.id = r.erasure_id
    where r.workspace_id = ${sql.workspace} and r.object = 'customer' and r.record = ${id}::uuid::text order by r.created_at desc limit 1)`
  const twoStep = sql`coalesce((select s.two_step from privacy_settings s where s.workspace_id = ${sql.workspace}), false)`
  return sql`json_build_object('consents', ${consents ?? sql.raw(`'[]'::json`)}, 'erasure', ${erasure}, 'erased_before', ${before}, 'two_step', ${twoStep})`
}
