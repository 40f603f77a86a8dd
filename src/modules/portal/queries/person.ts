/** Who stands behind a mail address or a session of the portal. Every way in asks the same: the access is open, the person is still there, the address is still theirs. */
import { createHash } from 'node:crypto'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Language } from '../../../platform/label.ts'
import type { Context } from '../../../kernel/context.ts'

export interface PortalPerson {
  access: string
  name: string
  mail: string
  customer: string
  customer_name: string
  /** Null: the customer is the person. */
  contact: string | null
  sees: 'customer' | 'own'
  language: Language
}

export function hashOfMail(mail: string): Buffer {
  return createHash('sha256').update(mail.trim().toLowerCase()).digest()
}

/** Of several people at one address the one who was invited last: whoever reads the mails is one of them either way. */
export async function personOfMail(ctx: Context, mail: string): Promise<PortalPerson | null> {
  const given = [mail.trim(), mail.trim().toLowerCase()]
  const [person] = await ctx.db.rows<PortalPerson>(
    sql`${personWith(sql`lower(e.mail) = ${mail.trim().toLowerCase()}`)}
      and (k.emails && ${given}::text[] or (a.contact_id is null and c.emails && ${given}::text[])) order by a.invited_at desc, a.id limit 1`,
  )
  return person ?? null
}

export async function personOfSession(ctx: Context, tokenHash: Buffer): Promise<PortalPerson | null> {
  const now = ctx.clock.now()
  const [person] = await ctx.db.rows<PortalPerson>(
    sql`${personWith(sql`exists (select 1 from portal_sessions s where s.workspace_id = ${sql.workspace} and s.token_hash = ${tokenHash} and s.access_id = a.id and s.expires_at > ${now}
        and s.mail_hash = sha256(convert_to(lower(e.mail), 'UTF8')))`)} limit 1`,
  )
  return person ?? null
}

/** @param which one of the addresses `e.mail` that the person has today */
function personWith(which: Sql): Sql {
  return sql`select a.id::text as access, coalesce(k.name, c.name) as name, e.mail, c.id::text as customer, c.name as customer_name, k.id::text as contact, a.sees, a.language
    from portal_accesses a
    join customers c on c.workspace_id = ${sql.workspace} and c.id = a.customer_id and c.deleted_at is null
    left join contacts k on k.workspace_id = ${sql.workspace} and k.id = a.contact_id and k.deleted_at is null and k.customer_id = a.customer_id
    cross join lateral unnest(case when a.contact_id is null then c.emails else k.emails end) as e(mail)
    where a.workspace_id = ${sql.workspace} and a.status = 'active' and a.deleted_at is null and (a.contact_id is null or k.id is not null) and ${which}`
}
