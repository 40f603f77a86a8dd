/** The preview of a large company as a job that is watched and can be stopped: slices of customers one after the other, put together to the same answer. */
import { Decimal } from 'decimal.js'
import { z } from 'zod'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { reportProgress } from '../../../kernel/jobs.ts'
import { schemeOf, type Scheme } from '../queries/schemes.ts'
import { preview, previewInput, tell, type Preview, type PreviewCell } from './preview.ts'

const customersAtOnce = 20_000

/** The job. Answers the preview; of one that was stopped nothing. */
export async function performPreview(ctx: Context, job: { id: string; payload: unknown }): Promise<Preview | null> {
  const { from, to, limit, ...rules } = previewInput.parse(z.object({ asked: z.unknown() }).parse(job.payload).asked)
  const scheme = schemeOf({ ...rules, id: '', name: '' })
  const whole = await previewInSlices(ctx, scheme, { from, to, limit }, { report: (done, total) => reportProgress(ctx, job.id, { done, total }) })
  return whole && tell(ctx, whole)
}

/** @param options.report told how many customers are decided; answers whether to go on @returns null when it was stopped */
export async function previewInSlices(ctx: Context, scheme: Scheme, cell: PreviewCell, { report, atOnce = customersAtOnce }: { report(done: number, total: number): Promise<boolean>; atOnce?: number }): Promise<Preview | null> {
  const ends = await ctx.db.rows<{ id: string; total: number }>(sql`select s.id, s.total from (select c.id, row_number() over (order by c.id) as n, (count(*) over ())::int as total from customers c where c.workspace_id = ${sql.workspace} and c.deleted_at is null) s
    where s.n % ${atOnce}::int = 0 or s.n = s.total order by s.id`)
  let whole: Preview | null = null
  for (const [at, { id, total }] of ends.entries()) {
    if (!(await report(Math.min(at * atOnce, total), total))) return null
    const after = ends[at - 1]?.id
    // Whoever comes meanwhile is in the last slice.
    const isLast = at === ends.length - 1
    const within = (column: Sql) => sql.and([...(after ? [sql`${column} > ${after}::uuid`] : []), ...(isLast ? [] : [sql`${column} <= ${id}::uuid`])])
    const slice = await preview(ctx, scheme, { ...cell, within })
    whole = whole ? together(whole, slice, cell.limit) : slice
  }
  return whole ?? preview(ctx, scheme, cell)
}

/** Counts add up; of the movers those who bought most stay, equal ones by their ids. */
export function together(one: Preview, other: Preview, limit: number): Preview {
  const groups = new Map<string, Preview['groups'][number]>()
  for (const group of [...one.groups, ...other.groups]) {
    const key = JSON.stringify([group.tier, group.next, group.outcome])
    const known = groups.get(key)
    groups.set(key, known ? { ...group, customers: known.customers + group.customers, amount: sumOf(known.amount, group.amount) } : group)
  }
  const movers = [...one.movers, ...other.movers].toSorted((first, second) => new Decimal(second.amount ?? 0).comparedTo(first.amount ?? 0) || (first.id < second.id ? -1 : 1)).slice(0, limit)
  return { as_of: other.as_of, movers, groups: [...groups.values()].toSorted((first, second) => compare(first.tier, second.tier) || compare(first.next, second.next) || compare(first.outcome, second.outcome)) }
}

function sumOf(one: string | null, other: string | null): string | null {
  return one === null || other === null ? null : new Decimal(one).plus(other).toFixed(2)
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
