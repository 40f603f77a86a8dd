import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { knownBy, type Party } from '../queries/known-by.ts'
import { numberOf } from '../rules/number.ts'

export interface Recognised {
  /** As it will be kept. */
  phone: string | null
  parties: Party[]
  /** Of this number: who is to be called back. */
  call_backs: { id: string; subject: string; due_at: string }[]
  /** How often this number called in the last 30 days. */
  calls: number
}

/** Who is calling: for the agent while the number is typed, and for the screen that an exchange opens. */
export const recogniseCaller = defineAction({
  name: 'recognise',
  object: 'call',
  on: 'collection',
  label: { zh: '识别来电', en: 'Who is calling' },
  is_query: true,
  input: z.strictObject({ phone: z.string().max(60) }),
  guard: (ctx) => verdictOf(ctx, 'call', 'create') !== false,
  run: async (ctx, { input }): Promise<Recognised> => {
    const phone = numberOf(input.phone)
    if (phone === null) return { phone, parties: [], call_backs: [], calls: 0 }
    const since = new Date(ctx.clock.now().getTime() - 30 * 86_400_000)
    const backs = verdictOf(ctx, 'call_back', 'see') === false ? [] : await ctx.db.rows<Recognised['call_backs'][number]>(
      sql`select c.id::text as id, c.subject, to_json(c.due_at) as due_at from call_backs c where ${whereOf(ctx, objectOf(ctx, 'call_back'), 'c', {})} and c.phone = ${phone} and c.status = 'open' order by c.due_at limit 5`,
    )
    const [count] = verdictOf(ctx, 'call', 'see') === false ? [] : await ctx.db.rows<{ calls: number }>(
      sql`select count(*)::int as calls from calls c where ${whereOf(ctx, objectOf(ctx, 'call'), 'c', {})} and c.phone = ${phone} and c.direction = 'in' and c.arrived_at >= ${since}`,
    )
    return { phone, parties: await knownBy(ctx, phone), call_backs: backs, calls: count?.calls ?? 0 }
  },
})
