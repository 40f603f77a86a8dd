import { dayOf } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { mayDisturb } from '../../customers/index.ts'
import { consentState, type Channel, type ConsentState } from '../rules/consent-state.ts'
import { consentWords } from './consent-words.ts'

export interface ContactQuestion {
  customer: string
  /** Their own word is asked where they gave one, else that of the customer. */
  contact?: string | null
  channel: Channel
  purpose: string
  /** Now when left out. */
  at?: Date
}

export interface ContactAnswer {
  may: boolean
  because: ConsentState | 'do_not_disturb' | 'anonymised' | 'not_there'
}

/**
 * Whether one may be reached by a channel for a purpose, and why (not). Service may be until somebody says no; everything else
 * wants a yes that holds today. Hours of rest close the telephone only. Asks no rights: campaigns and jobs ask it too.
 */
export async function mayContact(ctx: Context, question: ContactQuestion): Promise<ContactAnswer> {
  const now = question.at ?? ctx.clock.now()
  const [customer] = await ctx.db.rows<{ anonymised: boolean; hours: { from: string; to: string }[] }>(
    sql`select c.anonymised_at is not null as anonymised, c.do_not_disturb as hours from customers c
      where c.workspace_id = ${sql.workspace} and c.id = ${question.customer}::uuid and c.deleted_at is null`,
  )
  if (!customer) return { may: false, because: 'not_there' }
  if (customer.anonymised) return { may: false, because: 'anonymised' }
  const words = await consentWords(ctx, [question.customer])
  const own = words.filter(({ contact }) => contact !== null && contact === (question.contact ?? null))
  const asked = { purpose: question.purpose, channel: question.channel, now, today: dayOf(now, ctx.workspace.timeZone) }
  const ownState = consentState(own, asked)
  const state = ownState === 'not_asked' ? consentState(words.filter(({ contact }) => contact === null), asked) : ownState
  const agrees = state === 'granted' || (state === 'not_asked' && question.purpose === 'service')
  if (!agrees) return { may: false, because: state }
  const isResting = question.channel === 'phone' && !mayDisturb({ hours: customer.hours, timeZone: ctx.workspace.timeZone }, now)
  return isResting ? { may: false, because: 'do_not_disturb' } : { may: true, because: state }
}
