/** Whom the company's provider vouches for: linked once by a verified mail address, known by the provider's own name afterwards. */
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { createUser } from '../actions/create-user.ts'
import type { Claims } from './open-id.ts'
import type { StoredProvider } from './providers.ts'

/** Why somebody is not let in; words are the page's. */
export type Refusal = 'mail-not-verified' | 'nobody-here'

/** @param ctx of the system in the company of the provider. */
export async function linkedPerson(ctx: Context, provider: StoredProvider, claims: Claims): Promise<{ userId: string } | { refusal: Refusal }> {
  return transaction(ctx, async (ctx) => {
    const [linked] = await ctx.db.rows<{ user_id: string }>(
      sql`select l.user_id from provider_links l where l.workspace_id = ${sql.workspace} and l.provider_id = ${provider.id}::uuid and l.subject = ${claims.subject}`,
    )
    if (linked) return { userId: linked.user_id }
    // An address that the provider did not verify is one that anybody may have typed there.
    if (!claims.email || !claims.isEmailVerified) return { refusal: 'mail-not-verified' }
    const userId = (await personByMail(ctx, provider, claims.email)) ?? (provider.creates_people ? await enterPerson(ctx, provider, claims.email, claims.name) : null)
    if (!userId) return { refusal: 'nobody-here' }
    await ctx.db.rows(
      sql`insert into provider_links (workspace_id, provider_id, subject, user_id, created_at)
        values (${sql.workspace}, ${provider.id}, ${claims.subject}, ${userId}, ${ctx.clock.now()})`,
    )
    return { userId }
  })
}

/** Nobody who is linked already: an address that was given to somebody else later does not lead to the first one's file. */
async function personByMail(ctx: Context, provider: StoredProvider, email: string): Promise<string | null> {
  const [person] = await ctx.db.rows<{ id: string }>(
    sql`select u.id from users u where u.workspace_id = ${sql.workspace} and lower(u.email) = lower(${email}) and u.is_active and u.deleted_at is null
      and not exists (select 1 from provider_links l where l.workspace_id = ${sql.workspace} and l.provider_id = ${provider.id}::uuid and l.user_id = u.id)`,
  )
  return person?.id ?? null
}

async function enterPerson(ctx: Context, provider: StoredProvider, email: string, name: string | null): Promise<string | null> {
  const known = await ctx.db.rows(sql`select 1 from users u where u.workspace_id = ${sql.workspace} and lower(u.email) = lower(${email}) and u.deleted_at is null`)
  if (known.length > 0) return null
  return createUser(ctx, { name: (name ?? email).slice(0, 100), email, roles: provider.default_role ? [provider.default_role] : [] })
}
