import { scopesOf } from '../../kernel/access/actor.ts'
import { allowed, byRole, everyone, readWrite, type Policy } from '../../kernel/access/policy.ts'
import { readableField } from '../../kernel/access/visible-fields.ts'
import type { Context } from '../../kernel/context.ts'
import { sql, type Sql } from '../../platform/db/sql.ts'
import { isRecordSeen } from '../notices/index.ts'
import { occasionsOf } from './occasions.ts'

/**
 * Seen by whoever asked, by whoever was asked or stands in for one of them, and by whoever sees the record and reads what the facts tell of.
 * Written by the acts alone (actions/): nobody adds or changes one by hand.
 */
const approval: Policy = (ctx, verb) => {
  if ((verb !== 'see' && verb !== 'export') || scopesOf(ctx.actor, 'approval', verb).size === 0) return []
  const { actor } = ctx
  const signers = [actor.id, ...actor.substitutesFor.map(({ id }) => id)]
  const asked = sql`from approval_signatures g where g.workspace_id = ${sql.workspace} and g.person_id = any(${signers}::uuid[]) and g.deleted_at is null`
  return [
    { why: { zh: '本人发起', en: 'asked by this person' }, where: (row) => sql`${sql.id(row, 'requested_by_id')} = ${actor.id}::uuid`, isFew: true },
    {
      why: { zh: '本人（或其代理的人）是审批人', en: 'this person, or one stood in for, is asked to sign' },
      where: (row) => sql`${sql.id(row, 'id')} = any(array(select g.approval_id ${asked}))`,
      ofOne: (row) => sql`exists (select 1 ${asked} and g.approval_id = ${sql.id(row, 'id')})`,
      isFew: true,
    },
    { why: { zh: '随所属记录', en: 'goes with its record' }, where: (row) => sql`(${isRecordSeen(ctx, row)} and ${tellsNothingHidden(ctx, row)})` },
  ]
}

/** Not of occasions whose facts tell of fields that the caller does not read. */
function tellsNothingHidden(ctx: Context, row: string): Sql {
  const hidden = occasionsOf(ctx.registry).filter(({ object: name, fields = [] }) => {
    const object = ctx.objects.get(name)
    return object && fields.some((field) => !readableField(ctx, object, field))
  })
  return sql.and(hidden.map(({ object, occasion }) => sql`not (${sql.id(row, 'object')} = ${object} and ${sql.id(row, 'occasion')} = ${occasion})`))
}

const signature: Policy = (ctx, verb) => {
  if ((verb !== 'see' && verb !== 'export') || scopesOf(ctx.actor, 'approval_signature', verb).size === 0) return []
  const isOf = (asked: 'many' | 'one') => (row: string) => {
    const above = `${row}_approval`
    return sql`exists (select 1 from approvals ${sql.id(above)}
      where ${sql.id(above, 'workspace_id')} = ${sql.workspace} and ${sql.id(above, 'id')} = ${sql.id(row, 'approval_id')} and ${allowed(ctx, 'approval', 'see', above, asked)})`
  }
  return [{ why: { zh: '随审批', en: 'goes with the approval' }, where: isOf('many'), ofOne: isOf('one') }]
}

export const policies: Record<string, Policy> = {
  approval_line: readWrite(everyone, byRole('approval_line')),
  approval,
  approval_signature: signature,
}
