import { mayAll, scopesOf } from '../../kernel/access/actor.ts'
import type { Policy, Rule } from '../../kernel/access/policy.ts'
import { sql } from '../../platform/db/sql.ts'
import { isRecordSeen } from '../notices/index.ts'

/**
 * Read and written by whoever sees the record and whose role knows of comments at all (a partner's does not); changed and deleted by
 * its author, deleted also by a role that may delete every comment.
 */
const comment: Policy = (ctx, verb) => {
  if (scopesOf(ctx.actor, 'comment', verb).size === 0) return []
  const own: Rule = { why: { zh: '本人的评论', en: 'own comment' }, where: (row) => sql`${sql.id(row, 'author_id')} = ${ctx.actor.id}::uuid` }
  // What is written is seen as well: the record is asked for there.
  if (verb === 'change') return [own]
  if (verb === 'delete') return mayAll(ctx.actor, 'comment', 'delete') ? [{ why: { zh: '角色可删除全部评论', en: 'a role deletes every comment' }, where: null }] : [own]
  const seen: Rule = { why: { zh: '随所属记录', en: 'goes with its record' }, where: (row) => isRecordSeen(ctx, row) }
  return verb === 'import' ? [] : [seen]
}

export const policies: Record<string, Policy> = { comment }
