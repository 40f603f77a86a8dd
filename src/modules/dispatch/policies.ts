import { sql } from '../../platform/db/sql.ts'
import { scopesOf } from '../../kernel/access/actor.ts'
import { allowed, anyOf, byRole, everyone, readWrite, through, verdictOf, type Policy } from '../../kernel/access/policy.ts'

/**
 * A visit is seen by whoever makes it, and by whoever works on the request it is for. Seeing the customer is not enough: an engineer of the
 * same area has no business with a colleague's visits.
 */
const ofOwnRequest: Policy = (ctx, verb) => {
  if ((verb !== 'see' && verb !== 'export') || scopesOf(ctx.actor, 'field_job', verb).size === 0) return []
  // Whoever changes sees: the right to change alone reaches nothing.
  const needed = ['see', 'change'] as const
  if (needed.some((one) => verdictOf(ctx, 'request', one) === false)) return []
  return [{
    why: { zh: '本人处理其服务请求', en: 'its request is worked on by this person' },
    where: (row) => sql`exists (select 1 from service_requests ${sql.id(`${row}_request`)} where ${sql.id(`${row}_request`, 'workspace_id')} = ${sql.workspace}
      and ${sql.id(`${row}_request`, 'id')} = ${sql.id(row, 'request_id')} and ${sql.and(needed.map((one) => allowed(ctx, 'request', one, `${row}_request`, 'one')))})`,
  }]
}

export const policies: Record<string, Policy> = {
  skill: readWrite(everyone, byRole('skill')),
  // Written by the acts of its visit, kept like a book: nobody adds one by hand and nobody takes one out.
  service_voucher: (ctx, verb) => (verb === 'see' || verb === 'export' ? anyOf(byRole('service_voucher'), through('service_voucher', 'job'))(ctx, verb) : verb === 'change' ? byRole('service_voucher')(ctx, verb) : []),
  field_job: anyOf(byRole('field_job'), ofOwnRequest),
}
