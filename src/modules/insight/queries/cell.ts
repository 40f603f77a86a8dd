/** One cell of the grid: whether it is one, and the filter that leads to its customers as the grid stands for the reader now. */
import { invalid, issue } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { typeOf } from '../../../kernel/fields/index.ts'
import { axisOf, bought, gridOf } from './grid.ts'

export interface Cell {
  across: string
  across_band: string
  up: string
  up_band: string
}

const quarters = ['0', '1', '2', '3']

/** @throws Problem 422 for an axis that is none or may not be read, and for a band that the axis does not have */
export function refuseCell(ctx: Context, cell: Cell): void {
  const faults = (['across', 'up'] as const).flatMap((side) => {
    const axis = axisOf(ctx, side, cell[side])
    const bands = axis.isChoice ? (objectOf(ctx, axis.isOfCustomer ? 'customer' : 'customer_value').fields.get(cell[side])?.options ?? []).map(({ key }) => key) : quarters
    return bands.includes(cell[`${side}_band`]) ? [] : [issue(`${side}_band`, 'unknown_band', '没有这一档', 'There is no such band')]
  })
  if (faults.length > 0) throw invalid(faults)
}

/** A filter on values of customers. The ends of the bands are those of now: it may be kept, and leads to the same. @throws Problem 422 */
export async function filterOfCell(ctx: Context, cell: Cell): Promise<Record<string, unknown>> {
  refuseCell(ctx, cell)
  const { across, up } = await gridOf(ctx, cell)
  return { and: [bought, sideOf(ctx, across, cell.across_band), sideOf(ctx, up, cell.up_band)] }
}

function sideOf(ctx: Context, { name, ends }: { name: string; ends: string[] | null }, band: string): Record<string, unknown> {
  if (!ends) return name === 'tier' ? { customer: { tier: band } } : { [name]: band }
  const at = Number(band)
  const [low, high] = [ends[at - 1], ends[at]]
  const field = objectOf(ctx, 'customer_value').fields.get(name)
  // Amounts are text on every way, other figures are numbers.
  const value = (end: string) => (field && 'value' in typeOf(field).parse(end, field) ? end : Number(end))
  return { [name]: { is_empty: false, ...(low === undefined ? {} : { gt: value(low) }), ...(high === undefined ? {} : { lte: value(high) }) } }
}
