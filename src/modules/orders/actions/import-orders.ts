import { startOfDay } from '../../../platform/calendar/zones.ts'
import type { Listener, PlainVerbs } from '../../../kernel/definitions/module.ts'
import { fillManyLines } from '../../sales/index.ts'
import { countOrders, discountOrders } from './count-order.ts'

const noon = 12 * 3_600_000

/** Orders from a file: as drafts, or as historic ones, which count as consumption on the day on which they were ordered. */
export const ordersOfFiles: NonNullable<PlainVerbs['many']> = {
  leaves_out: [],
  prepare: fillManyLines,
  created: async (ctx, records) => {
    const historic = records.filter(({ record }) => record.is_historic === true)
    const at = (day: string) => new Date(startOfDay(day, ctx.workspace.timeZone).getTime() + noon).toISOString()
    await countOrders(ctx, historic.map(({ id, record }) => ({ id, record, at: at(String(record.ordered_on)) })))
  },
}

/** What counts is deleted only when its import is taken back, and comes back by nothing else: what it counted goes with it. */
export const takenBackListener: Listener = {
  name: 'orders.discount-taken-back',
  kinds: ['orders.order.deleted'],
  handle: (ctx, events) => discountOrders(ctx, [...new Set(events.map(({ record_id: id }) => id))]),
}
