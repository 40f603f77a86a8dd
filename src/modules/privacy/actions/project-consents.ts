import { dayOf } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { writeConsents } from '../../customers/index.ts'
import { consentWords } from '../queries/consent-words.ts'
import { lastWords } from '../rules/consent-state.ts'

/** Keeps the field `consents` of these customers what the ledger says of them today. */
export async function projectConsents(ctx: Context, customers: readonly string[]): Promise<void> {
  const words = await consentWords(ctx, customers)
  const today = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
  const rows = customers.map((id) => {
    const own = lastWords(words.filter(({ customer, contact }) => customer === id && contact === null), ctx.clock.now())
    const holding = own.filter(({ state, until }) => state === 'withdrawn' || until === null || until >= today)
    const last_words = holding.map(({ purpose, channel, state, at, until, how }) => ({
      purpose, channel, state, at: dayOf(new Date(at), ctx.workspace.timeZone), ...(until ? { until } : {}), ...(how ? { how } : {}),
    }))
    return { id, last_words }
  })
  await writeConsents(ctx, rows)
}

/** Daily: a yes ended yesterday, or a word that was entered ahead of its time counts now. */
export async function refreshConsents(ctx: Context): Promise<void> {
  const today = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
  const rows = await ctx.db.rows<{ id: string }>(
    sql`select distinct k.customer_id as id from consents k where k.workspace_id = ${sql.workspace}
      and (k.until between ${today}::date - 7 and ${today}::date or (k.at between ${ctx.clock.now()}::timestamptz - interval '7 days' and ${ctx.clock.now()} and k.at > k.created_at))`,
  )
  await projectConsents(ctx, rows.map(({ id }) => id))
}
