/** Prices to come are told to those who sell: a week before and on the day, each once. */
import { addDays } from '../../../platform/calendar/days.ts'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { notifyAll, type NewNotice } from '../../notices/index.ts'
import { refreshPricesBefore } from '../queries/prices-before.ts'
import { whoSells } from '../queries/who-sells.ts'

const daysAhead = 7
/** Of more on one day the list is named instead. */
const namedOneByOne = 5
const most = 10_000

interface Change {
  id: string
  product: string
  from_on: string
  before: string
  after: string
}

/** Every morning. What is entered within the week is told on the next; a key keeps a second run from telling it again. */
export async function announcePrices(ctx: Context): Promise<void> {
  const today = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
  await transaction(ctx, async (ctx) => {
    await refreshPricesBefore(ctx, null, today)
    const changes = await ctx.db.rows<Change>(
      sql`select e.id::text as id, e.product_id::text as product, e.from_on::text as from_on, trim_scale(e.price_before)::text as before, trim_scale(e.price)::text as after from prices e
        join products p on p.workspace_id = ${sql.workspace} and p.id = e.product_id and p.deleted_at is null
        left join price_lists l on l.workspace_id = ${sql.workspace} and l.id = e.price_list_id
        where e.workspace_id = ${sql.workspace} and e.deleted_at is null and e.from_on between ${today}::date and ${addDays(today, daysAhead)}::date and e.price_before <> e.price
          and (e.price_list_id is null or l.is_active and l.deleted_at is null) order by e.from_on, e.id limit ${most}`,
    )
    if (changes.length === 0) return
    const to = await whoSells(ctx)
    await notifyAll(ctx, [...Map.groupBy(changes, ({ from_on }) => from_on)].flatMap(([day, those]) => noticesOf(those, { day, to, when: day === today ? 'on_day' : 'ahead' })))
    await ctx.db.rows(sql`update prices c set announced_at = ${ctx.clock.now()} where c.workspace_id = ${sql.workspace} and c.id = any(${changes.map(({ id }) => id)}::uuid[]) and c.announced_at is null`)
  })
}

function noticesOf(changes: readonly Change[], { day, to, when }: { day: string; to: string[]; when: string }): NewNotice[] {
  const common = { kind: 'price_changes', to, from: null }
  if (changes.length > namedOneByOne) return [{ ...common, object: 'price', values: { day, number: changes.length }, key: `price_changes:${day}:${when}` }]
  return changes.map(({ id, product, before, after }) => ({ ...common, object: 'product', record_id: product, values: { day, before, after }, key: `price_changes:${id}:${day}:${when}` }))
}
