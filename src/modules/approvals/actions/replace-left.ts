/** Whoever has left signs nothing any more: the superior does, else an administrator, and the trail says so. */
import { transaction } from '../../../platform/db/database.ts'
import { newId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Listener } from '../../../kernel/definitions/module.ts'
import { openCase } from '../queries/open-case.ts'
import { organisationOf } from '../queries/organisation.ts'
import { isHere, successorOf, type Organisation } from '../rules/organisation.ts'
import { handOn, leaveOut, type Signature } from '../rules/signatures.ts'
import { isOpen } from '../rules/standing.ts'
import { settleCase } from './settle-case.ts'

export const leavingListener: Listener = {
  name: 'approvals.leaving',
  kinds: ['team.user.updated', 'team.user.deleted'],
  handle: async (ctx, events) => {
    const left = events.filter(({ kind, after }) => kind.endsWith('.deleted') || after?.is_active === false).map(({ record_id: id }) => id)
    if (left.length > 0) await replaceLeft(ctx, left)
  },
}

/** Once more it finds nothing: idempotent. */
async function replaceLeft(ctx: Context, people: readonly string[]): Promise<void> {
  const rows = await ctx.db.rows<{ id: string }>(
    sql`select distinct g.approval_id as id from approval_signatures g join approvals a on a.workspace_id = ${sql.workspace} and a.id = g.approval_id
      join users u on u.workspace_id = ${sql.workspace} and u.id = g.person_id
      where g.workspace_id = ${sql.workspace} and g.person_id = any(${people}::uuid[]) and g.status in ('waiting', 'later') and g.deleted_at is null
        and a.status = 'waiting' and a.deleted_at is null and not (u.is_active and u.deleted_at is null) order by g.approval_id`,
  )
  if (rows.length === 0) return
  const organisation = await organisationOf(ctx, { people, roles: [] })
  // One at a time: what follows from each is the occasion's own. Somebody who leaves has dozens, not thousands.
  for (const { id } of rows) await replaceIn(ctx, id, { people, organisation })
}

async function replaceIn(ctx: Context, id: string, { people, organisation }: { people: readonly string[]; organisation: Organisation }): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const kase = await openCase(ctx, id, { alsoGone: true })
    if (kase.record.status !== 'waiting') return
    const at = ctx.clock.now().toISOString()
    let signatures: readonly Signature[] = kase.signatures
    for (const { id: signature, person, step } of kase.signatures.filter(isOpen)) {
      if (person === null || !people.includes(person) || isHere(organisation, person)) continue
      const asked = signatures.flatMap((one) => (one.step === step && isOpen(one) && one.person ? [one.person] : []))
      const successor = successorOf(organisation, person, [...asked, ...(kase.steps[step]?.allows_self ? [] : [String(kase.record.requested_by)])])
      signatures = successor
        ? handOn(signatures, { id: signature, newId: newId(), to: successor.person, reason: successor.reason, signed_by: null, comment: null, at })
        : leaveOut(signatures, signature, at)
    }
    await settleCase(ctx, kase, { signatures, verb: 'passed_on' })
  })
}
