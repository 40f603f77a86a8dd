import { z } from 'zod'
import { conflict, invalid, issue, notFound } from '../../../platform/problems.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { isId } from '../../../platform/ids.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import type { StoredEvent } from '../../../kernel/history/events.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { withdrawLinksOf } from '../../requests/index.ts'
import { queueInvitation } from '../sign-in/mails.ts'

const mayChange = (ctx: Context) => verdictOf(ctx, 'portal_access', 'change') !== false

/**
 * The plain create of an access is an invitation: the person gets a mail. One access a person; who had one before is invited again.
 * @throws Problem 404 for a person the caller does not see, 422 for one without a mail address, 409 for one with an access.
 */
export async function createAccess(ctx: Context, input: Record<string, unknown>): Promise<string> {
  return transaction(ctx, async (ctx) => {
    const person = await personToInvite(ctx, input)
    const { id } = await createRecord(ctx, objectOf(ctx, 'portal_access'), person ? { ...input, customer: person.customer, name: input.name || person.name } : input)
    if (!person) throw invalid([issue('contact', 'required', '请选择联系人', 'Choose a contact')])
    await queueInvitation(ctx, id)
    return id
  })
}

/** Who was withdrawn may come in again. */
export const inviteAgain = defineAction({
  name: 'invite', object: 'portal_access', on: 'record', label: { zh: '重新开通', en: 'Invite again' }, guard: mayChange,
  input: z.strictObject({}),
  run: (ctx, { id }) => move(ctx, id, { from: 'withdrawn', to: 'active' }),
})

/** Ends the access, every session of it, and the links to the person's requests in earlier mails, in one transaction. */
export const withdrawAccess = defineAction({
  name: 'withdraw', object: 'portal_access', on: 'record', label: { zh: '停用', en: 'Withdraw' }, guard: mayChange,
  input: z.strictObject({}),
  run: (ctx, { id }) => move(ctx, id, { from: 'active', to: 'withdrawn' }),
})

async function move(ctx: Context, id: string | null, { from, to }: { from: string; to: 'active' | 'withdrawn' }): Promise<unknown> {
  if (!id) throw notFound()
  return transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'portal_access')
    const { record, version } = await lockRecord(ctx, object, id, 'change')
    if (record.status !== from) throw conflict('wrong-state', { zh: '账号已经是这个状态', en: 'The access is so already' })
    const now = ctx.clock.now().toISOString()
    const patch = to === 'active' ? { status: to, invited_at: now, withdrawn_at: null } : { status: to, withdrawn_at: now }
    await updateRecord(ctx, object, id, patch, { asSystem: true, verb: to === 'active' ? 'invited' : 'withdrawn', version })
    if (to === 'active') await queueInvitation(ctx, id)
    else await endWaysIn(ctx, id, record)
    return JSON.parse((await getRecord(ctx, object, id)).json)
  })
}

async function endWaysIn(ctx: Context, id: string, { customer, contact }: Stored): Promise<void> {
  await ctx.db.rows(sql`delete from portal_sessions s where s.workspace_id = ${sql.workspace} and s.access_id = ${id}::uuid`)
  await withdrawLinksOf(ctx, [{ customer: String(customer), contact: typeof contact === 'string' ? contact : null }])
}

/** An access that was deleted opens nothing either. */
export async function endDeleted(ctx: Context, events: readonly Pick<StoredEvent, 'record_id'>[]): Promise<void> {
  const gone = await ctx.db.rows<{ customer: string; contact: string | null }>(
    sql`select a.customer_id::text as customer, a.contact_id::text as contact from portal_accesses a
      where a.workspace_id = ${sql.workspace} and a.id = any(${events.map(({ record_id: id }) => id)}::uuid[]) and a.deleted_at is not null`,
  )
  await withdrawLinksOf(ctx, gone)
}

/** Locked, so that two who invite the same person make one access. Null where nobody is named by an id: what else is wrong is told with that. */
async function personToInvite(ctx: Context, { contact, customer }: Record<string, unknown>): Promise<{ customer: string; name: string } | null> {
  const [object, id] = contact ? ['contact', contact] : ['customer', customer]
  if (typeof id !== 'string' || !isId(id)) return null
  const { record } = await lockRecord(ctx, objectOf(ctx, object), id, 'see')
  const of = contact ? String(record.customer) : id
  if (contact && customer && customer !== of) throw invalid([issue('customer', 'other_customer', '联系人不属于此客户', 'The contact belongs to another customer')])
  if (!Array.isArray(record.emails) || record.emails.length === 0) throw invalid([issue(object, 'no_mail', '没有邮箱，无法收验证码', 'Without a mail address no code can be sent')])
  const [known] = await ctx.db.rows(
    sql`select 1 from portal_accesses a where a.workspace_id = ${sql.workspace} and a.deleted_at is null and ${contact ? sql`a.contact_id = ${id}::uuid` : sql`a.contact_id is null and a.customer_id = ${id}::uuid`} limit 1`,
  )
  if (known) throw conflict('has-access', { zh: '已有门户账号，请重新开通', en: 'There is an access already: invite it again' })
  return { customer: of, name: String(record.name) }
}
