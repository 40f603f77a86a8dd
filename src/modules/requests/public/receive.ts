/** What comes from outside, each thing once: its key is taken in the transaction that enters it, so that neither a repeat nor a killed process doubles or loses it. */
import { z } from 'zod'
import { parsePhone } from '../../../platform/phone.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { notify } from '../../notices/index.ts'
import { hearCustomer, type Word } from '../actions/converse.ts'
import { keepClocks } from '../actions/keep-clocks.ts'
import { writeAct } from '../actions/move-request.ts'

/** What a page makes up once for each thing it sends: 128 random bits. */
export const senderKey = z.string().regex(/^[0-9a-f-]{32,36}$/i)

/** Who sends the same at the same moment waits here, and then finds what the first has entered. */
export async function once(ctx: Context, key: string, enter: (ctx: Context) => Promise<string>): Promise<{ id: string; isNew: boolean }> {
  return transaction(ctx, async (ctx) => {
    const taken = await ctx.db.rows(sql`insert into request_keys (workspace_id, key, created_at) values (${sql.workspace}, ${key}, ${ctx.clock.now()}) on conflict do nothing returning 1`)
    if (taken.length === 0) {
      const [known] = await ctx.db.rows<{ id: string }>(sql`select k.request_id::text as id from request_keys k where k.workspace_id = ${sql.workspace} and k.key = ${key}`)
      if (!known) throw new Error('A key that was taken leads nowhere')
      return { id: known.id, isNew: false }
    }
    const id = await enter(ctx)
    await ctx.db.rows(sql`update request_keys k set request_id = ${id}::uuid where k.workspace_id = ${sql.workspace} and k.key = ${key}`)
    return { id, isNew: true }
  })
}

export interface Arrival {
  channel: 'form' | 'mail' | 'portal'
  kind: string
  subject: string
  description: string | null
  name: string | null
  phone: string | null
  mail: string | null
  parent?: string | null
  files?: { id: string }[]
  /** Where the sender is known by more than a telephone or mail: whose it is, and what it is about. */
  of?: { customer: string; contact: string | null; asset: string | null; product: string | null }
}

/** A new request, of the customer whose telephone or mail it is where there is just one. */
export async function enterRequest(ctx: Context, { name, phone, mail, of, ...request }: Arrival): Promise<string> {
  const known = of ?? (await whoIs(ctx, { phone, mail }))
  const { id } = await createRecord(ctx, objectOf(ctx, 'request'), { ...request, ...known, requester_name: name, requester_phone: phone, requester_mail: mail }, { asSystem: true })
  await keepClocks(ctx, [id])
  return id
}

/** A word of the customer in a request that is there; whoever looks after it is told. */
export async function enterWord(ctx: Context, id: string, word: Word): Promise<void> {
  const locked = await lockRecord(ctx, objectOf(ctx, 'request'), id, 'change')
  const { record } = locked
  await writeAct(ctx, id, locked, await hearCustomer(ctx, id, record, word))
  if (typeof record.owner === 'string') await notify(ctx, { kind: 'request_customer_replied', to: [record.owner], object: 'request', record_id: id, from: null })
}

async function whoIs(ctx: Context, { phone, mail }: Pick<Arrival, 'phone' | 'mail'>): Promise<{ customer: string | null; contact: string | null }> {
  const parsed = phone === null ? null : parsePhone(phone)
  const phones = parsed && 'e164' in parsed ? [parsed.e164] : []
  const mails = mail === null ? [] : [mail.toLowerCase(), mail]
  const found = await ctx.db.rows<{ customer: string; contact: string | null }>(
    sql`select k.customer_id::text as customer, k.id::text as contact from contacts k join customers c on c.workspace_id = ${sql.workspace} and c.id = k.customer_id and c.deleted_at is null
        where k.workspace_id = ${sql.workspace} and k.deleted_at is null and (k.emails && ${mails}::text[] or k.phones && ${phones}::text[])
      union all
      select c.id::text, null from customers c where c.workspace_id = ${sql.workspace} and c.deleted_at is null and (c.emails && ${mails}::text[] or c.phones && ${phones}::text[])
      limit 20`,
  )
  const customers = new Set(found.map(({ customer }) => customer))
  const contacts = new Set(found.flatMap(({ contact }) => contact ?? []))
  const [customer = null] = customers
  const [contact = null] = contacts
  // Of several it is for a person to say which.
  return customers.size === 1 ? { customer, contact: contacts.size === 1 ? contact : null } : { customer: null, contact: null }
}
