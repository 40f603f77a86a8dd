/** `Idempotency-Key`: the same key and request within 24 hours gives the same answer, and the work is done once. */
import { createHash } from 'node:crypto'
import { transaction } from '../../platform/db/database.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Answer } from '../../platform/http/route.ts'
import { malformed, Problem } from '../../platform/problems.ts'
import type { Context } from '../context.ts'

const validFor = 24 * 3600_000
const longestKey = 255

/**
 * Key, work and answer are one transaction: a second request with the key waits for the first and then gets its answer; when
 * the first fails, nothing of it remains, not even the key.
 * @throws Problem 422 when the key came with another request before.
 */
export async function onceByKey(ctx: Context, request: { key: string; method: string; url: string; body: unknown }, work: (ctx: Context) => Promise<Answer>): Promise<Answer> {
  if (request.key === '' || request.key.length > longestKey) {
    throw malformed({ zh: `Idempotency-Key 应为 1 至 ${longestKey} 个字符`, en: `An Idempotency-Key has 1 to ${longestKey} characters` })
  }
  const hash = createHash('sha256').update(`${request.method} ${request.url} ${JSON.stringify(request.body ?? null)}`).digest('hex')
  const now = ctx.clock.now()
  return transaction(ctx, async (ctx) => {
    const [row] = await ctx.db.rows<{ request_hash: string; status: number | null; headers: Record<string, string | string[]> | null; body: string | null }>(
      sql`insert into idempotency_keys as k (workspace_id, actor_id, key, request_hash, created_at)
        values (${sql.workspace}, ${ctx.actor.id}, ${request.key}, ${hash}, ${now})
        on conflict (workspace_id, actor_id, key) do update set
          request_hash = case when k.created_at < ${new Date(now.getTime() - validFor)} then excluded.request_hash else k.request_hash end,
          status = case when k.created_at < ${new Date(now.getTime() - validFor)} then null else k.status end,
          created_at = case when k.created_at < ${new Date(now.getTime() - validFor)} then excluded.created_at else k.created_at end
        returning k.request_hash, k.status, k.headers, k.body`,
    )
    if (row && row.request_hash !== hash) {
      throw new Problem({
        status: 422,
        code: 'idempotency-key-reused',
        title: { zh: '此 Idempotency-Key 已用于其他请求', en: 'This Idempotency-Key was used for another request' },
      })
    }
    if (row && row.status !== null) return { status: row.status, headers: { ...row.headers, 'idempotent-replayed': 'true' }, ...(row.body === null ? {} : { json: row.body }) }
    const answer = await work(ctx)
    const json = typeof answer.json === 'object' ? answer.json.join('') : answer.json
    const body = json ?? (answer.body === undefined ? null : JSON.stringify(answer.body))
    await ctx.db.rows(
      sql`update idempotency_keys k set status = ${answer.status ?? 200}, headers = ${JSON.stringify(answer.headers ?? {})}, body = ${body}
        where k.workspace_id = ${sql.workspace} and k.actor_id = ${ctx.actor.id} and k.key = ${request.key}`,
    )
    return answer
  })
}
