/** Values of customers as they were computed at the ends of the months before, and today: what their curves are drawn from. */
import { addDays, addMonths, startOfMonth } from '../platform/calendar/days.ts'
import { sql } from '../platform/db/sql.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { createRecord } from '../kernel/records/create.ts'
import { updateRecord } from '../kernel/records/update.ts'
import { evaluate } from '../modules/insight/index.ts'

const months = 18

export async function evaluateMonths(ctx: Context, today: string): Promise<void> {
  const first = startOfMonth(today)
  await rateManagers(ctx)
  for (let before = months - 1; before >= 0; before--) {
    const evening = new Date(`${addDays(addMonths(first, -before), -1)}T12:00:00Z`)
    await evaluate({ ...ctx, clock: { now: () => evening } }, { kind: 'full', fit: before === months - 1 })
  }
  await evaluate(ctx, { kind: 'full' })
}

/** An hour of those who lead costs more than one of their people. */
async function rateManagers(ctx: Context): Promise<void> {
  const people = await ctx.db.rows<{ id: string }>(sql`select u.id::text as id from users u where u.workspace_id = ${sql.workspace} and (u.user_name = 'lin' or exists (select 1 from departments d where d.workspace_id = ${sql.workspace} and d.parent_id is null and d.id = u.department_id)) order by u.user_name limit 5`)
  const [rule] = await ctx.db.rows<{ id: string }>(sql`select r.id::text as id from value_rules r where r.workspace_id = ${sql.workspace} and r.deleted_at is null order by r.created_at, r.id limit 1`)
  if (rule) await updateRecord(ctx, objectOf(ctx, 'value_rule'), rule.id, { person_rates: people.map(({ id }) => ({ person: id, rate: '6.00' })) }, { asSystem: true })
}

/** Of key accounts: how hard it would be for them to leave, judged by whoever looks after them. In the order of the object's fields. */
const costs = ['economic_risk', 'evaluation', 'learning', 'setup', 'benefit_loss', 'monetary_loss', 'personal_loss', 'brand_loss'] as const
const judged = [
  [3, 4, 3, 4, 5, 4, 5, 4], [2, 2, 3, 2, 4, 3, 5, 3], [4, 3, 4, 5, 2, 2, 3, 3], [2, 3, 2, 2, 3, 2, 2, 2], [3, 3, 2, 3, 4, 4, 2, 1], [1, 2, 1, 2, 2, 1, 3, 2], [4, 4, 4, 3, 3, 4, 4, 5], [2, 1, 2, 2, 1, 1, 2, 3],
] as const

export async function judgeSwitchingCosts(ctx: Context): Promise<void> {
  const accounts = await ctx.db.rows<{ id: string; owner: string; name: string }>(sql`select c.id::text as id, u.id::text as owner, u.name from customers c join users u on u.workspace_id = ${sql.workspace} and u.id = c.owner_id
    where c.workspace_id = ${sql.workspace} and c.tier = 'vip' and c.kind = 'organisation' and c.deleted_at is null order by c.annual_amount desc, c.id limit ${judged.length}`)
  for (const [turn, { id, owner, name }] of accounts.entries()) {
    const now = new Date(ctx.clock.now().getTime() - (9 + turn * 11) * 86_400_000)
    const marks = Object.fromEntries(costs.map((cost, at) => [cost, judged[turn]?.[at] ?? null]))
    await createRecord({ ...ctx, actor: { ...ctx.actor, id: owner, name, kind: 'user' }, clock: { now: () => now } }, objectOf(ctx, 'switching_cost'), { customer: id, ...marks }, { asSystem: true })
  }
}
