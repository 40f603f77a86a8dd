/** What the demo world has of ownership: rules one would begin with, a pool to claim from, a handover to be acknowledged. */
import { sql } from '../platform/db/sql.ts'
import type { Actor } from '../kernel/access/actor.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { finishJob, takeJob } from '../kernel/jobs.ts'
import { createRecord } from '../kernel/records/create.ts'
import { changeOwners, refreshClocks, runHandover, startHandover, windClocks } from '../modules/ownership/index.ts'

/** In larger worlds the clocks are set by the first night. */
const mostClocks = 20_000

/** @param options.administrator who begins the handover */
export async function layHoldings(ctx: Context, options: { administrator: Actor; departments: ReadonlyMap<string, string>; customers: number }): Promise<void> {
  await makeRules(ctx, options.departments)
  if (options.customers > mostClocks) return
  await windClocks(ctx)
  await fillPool(ctx)
  await handOver({ ...ctx, actor: options.administrator })
}

async function makeRules(ctx: Context, departments: ReadonlyMap<string, string>): Promise<void> {
  const pools = [
    { name: '一般客户公海', position: 2, condition: { tier: { in: ['b', 'c', 'potential'] } }, contact_days: 365, warn_days: 14, most_held: 500, most_claims: 5, cooling_days: 30, is_active: true },
    { name: '重点客户：半年无成交', position: 1, condition: { tier: { in: ['vip', 'a'] } }, deal_days: 180, contact_days: 120, warn_days: 14, cooling_days: 60, is_active: false },
  ]
  for (const pool of pools) await createRecord(ctx, objectOf(ctx, 'pool'), { ...pool, ...(pool.is_active ? { active_on: dayBefore(ctx) } : {}) }, { asSystem: true })
  const rules = [
    { name: '企业客户均分给销售一部', position: 1, condition: { category: 'business' }, departments: [departments.get('sales_1')], by_industry: true, is_active: true },
    { name: '渠道客户给销售二部', position: 2, condition: { category: 'channel' }, departments: [departments.get('sales_2')], is_active: false },
  ]
  for (const rule of rules) await createRecord(ctx, objectOf(ctx, 'assignment_rule'), rule)
  const removals = [
    { name: '五年没有消费的潜力客户', kind: 'no_consumption', months: 60, condition: { tier: 'potential' }, act: 'bin', is_active: false },
    { name: '重复档案', kind: 'duplicate', act: 'bin', is_active: false },
  ]
  for (const rule of removals) await createRecord(ctx, objectOf(ctx, 'removal_rule'), rule)
  const people = await ctx.db.rows<{ id: string; user_name: string }>(sql`select u.id, u.user_name from users u where u.workspace_id = ${sql.workspace} and u.user_name in ('lin', 'chen', 'wang', 'zhao')`)
  const abilities: Record<string, object> = { lin: { weight: 0.5 }, chen: { weight: 1.5, skills: ['英语'] }, wang: { weight: 1 }, zhao: { weight: 1, industries: ['科技', '制造业', '教育'] } }
  for (const { id, user_name } of people) await createRecord(ctx, objectOf(ctx, 'ability'), { person: id, ...abilities[user_name] })
}

function dayBefore(ctx: Context): string {
  return new Date(ctx.clock.now().getTime() - 86_400_000).toISOString().slice(0, 10)
}

/** Customers of the corporate keepers with whom nobody has spoken for longest. */
async function fillPool(ctx: Context): Promise<void> {
  const [pool] = await ctx.db.rows<{ id: string; name: string; days: number }>(sql`select p.id, p.name, p.contact_days as days from pools p where p.workspace_id = ${sql.workspace} and p.is_active`)
  const rows = await ctx.db.rows<{ id: string }>(
    sql`select c.id from ownerships o join customers c on c.workspace_id = ${sql.workspace} and c.id = o.customer_id and c.tier in ('c', 'potential') and c.kind = 'organisation' and c.deleted_at is null
      where o.workspace_id = ${sql.workspace} and o.owner_id is not null order by o.contact_from, c.id limit 24`,
  )
  if (!pool) return
  const cause = { pool: pool.id, pool_name: pool.name, reason: 'contact', days: String(pool.days) }
  const ids = await changeOwners(ctx, rows.map(({ id }) => ({ customer: id, owner: null, cause })), { verb: 'returned' })
  await refreshClocks(ctx, ids)
}

async function handOver(ctx: Context): Promise<void> {
  const people = await ctx.db.rows<{ id: string; user_name: string }>(sql`select u.id, u.user_name from users u where u.workspace_id = ${sql.workspace} and u.user_name in ('chen', 'wang')`)
  const [from, to] = ['wang', 'chen'].map((login) => people.find(({ user_name }) => user_name === login)?.id)
  const rows = await ctx.db.rows<{ id: string }>(
    sql`select c.id from customers c where c.workspace_id = ${sql.workspace} and c.owner_id = ${from} and c.deleted_at is null order by c.annual_amount desc, c.id limit 4`,
  )
  if (!from || !to || rows.length === 0) return
  const id = await startHandover(ctx, { from, to, reason: '王思雨下月起负责西南新店，杭州客户交由陈浩', customers: rows.map((row) => row.id) })
  const [row] = await ctx.db.rows<{ job: string }>(sql`select h.job from handovers h where h.workspace_id = ${sql.workspace} and h.id = ${id}::uuid`)
  const job = row?.job ?? ''
  await takeJob(ctx, job)
  // Done here and now: the queue finds that there is nothing left of it.
  await finishJob(ctx, job, { state: 'done', result: await runHandover(ctx, { id: job, payload: { handover: id } }) })
  await refreshClocks(ctx, rows.map((each) => each.id))
}
