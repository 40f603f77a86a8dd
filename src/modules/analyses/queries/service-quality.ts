/** 服务质量: how fast, how well, how dear, by whom and why; of what was completed, what came in and the visits made, beside the time before. */
import { addDays, diffDays } from '../../../platform/calendar/days.ts'
import { today } from '../../../platform/calendar/zones.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { ruleOf } from '../../insight/index.ts'
import { both, type Block, type Filter } from '../rules/answer.ts'
import type { ServiceAsked, ServicePopulation, ServiceQuality } from '../rules/service.ts'
import { grouped, type Measure, type Sorting } from './grouped.ts'
import {
  byAgeOpen, byAssignee, byCause, byEngineer, byOption, byProductOrAsset, byTeam, byTime, byVisitCause, byVisitClass, byVisitProduct, dayOfKey, ofCompleted, ofOpen, ofReceived, ofVisits, stepsOf, withFilter, type Step,
} from './service-sortings.ts'

interface Span { from: string; to: string }

/** So many days are told by weeks; what is longer by months. */
const mostWeekDays = 120

const open = { status: { nin: ['completed', 'evaluated', 'closed', 'cancelled'] } }

/** @throws Problem 422 for a filter that does not fit requests, or asks what may not be read */
export async function serviceQuality(ctx: Context, { days, of, filter, ...asked }: ServiceAsked): Promise<ServiceQuality> {
  const until = asked.until ?? today(ctx.clock, ctx.workspace.timeZone)
  const from = asked.from ?? addDays(until, 1 - (days ?? 90))
  const span: Span = { from, to: addDays(until, 1) }
  const before: Span = { from: addDays(from, -diffDays(from, span.to)), to: from }
  const { visit_rate: rate } = await ruleOf(ctx)
  const seesVisits = verdictOf(ctx, 'service_voucher', 'see') !== false
  const kinds: ServicePopulation[] = seesVisits ? ['received', 'completed', 'visits'] : ['received', 'completed']
  const [totals, [waiting, ages], blocks] = await Promise.all([
    Promise.all(kinds.map((kind) => totalOf(ctx, { kind, filter, rate, span, before }))),
    openNow(ctx, filter),
    of === 'visits' && !seesVisits ? [] : blocksOf(ctx, { kind: of, filter, rate, span }),
  ])
  return { from, until, before: { from: before.from, until: addDays(from, -1) }, computed_at: ctx.clock.now().toISOString(), is_kept: false, totals: [...totals, waiting], blocks: [...blocks, ...ages] }
}

interface Asked { kind: ServicePopulation; filter: Filter; rate: number; span: Span }

async function totalOf(ctx: Context, { before, ...asked }: Asked & { before: Span }): Promise<Block> {
  const { object, conditionOf, measures } = populations[asked.kind]
  const of = (span: Span) => grouped(ctx, { from: fromOf(ctx, { ...asked, span }, false), sortings: [], measures: measures(asked.rate), opens: (own) => ({ object, filter: own }) })
  const [now, then] = await Promise.all([of(asked.span), of(before)])
  return { key: `service_${asked.kind}`, draws: 'figures', total: null, columns: now.columns, rows: [{ name: { kind: 'word', key: 'all' }, figures: now.total, before: then.total, opens: { object, filter: conditionOf(asked) } }] }
}

async function blocksOf(ctx: Context, asked: Asked): Promise<Block[]> {
  const { object, conditionOf, measures, sortings, day } = populations[asked.kind]
  const condition = conditionOf(asked)
  const { from, to } = asked.span
  const step: Step = diffDays(from, to) <= mostWeekDays ? 'week' : 'month'
  const trend = byTime({ field: day, local: asked.kind === 'visits' ? sql`v.done_on` : sql`${sql.id('c', day)} at time zone ${ctx.workspace.timeZone}`, step, from, to, needs: `${object}.${day}` })
  const { blocks } = await grouped(ctx, { from: fromOf(ctx, asked, true), sortings: [trend, ...sortings], measures: measures(asked.rate), opens: (own) => ({ object, filter: both(condition, own) }) })
  return blocks.map((block) => (block.key === trend.key ? whole(block, trend, { step, from, to }, (own) => ({ object, filter: both(condition, own) })) : block))
}

