import { forbidden } from '../../platform/problems.ts'
import { mayAll } from '../../kernel/access/actor.ts'
import type { Context } from '../../kernel/context.ts'

/** Who reads the log of everybody: a role with `"audit": { "see": "all" }`, or with all of everything. */
export function refuseWithoutAudit(ctx: Context): void {
  if (!mayAll(ctx.actor, 'audit', 'see')) throw forbidden({ zh: '您没有查看审计日志的权限', en: 'You may not read the audit log' })
}

/** The log itself as something that events are about: its export is logged like that of any list. */
export const auditLog = { module: 'audit', name: 'audit', timeline_at: null }
