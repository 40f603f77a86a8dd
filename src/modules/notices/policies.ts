import { sql } from '../../platform/db/sql.ts'
import type { Policy } from '../../kernel/access/policy.ts'
import { isRecordSeen } from './record-seen.ts'

/**
 * Its receiver's alone, whatever the roles; and only while that person may see what it is about: it would tell of it. Whoever looks
 * with somebody else's eyes does not read that person's mail.
 */
const receiver: Policy = (ctx, verb) => {
  if (verb !== 'see' || ctx.actor.via?.kind === 'look_as') return []
  return [{
    why: { zh: '发给本人的通知', en: 'it was told to this person' },
    where: (row) => sql`(${sql.id(row, 'receiver_id')} = ${ctx.actor.id}::uuid and (${sql.id(row, 'object')} is null or ${isRecordSeen(ctx, row, 'hanging')}))`,
  }]
}

export const policies: Record<string, Policy> = {
  notification: receiver,
}
