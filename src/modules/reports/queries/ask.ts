/** One statement of a report, through the aggregate that serves POST /api/v1/query: under the reader's rights. */
import { Decimal } from 'decimal.js'
import type { Context } from '../../../kernel/context.ts'
import { aggregate } from '../../../kernel/query/aggregate.ts'
import { isReferenceValue, type Filter, type Plan, type PlannedGroup } from './plan.ts'

export interface Found {
  /** What tells the group from others. */
  key: string
  values: unknown[]
  /** Where the record that a group is has its place among its like. */
  places: (number | null)[]
  figures: (string | null)[]
}

interface Asked {
  groups: readonly PlannedGroup[]
  filter: Filter
  limit: number
}

/** The groups that the first measure is largest for; without groups the one row of all. */
export async function ask(ctx: Context, plan: Plan, { groups, filter, limit }: Asked): Promise<Found[]> {
  const placed = groups.map(({ place, path }) => (place ? `${path}.${place}` : null))
  const rows = await aggregate(ctx, {
    object: plan.object.name,
    filter,
    group_by: [
      ...groups.map(({ path, unit }, at) => ({ field: path, as: `g${at}`, ...(unit ? { by: unit } : {}) })),
      ...placed.flatMap((path, at) => (path ? [{ field: path, as: `p${at}` }] : [])),
    ],
    measures: plan.measures.map(({ fn, path }, at) => ({ fn, as: `m${at}`, ...(path ? { field: path } : {}) })),
    ...(groups.length > 0 ? { sort: ['-m0'] } : {}),
    limit,
  })
  return rows.map((json) => {
    const row: Record<string, unknown> = JSON.parse(json)
    const values = groups.map(({ unit }, at) => (unit ? firstDay(row[`g${at}`]) : row[`g${at}`]))
    return {
      key: keyOf(values),
      values,
      places: placed.map((path, at) => (path && typeof row[`p${at}`] === 'number' ? Number(row[`p${at}`]) : null)),
      figures: plan.measures.map((_, at) => figureOf(row[`m${at}`])),
    }
  })
}

export function keyOf(values: readonly unknown[]): string {
  return JSON.stringify(values.map((value) => (isReferenceValue(value) ? value.id : (value ?? null))))
}

/** Months are answered as 2026-05. */
function firstDay(value: unknown): unknown {
  return typeof value === 'string' && value.length === 7 ? `${value}-01` : value
}

function figureOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'number' ? new Decimal(value).toFixed() : String(value)
}
