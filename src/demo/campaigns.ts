/** The campaigns that leads and opportunities of the demo world came by. */
import { addDays } from '../platform/calendar/days.ts'
import { sql } from '../platform/db/sql.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { createRecord } from '../kernel/records/create.ts'
import { details } from './words/leads.ts'
import type { World } from './world.ts'

/** Six weeks each, one after the other, the last one going on today. */
export async function plantCampaigns(ctx: Context, world: World): Promise<void> {
  const names = details.campaign ?? []
  for (const [index, name] of names.entries()) {
    const from = addDays(world.today, -42 * (names.length - index) + 14)
    await createRecord(ctx, objectOf(ctx, 'campaign'), { name, from_on: from, until_on: addDays(from, 41), owner: world.people[index]?.id ?? null }, { asSystem: true })
  }
}

/** Their ids by name. */
export async function campaignsOf(ctx: Context): Promise<Map<string, string>> {
  const rows = await ctx.db.rows<{ id: string; name: string }>(sql`select c.id::text as id, c.name from campaigns c where c.workspace_id = ${sql.workspace} and c.deleted_at is null order by c.from_on, c.id`)
  return new Map(rows.map(({ id, name }) => [name, id]))
}