/** With the weeks and months in which nothing was. */
function whole(block: Block, trend: Sorting, { step, from, to }: { step: Step; from: string; to: string }, opens: (own: Filter) => Block['rows'][number]['opens']): Block {
  const known = new Map(block.rows.map((row) => [row.name.kind === 'week' ? row.name.day : row.name.kind === 'month' ? row.name.month : '', row]))
  const rows = stepsOf(step, from, to).map((day) => {
    const key = day.replaceAll('-', '')
    return known.get(dayOfKey(key)) ?? { name: trend.name(key), figures: block.columns.map(({ unit }) => (unit === 'count' ? 0 : null)), opens: opens(trend.opens(key) ?? {}) }
  })
  return { ...block, draws: 'lines', total: null, rows }
}

async function openNow(ctx: Context, filter: Filter): Promise<[Block, Block[]]> {
  const condition = both(filter, open)
  const { blocks, columns, total } = await grouped(ctx, {
    from: sql`service_requests c where ${whereOf(ctx, objectOf(ctx, 'request'), 'c', { filter: condition })}`, sortings: [byAgeOpen(ctx.clock.now())], measures: ofOpen, opens: (own) => ({ object: 'request', filter: both(condition, own) }),
  })
  return [{ key: 'service_open', draws: 'figures', columns, total: null, rows: [{ name: { kind: 'word', key: 'all' }, figures: total, opens: { object: 'request', filter: condition } }] }, blocks]
}

interface Population {
  object: string
  day: string
  conditionOf(asked: Pick<Asked, 'filter' | 'span'>): Filter
  measures(rate: number): Measure[]
  sortings: Sorting[]
}

const onDay = (day: string) => ({ filter, span: { from, to } }: Pick<Asked, 'filter' | 'span'>) => both({ [day]: { gte: from, lt: to } }, filter)

const populations: Record<ServicePopulation, Population> = {
  completed: { object: 'request', day: 'completed_at', conditionOf: onDay('completed_at'), measures: () => ofCompleted, sortings: [byAssignee, byTeam, byProductOrAsset, byCause, byOption('channel'), byOption('service_class'), byOption('kind')] },
  received: { object: 'request', day: 'received_at', conditionOf: onDay('received_at'), measures: () => ofReceived, sortings: [byAssignee, byTeam, byProductOrAsset, byOption('channel'), byOption('service_class'), byOption('kind'), byOption('priority')] },
  visits: { object: 'service_voucher', day: 'done_on', conditionOf: ({ filter, span: { from, to } }) => withFilter(filter, { done_on: { gte: from, lt: to } }), measures: ofVisits, sortings: [byEngineer, byVisitProduct, byVisitCause, byVisitClass] },
}

/** Only what is sorted by is joined. */
function fromOf(ctx: Context, asked: Asked, isSorted: boolean): Sql {
  const { object, conditionOf } = populations[asked.kind]
  const row = asked.kind === 'visits' ? 'v' : 'c'
  const where = whereOf(ctx, objectOf(ctx, object), row, { filter: conditionOf(asked) })
  const asset = sql`left join assets a on a.workspace_id = ${sql.workspace} and a.id = ${sql.id(row, 'asset_id')}
    left join products ap on ap.workspace_id = ${sql.workspace} and ap.id = a.product_id`
  if (asked.kind === 'visits') return isSorted ? sql`service_vouchers v ${asset} left join service_requests c on c.workspace_id = ${sql.workspace} and c.id = v.request_id where ${where}` : sql`service_vouchers v where ${where}`
  return isSorted ? sql`service_requests c left join departments d on d.workspace_id = ${sql.workspace} and d.id = c.team_id left join products p on p.workspace_id = ${sql.workspace} and p.id = c.product_id ${asset} where ${where}` : sql`service_requests c where ${where}`
}
