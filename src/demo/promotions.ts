/** Prices that held for a while and are over: what they did is told by the analysis of promotions. Nothing costs otherwise today. */
import { Decimal } from 'decimal.js'
import { addDays } from '../platform/calendar/days.ts'
import { sql } from '../platform/db/sql.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { createRecord } from '../kernel/records/create.ts'
import type { World } from './world.ts'

interface Sold { id: string; price: string }

/** Of what sells best: two prices cut for a month, one raised for two; and a list for the weeks of a festival. */
export async function plantPromotions(ctx: Context, world: World): Promise<void> {
  const products = await ctx.db.rows<Sold>(sql`select p.id::text as id, p.price::text as price from products p join transactions t on t.workspace_id = ${sql.workspace} and t.product_id = p.id
    where p.workspace_id = ${sql.workspace} and p.price > 0 group by p.id, p.price order by count(*) desc, p.id limit 8`)
  const day = (ago: number) => addDays(world.today, -ago)
  const [list, price] = [objectOf(ctx, 'price_list'), objectOf(ctx, 'price')]
  const times = (product: Sold | undefined, factor: number) => new Decimal(product?.price ?? 0).times(factor).toFixed(2)
  for (const [at, factor, from, until, reason] of [[0, 0.88, 120, 91, '夏季特惠'], [3, 0.8, 95, 66, '开学季特惠'], [5, 1.08, 200, 140, '旺季调价']] as const) {
    if (products[at]) await createRecord(ctx, price, { product: products[at].id, price: times(products[at], factor), from_on: day(from), until_on: day(until), reason })
  }
  await ctx.db.rows(sql`update prices e set price_before = p.price from products p where e.workspace_id = ${sql.workspace} and p.workspace_id = ${sql.workspace} and p.id = e.product_id and e.price_before is null and e.until_on is not null`)
  const { id } = await createRecord(ctx, list, { name: '中秋节价目表', from_on: day(75), until_on: day(46), remark: '节前四周，全部客户' })
  for (const product of products.slice(1, 5)) await createRecord(ctx, price, { product: product.id, price_list: id, price: times(product, 0.9), from_on: day(75), until_on: day(46), reason: '中秋节' })
}
