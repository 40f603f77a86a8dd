import { sql, type Sql } from '../../../platform/db/sql.ts'
import { allowed, naming, verdictOf } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { titleOf } from '../../../kernel/projections/columns.ts'
import { periodOf } from './funnel.ts'

export interface WinLossRequest {
  /** All of them where left out. */
  pipeline?: string
  /** First and last day on which they ended, both included. */
  from: string
  to: string
  filter?: unknown
}

export interface WinLossLine {
  /** Key of a choice, or id of a record; null where nothing is said. */
  key: string | null
  /** Of a record that may be seen. */
  name: string | null
  won: number
  lost: number
  /** In the currency of the company; null where the caller may not read amounts. */
  won_amount: string | null
  lost_amount: string | null
}

const ways = ['reason', 'source', 'campaign', 'owner', 'closed_from'] as const

export type WinLoss = Partial<Record<(typeof ways)[number] | 'competitor', WinLossLine[]>> & { total: WinLossLine }

/** What ended in the period, by each way that the caller may read: one pass over the opportunities, and one over those who competed for them. */
export async function winLossOf(ctx: Context, request: WinLossRequest): Promise<WinLoss> {
  const object = objectOf(ctx, 'opportunity')
  const { start, end } = periodOf(ctx, request)
  const chosen = sql`c.status <> 'open' and c.closed_at >= ${start} and c.closed_at < ${end}
    ${request.pipeline ? sql`and c.pipeline_id = ${request.pipeline}::uuid` : sql.empty} and ${whereOf(ctx, object, 'c', { filter: request.filter ?? {} })}`
  const readable = ways.filter((name) => readableField(ctx, object, name))
  const [lines, competition] = await Promise.all([linesBy(ctx, readable, chosen), competitorLines(ctx, chosen)])
  const of = (way: string) => lines.filter((line) => line.way === way).map(({ way: _way, ...line }) => line)
  const none: WinLossLine = { key: null, name: null, won: 0, lost: 0, won_amount: '0.00', lost_amount: '0.00' }
  return { total: of('total')[0] ?? none, ...Object.fromEntries(readable.map((name) => [name, of(name)])), ...(competition ? { competitor: competition } : {}) }
}

type Line = WinLossLine & { way: string }

async function linesBy(ctx: Context, readable: readonly (typeof ways)[number][], chosen: Sql): Promise<Line[]> {
  const columns = readable.map((name) => sql.id('c', objectOf(ctx, 'opportunity').fields.get(name)?.column ?? name))
  const sets = sql.join([...columns.map((column) => sql`(${column})`), sql.raw('()')])
  const way = sql.join(readable.map((name, at) => sql`when grouping(${columns[at] ?? sql.empty}) = 0 then ${name}`), ' ')
  const key = sql`coalesce(${sql.join([...columns.map((column) => sql`${column}::text`), sql.raw('null')])})`
  const label = readable.length > 0 ? sql`case ${way} else 'total' end` : sql.raw(`'total'`)
  return ctx.db.rows<Line>(
    sql`with lines as materialized (select ${label} as way, ${key} as key, ${figures(ctx)} from opportunities c where ${chosen} group by grouping sets (${sets}))
      select l.way, l.key, coalesce(${nameOf(ctx, 'user', sql`l.way = 'owner'`)}, ${nameOf(ctx, 'campaign', sql`l.way = 'campaign'`)}, ${nameOf(ctx, 'stage', sql`l.way = 'closed_from'`)}) as name,
        l.won, l.lost, l.won_amount, l.lost_amount
      from lines l order by l.won + l.lost desc, l.key`,
  )
}

/** Those who competed count by how it ended for them; null for whoever may not know of competitors. */
async function competitorLines(ctx: Context, chosen: Sql): Promise<WinLossLine[] | null> {
  if (verdictOf(ctx, 'competitor', 'see') === false || verdictOf(ctx, 'opportunity_competitor', 'see') === false) return null
  const [object, part] = [objectOf(ctx, 'competitor'), objectOf(ctx, 'opportunity_competitor')]
  if (!readableField(ctx, part, 'outcome') || !readableField(ctx, part, 'competitor')) return null
  const outcome = (name: string) => sql`p.outcome = ${name}`
  const amount = (condition: Sql) => amountOf(ctx, condition)
  return ctx.db.rows<WinLossLine>(
    sql`select k.id::text as key, ${titleOf(ctx, object, 'k')} as name, count(*) filter (where ${outcome('won_against')})::int as won, count(*) filter (where ${outcome('lost_to')})::int as lost,
        ${amount(outcome('won_against'))} as won_amount, ${amount(outcome('lost_to'))} as lost_amount
      from opportunities c
        join opportunity_competitors p on p.workspace_id = ${sql.workspace} and p.opportunity_id = c.id and p.deleted_at is null and p.outcome in ('won_against', 'lost_to')
        join competitors k on k.workspace_id = ${sql.workspace} and k.id = p.competitor_id
      where ${chosen} and ${allowed(ctx, 'opportunity_competitor', 'see', 'p')} and ${allowed(ctx, 'competitor', 'see', 'k')}
      group by k.id, 2 order by 3 + 4 desc, k.id`,
  )
}

function figures(ctx: Context): Sql {
  const standing = (name: string) => sql`c.status = ${name}`
  return sql`count(*) filter (where ${standing('won')})::int as won, count(*) filter (where ${standing('lost')})::int as lost,
    ${amountOf(ctx, standing('won'))} as won_amount, ${amountOf(ctx, standing('lost'))} as lost_amount`
}

function amountOf(ctx: Context, condition: Sql): Sql {
  if (!readableField(ctx, objectOf(ctx, 'opportunity'), 'amount')) return sql.raw('null::text')
  return sql`coalesce(sum(c.amount) filter (where ${condition} and c.currency = ${ctx.workspace.currency}), 0::numeric(18,2))::text`
}

function nameOf(ctx: Context, target: string, condition: Sql): Sql {
  const object = objectOf(ctx, target)
  const reader = naming(ctx, target)
  return sql`(select ${titleOf(reader, object, 'x')} from ${sql.id(object.table)} x
    where x.workspace_id = ${sql.workspace} and ${condition} and x.id = case when ${condition} then l.key::uuid end and ${allowed(reader, target, 'see', 'x', 'one')})`
}
