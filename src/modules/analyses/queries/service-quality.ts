/** 服务质量: how fast, how well, how dear, by whom and why; of what was completed, what came in and the visits made, beside the time before. */
import { addDays, diffDays } from '../../../platform/calendar/days.ts'
import { startOfDay, today } from '../../../platform/calendar/zones.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { ruleOf } from '../../insight/index.ts'
import { both, type Block, type Filter, type Opens } from '../rules/answer.ts'
import type { ServiceAsked, ServicePopulation, ServiceQuality } from '../rules/service.ts'
import type { Sorting } from './blocks.ts'
import { grouped } from './grouped.ts'
import {
  byAgeOpen, byAssignee, byCause, byEngineer, byOption, byProductOrAsset, byTeam, byTime, byVisitCause, byVisitClass, byVisitProduct, nameOfStep, ofCompleted, ofOpen, ofReceived, ofVisits, opensStep, stepsOf, withFilter, type Step,
} from './service-sortings.ts'
import { spread, spreadBy, type SpreadMeasure, type SpreadSorting } from './spread.ts'

interface Span { from: string; to: string }

/** So many days are told by weeks; what is longer by months. */
const mostWeekDays = 120

const open = { status: { nin: ['completed', 'evaluated', 'closed', 'cancelled'] } }

/** @throws Problem 422 for a filter that does not fit requests, or asks what may not be read */
export async function serviceQuality(ctx: Context, { days, of, part, filter, ...asked }: ServiceAsked): Promise<ServiceQuality> {
  const until = asked.until ?? today(ctx.clock, ctx.workspace.timeZone)
  const from = asked.from ?? addDays(until, 1 - (days ?? 90))
  const span: Span = { from, to: addDays(until, 1) }
  const before: Span = { from: addDays(from, -diffDays(from, span.to)), to: from }
  const { visit_rate: rate } = await ruleOf(ctx)
  const seesVisits = verdictOf(ctx, 'service_voucher', 'see') !== false
  const kinds: ServicePopulation[] = part === 'blocks' ? [] : seesVisits ? ['received', 'completed', 'visits'] : ['received', 'completed']
  const [totals, [waiting, ages], blocks] = await Promise.all([
    Promise.all(kinds.map((kind) => totalOf(ctx, { kind, filter, rate, span, before }))),
    openNow(ctx, filter),
    part === 'totals' || (of === 'visits' && !seesVisits) ? [] : blocksOf(ctx, { kind: of, filter, rate, span }),
  ])
  const said = { from, until, before: { from: before.from, until: addDays(from, -1) }, computed_at: ctx.clock.now().toISOString(), is_kept: false }
  return { ...said, totals: part === 'blocks' ? [] : [...totals, waiting], blocks: part === 'totals' ? [] : [...blocks, ...ages] }
}

interface Asked { kind: ServicePopulation; filter: Filter; rate: number; span: Span }

/** Both times at once: one pass over the days of both. */
async function totalOf(ctx: Context, { before, ...asked }: Asked & { before: Span }): Promise<Block> {
  const { object, conditionOf } = populations[asked.kind]
  const { columns, now, earlier } = await (asked.kind === 'visits' ? visitTotals(ctx, { ...asked, before }) : requestTotals(ctx, { ...asked, before, of: requests[asked.kind] }))
  return { key: `service_${asked.kind}`, draws: 'figures', total: null, columns, rows: [{ name: { kind: 'word', key: 'all' }, figures: now, before: earlier, opens: { object, filter: conditionOf(asked) } }] }
}

async function visitTotals(ctx: Context, { before, ...asked }: Asked & { before: Span }) {
  const of = (span: Span) => grouped(ctx, { from: fromOf(ctx, { ...asked, span }, false), sortings: [], measures: ofVisits(asked.rate), opens: (own) => ({ object: 'service_voucher', filter: own }) })
  const [now, earlier] = await Promise.all([of(asked.span), of(before)])
  return { columns: now.columns, now: now.total, earlier: earlier.total }
}

async function requestTotals(ctx: Context, { before, of, ...asked }: Asked & { before: Span; of: RequestPopulation }) {
  const begins = startOfDay(asked.span.from, ctx.workspace.timeZone).toISOString()
  const isNow: Sorting = { key: 'is_now', by: sql`(${sql.id('c', of.day)} >= ${begins}::timestamptz)`, needs: [], name: (text) => ({ kind: 'text', text }), opens: () => null }
  const { columns, figuresOf } = await spreadBy(ctx, { from: fromOf(ctx, { ...asked, span: { from: before.from, to: asked.span.to } }, false), sorting: isNow, measures: of.measures })
  return { columns, now: figuresOf('true'), earlier: figuresOf('false') }
}

