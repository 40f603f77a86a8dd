/** The campaigns that leads and opportunities of the demo world came by. */
import { addDays } from '../platform/calendar/days.ts'
import { sql } from '../platform/db/sql.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { createRecord } from '../kernel/records/create.ts'
import { details } from './words/leads.ts'
import type { World } from './world.ts'

/** What each cost: kind, amount and day of the campaign. The last one has just begun. */
const spent: [kind: string, amount: number, on: number, note: string][][] = [
  [['venue', 18_000, 0, '会展中心展位三天'], ['material', 6_400, 0, '展板与会议手册'], ['gift', 4_800, 12, '伴手礼 80 份'], ['travel', 3_150, 13, '布展差旅']],
  [['media', 9_600, 0, '小红书与本地公众号投放'], ['venue', 5_200, 20, '湖畔草坪布置'], ['reception', 7_300, 21, '试菜与下午茶'], ['discount', 6_000, 30, '当日签约礼券']],
  [['reception', 12_500, 10, '答谢晚宴定金']],
]
const budgets = [35_000, 30_000, 48_000]

/** Six weeks each, one after the other, the last one going on today. */
export async function plantCampaigns(ctx: Context, world: World): Promise<void> {
  const names = details.campaign ?? []
  for (const [index, name] of names.entries()) {
    const from = addDays(world.today, -42 * (names.length - index) + 14)
    await createRecord(ctx, objectOf(ctx, 'campaign'), { name, from_on: from, until_on: addDays(from, 41), owner: world.people[index]?.id ?? null, budget: budgets[index], expenses: spent[index]?.map(([kind, amount, on, note]) => ({ kind, amount, on: addDays(from, on), note })) }, { asSystem: true })
  }
}

/** Their ids by name. */
export async function campaignsOf(ctx: Context): Promise<Map<string, string>> {
  const rows = await ctx.db.rows<{ id: string; name: string }>(sql`select c.id::text as id, c.name from campaigns c where c.workspace_id = ${sql.workspace} and c.deleted_at is null order by c.from_on, c.id`)
  return new Map(rows.map(({ id, name }) => [name, id]))
}
