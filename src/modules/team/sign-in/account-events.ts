/** What happens to an account, as events about the person. Never a password, a code or a key; from where, in the cause. */
import { actorOf } from '../../../kernel/access/system-actors.ts'
import { programOf } from '../../../platform/http/program.ts'
import { sql } from '../../../platform/db/sql.ts'
import { insertEvent } from '../../../kernel/history/events.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Visitor } from './visitor.ts'

export type AccountVerb =
  | 'signed_in'
  | 'sign_in_failed'
  | 'signed_out'
  | 'session_ended'
  | 'password_changed'
  | 'password_reset'
  | 'factor_added'
  | 'factor_removed'
  | 'recovery_codes_made'
  | 'key_made'
  | 'key_revoked'
  | 'invited'
  | 'looked_as'
  | 'look_ended'
  | 'rules_changed'
  | 'provider_changed'
  | 'substitute_named'
  | 'substitute_ended'

export interface AccountEvent {
  verb: AccountVerb
  userId: string
  visitor: Visitor
  /** Further words, such as the name of a key. */
  details?: Record<string, string>
}

/** Not announced to open pages: no list shows it, and signing in must not make everybody's page ask again. */
export async function recordAccountEvent(ctx: Context, event: AccountEvent): Promise<void> {
  const { address, program } = event.visitor
  const cause = { of: 'account', address, ...(program ? { program } : {}), ...event.details }
  const { via } = ctx.actor
  // Who looks as somebody is who did it.
  const actor = via?.kind === 'look_as' ? { ...ctx.actor, id: via.id, name: via.name } : ctx.actor
  await ctx.db.rows(
    insertEvent({ ...ctx, actor, cause, origin: { address, program: programOf(program ?? undefined) } }, objectOf(ctx, 'user'), { verb: event.verb, recordId: event.userId, aboutId: null, before: null, after: null, version: 0 }),
  )
}

export interface AccountEntry {
  id: string
  at: string
  what: string
  person: { id: string; name: string }
  actor: { id: string; name: string }
  address: string | null
  program: string | null
  details: Record<string, string>
}

/** Newest first. @param options.userId null: of everybody in the company. */
export async function accountHistory(ctx: Context, options: { userId: string | null; before?: string; limit: number }): Promise<AccountEntry[]> {
  const rows = await ctx.db.rows<{ id: string; at: Date; kind: string; record_id: string; name: string; actor_id: string; actor_name: string; cause: Record<string, string> }>(
    sql`select e.id, e.at, e.kind, e.record_id, u.name, e.actor_id, e.actor_name, e.cause from events e
      join users u on u.workspace_id = ${sql.workspace} and u.id = e.record_id
      where e.workspace_id = ${sql.workspace} and e.cause ->> 'of' = 'account'
        ${options.userId ? sql`and e.record_id = ${options.userId}::uuid` : sql.empty}
        ${options.before ? sql`and e.id < ${options.before}::uuid` : sql.empty}
      order by e.id desc limit ${options.limit}`,
  )
  return rows.map((row) => {
    const { of: _of, address = null, program = null, ...details } = row.cause
    return {
      id: row.id,
      at: row.at.toISOString(),
      what: row.kind.split('.').at(-1) ?? '',
      person: { id: row.record_id, name: row.name },
      actor: actorOf(ctx, row),
      address,
      program: programOf(program ?? undefined),
      details,
    }
  })
}
