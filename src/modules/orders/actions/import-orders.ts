import { startOfDay } from '../../../platform/calendar/zones.ts'
import type { Context } from '../../../kernel/context.ts'
import type { PlainVerbs } from '../../../kernel/definitions/module.ts'
import { fillManyLines } from '../../sales/index.ts'
import { countOrders } from './count-order.ts'

const noon = 12 * 3_600_000

/** Orders from a file: as drafts, or as historic ones, which count as consumption on the day on which they were ordered. */
export const ordersOfFiles: NonNullable<PlainVerbs['many']> = {
  leaves_out: [],
  prepare: fillManyLines,
  created: async (ctx: Context, records) => {
    const historic = records.filter(({ record }) => record.is_historic === true)
    const at = (day: string) => new Date(startOfDay(day, ctx.workspace.timeZone).getTime() + noon).toISOString()
    await countOrders(ctx, historic.map(({ id, record }) => ({ id, record, at: at(String(record.ordered_on)) })))
  },
}