async function blocksOf(ctx: Context, asked: Asked): Promise<Block[]> {
  const { object, conditionOf } = populations[asked.kind]
  const condition = conditionOf(asked)
  const opens = (own: Filter): Opens => ({ object, filter: both(condition, own) })
  const { from, to } = asked.span
  const step: Step = diffDays(from, to) <= mostWeekDays ? 'week' : 'month'
  const times = { step, from, to }
  const rows = fromOf(ctx, asked, true)
  if (asked.kind === 'visits') {
    const trend = byTime({ ...times, field: 'done_on', column: sql`v.done_on`, zone: null, needs: 'service_voucher.done_on' })
    const { blocks } = await grouped(ctx, { from: rows, sortings: [trend, byEngineer, byVisitProduct, byVisitCause, byVisitClass], measures: ofVisits(asked.rate), opens })
    return blocks.map((block) => (block.key === trend.key ? whole(block, { ...times, field: 'done_on' }, opens) : block))
  }
  const { day, measures, sortings } = requests[asked.kind]
  const trend = byTime({ ...times, field: day, column: sql.id('c', day), zone: ctx.workspace.timeZone, needs: `request.${day}` })
  const { blocks } = await spread(ctx, { from: rows, sortings: [trend, ...sortings], measures, opens })
  return blocks.map((block) => (block.key === trend.key ? whole(block, { ...times, field: day }, opens) : block))
}

/** With the weeks and months in which nothing was. */
function whole(block: Block, { field, step, from, to }: { field: string; step: Step; from: string; to: string }, opens: (own: Filter) => Opens): Block {
  const known = new Map(block.rows.map((row) => [row.name.kind === 'week' ? row.name.day : row.name.kind === 'month' ? row.name.month : '', row]))
  const rows = stepsOf(step, from, to).map((day) => known.get(day) ?? { name: nameOfStep(step, day), figures: block.columns.map(({ unit }) => (unit === 'count' ? 0 : null)), opens: opens(opensStep({ field, step, from, to }, day)) })
  return { ...block, draws: 'lines', total: null, rows }
}

async function openNow(ctx: Context, filter: Filter): Promise<[Block, Block[]]> {
  const condition = both(filter, open)
  const { blocks, columns, total } = await grouped(ctx, {
    from: sql`service_requests c where ${whereOf(ctx, objectOf(ctx, 'request'), 'c', { filter: condition })}`, sortings: [byAgeOpen(ctx.clock.now())], measures: ofOpen, opens: (own) => ({ object: 'request', filter: both(condition, own) }),
  })
  return [{ key: 'service_open', draws: 'figures', columns, total: null, rows: [{ name: { kind: 'word', key: 'all' }, figures: total, opens: { object: 'request', filter: condition } }] }, blocks]
}

const onDay = (day: string) => ({ filter, span: { from, to } }: Pick<Asked, 'filter' | 'span'>) => both({ [day]: { gte: from, lt: to } }, filter)

const populations: Record<ServicePopulation, { object: string; conditionOf(asked: Pick<Asked, 'filter' | 'span'>): Filter }> = {
  completed: { object: 'request', conditionOf: onDay('completed_at') },
  received: { object: 'request', conditionOf: onDay('received_at') },
  visits: { object: 'service_voucher', conditionOf: ({ filter, span: { from, to } }) => withFilter(filter, { done_on: { gte: from, lt: to } }) },
}

interface RequestPopulation { day: string; measures: SpreadMeasure[]; sortings: SpreadSorting[] }

/** What they are sorted and measured by stands in an index of each day (migration 0061): a column more here belongs there too. */
const requests: Record<'completed' | 'received', RequestPopulation> = {
  completed: { day: 'completed_at', measures: ofCompleted, sortings: [byAssignee, byTeam, byProductOrAsset, byCause, byOption('channel'), byOption('service_class'), byOption('kind')] },
  received: { day: 'received_at', measures: ofReceived, sortings: [byAssignee, byTeam, byProductOrAsset, byOption('channel'), byOption('service_class'), byOption('kind'), byOption('priority')] },
}

/** Only what is sorted by is joined. */
function fromOf(ctx: Context, asked: Asked, isSorted: boolean): Sql {
  const { object, conditionOf } = populations[asked.kind]
  const row = asked.kind === 'visits' ? 'v' : 'c'
  const where = whereOf(ctx, objectOf(ctx, object), row, { filter: conditionOf(asked) })
  const asset = sql`left join assets a on a.workspace_id = ${sql.workspace} and a.id = ${sql.id(row, 'asset_id')}`
  if (asked.kind !== 'visits') return isSorted ? sql`service_requests c ${asset} where ${where}` : sql`service_requests c where ${where}`
  return isSorted ? sql`service_vouchers v ${asset} left join products ap on ap.workspace_id = ${sql.workspace} and ap.id = a.product_id
    left join service_requests c on c.workspace_id = ${sql.workspace} and c.id = v.request_id where ${where}` : sql`service_vouchers v where ${where}`
}
