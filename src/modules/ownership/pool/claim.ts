import { z } from 'zod'
import { addDays } from '../../../platform/calendar/days.ts'
import { startOfDay } from '../../../platform/calendar/zones.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { conflict, forbidden, notFound, type Problem } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { updateRecord } from '../../../kernel/records/update.ts'
import { activePools, placeOf, today, type Pool } from './pools.ts'

/** Takes a customer out of the pool. One right besides seeing it: to have customers at all. */
export const claimAction = defineAction({
  name: 'claim',
  object: 'customer',
  on: 'record',
  label: { zh: '领取', en: 'Claim' },
  input: z.strictObject({}),
  guard: (ctx) => ctx.actor.kind === 'user' && verdictOf(ctx, 'customer', 'create') !== false,
  run: (ctx, { id }) => claim(ctx, id),
})

/** @throws Problem 404; 409 when somebody was quicker, a limit is reached or the former owner is to wait; 403 for another department's pool. */
async function claim(ctx: Context, id: string | null): Promise<unknown> {
  if (!id) throw notFound()
  return transaction(ctx, async (ctx) => {
    // One claim of a person after the other, or two at once would both find the last free place.
    await ctx.db.rows(sql`select 1 from users u where u.workspace_id = ${sql.workspace} and u.id = ${ctx.actor.id}::uuid for no key update of u`)
    const pools = await activePools(ctx)
    // Without the policy: it was visible a moment ago, and now it is to be said that somebody else has it.
    const [row] = await ctx.db.rows<{ owner: string | null; place: number | null }>(
      sql`select c.owner_id as owner, ${placeOf(ctx, pools, 'c')} as place from customers c
        where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid and c.deleted_at is null for no key update of c`,
    )
    if (!row) throw notFound()
    if (row.owner) throw conflict('already-owned', { zh: '已被他人领取', en: 'Somebody else has claimed it' })
    const pool = row.place === null ? undefined : pools[row.place]
    if (!pool) throw conflict('not-in-a-pool', { zh: '没有适用于该客户的公海，请由管理人员指定负责人', en: 'No pool is for this customer; somebody who may change it gives it an owner' })
    const refusal = await refusalOf(ctx, pool, id)
    if (refusal) throw refusal
    const caused: Context = { ...ctx, cause: { ...ctx.cause, pool: String(pool.id), pool_name: pool.name } }
    const { json } = await updateRecord(caused, objectOf(ctx, 'customer'), id, { owner: ctx.actor.id }, { asSystem: true, verb: 'claimed' })
    return JSON.parse(json)
  })
}

async function refusalOf(ctx: Context, pool: Pool, customerId: string): Promise<Problem | null> {
  if (!isFor(ctx, pool)) return forbidden({ zh: '这个公海由其他部门领取', en: 'This pool is for other departments' })
  const { held, claimed } = await holdingsOf(ctx, pool)
  if (pool.most_held !== null && held >= pool.most_held) return conflict('most-held', { zh: `每人最多持有 ${pool.most_held} 个客户，您已持有 ${held} 个`, en: `A person holds at most ${pool.most_held} customers; you hold ${held}` })
  if (pool.most_claims !== null && claimed >= pool.most_claims) return conflict('most-claims', { zh: `每人每天最多领取 ${pool.most_claims} 个，您今天已领取 ${claimed} 个`, en: `A person claims at most ${pool.most_claims} a day; you have claimed ${claimed} today` })
  const left = await leftOn(ctx, customerId)
  const free = left === null ? null : addDays(left, pool.cooling_days)
  if (free !== null && free > today(ctx)) return conflict('cooling', { zh: `您曾负责该客户，${free} 起可再次领取`, en: `You had this customer; you may claim it again from ${free}` })
  return null
}

/** Departments stand for themselves and all below them. */
export function isFor(ctx: Context, pool: Pool): boolean {
  return pool.departments.length === 0 || pool.departments.some((id) => ctx.actor.departmentPath.includes(id))
}

/** How many customers the person holds, and how many were claimed from this pool today. */
export async function holdingsOf(ctx: Context, pool: Pool): Promise<{ held: number; claimed: number }> {
  const morning = startOfDay(today(ctx), ctx.workspace.timeZone)
  const [row] = await ctx.db.rows<{ held: number; claimed: number }>(sql`select
    (select count(*) from customers c where c.workspace_id = ${sql.workspace} and c.owner_id = ${ctx.actor.id}::uuid and c.deleted_at is null) as held,
    (select count(*) from events e where e.workspace_id = ${sql.workspace} and e.kind = 'customers.customer.claimed' and e.actor_id = ${ctx.actor.id}::uuid
      and e.at >= ${morning} and e.cause ->> 'pool' = ${pool.id}) as claimed`)
  return row ?? { held: 0, claimed: 0 }
}

/** The day on which this person last lost the customer, by the event log: the clock may not have heard of it yet. */
async function leftOn(ctx: Context, customerId: string): Promise<string | null> {
  const [row] = await ctx.db.rows<{ day: string | null }>(sql`select max((e.at at time zone ${ctx.workspace.timeZone})::date) as day from events e
    where e.workspace_id = ${sql.workspace} and e.object = 'customer' and e.record_id = ${customerId}::uuid and e.before ->> 'owner' = ${ctx.actor.id} and e.after ? 'owner'`)
  return row?.day ?? null
}
