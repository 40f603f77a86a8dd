/** What each campaign cost and brought: leads and opportunities that name it, and what its customers bought before, while and after. */
import { addDays } from '../../../platform/calendar/days.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { mayAll } from '../../../kernel/access/actor.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'
import { both, type Block, type Filter } from '../rules/answer.ts'
import type { Asking } from './asking.ts'
import { mayRead, type Sorting } from './blocks.ts'
import { effectColumns, effectRow, effectsOf, occasion } from './effects.ts'
import { grouped, type Measure } from './grouped.ts'

const mostCampaigns = 30
const looked = 730

interface Campaign { id: string; name: string; from: string; until: string | null }

/** The youngest of two years that the reader may see, in what of it the reader may see. */
export async function campaignBlocks(ctx: Context, asking: Asking): Promise<Block[]> {
  if (!mayRead(ctx, ['campaign.name', 'campaign.from_on', 'campaign.until_on'])) return []
  const campaigns = await ctx.db.rows<Campaign>(sql`select k.id::text as id, k.name, k.from_on::text as from, k.until_on::text as until from campaigns k
    where ${whereOf(ctx, objectOf(ctx, 'campaign'), 'k', { filter: { from_on: { gt: addDays(asking.asOf, -looked), lte: asking.asOf } } })} order by k.from_on desc, k.id desc limit ${mostCampaigns}`)
  if (campaigns.length === 0) return []
  const blocks = await Promise.all([returnBlocks(ctx, asking, campaigns), leadBlocks(ctx, asking, campaigns), opportunityBlocks(ctx, asking, campaigns), purchaseBlocks(ctx, asking, campaigns)])
  return blocks.flat()
}

interface Returned { id: string; name: string; cost: string | null; budget: string | null; customers: number; per_lead: string | null; per_customer: string | null; won: string; percent: string | null }

/**
 * What was spent against what came of it, of all customers, for whoever sees all that came of it: a part of it against the whole cost would say nothing.
 * A customer is won by the first won opportunity or converted lead that names the campaign, counted once; amounts won in the company's currency.
 */
async function returnBlocks(ctx: Context, { filter }: Asking, campaigns: readonly Campaign[]): Promise<Block[]> {
  const isReadable = mayRead(ctx, ['campaign.cost', 'campaign.budget', 'lead.campaign', 'lead.status', 'lead.customer', 'opportunity.campaign', 'opportunity.status', 'opportunity.customer', 'opportunity.amount', 'opportunity.currency'])
  if (Object.keys(filter).length > 0 || !isReadable || !['lead', 'opportunity', 'customer'].every((object) => mayAll(ctx.actor, object, 'see'))) return []
  const ids = campaigns.map(({ id }) => id)
  const of = (object: string, alias: string) => whereOf(ctx, objectOf(ctx, object), alias, { filter: { campaign: { id: { in: ids } } } })
  const rows = await ctx.db.rows<Returned>(sql`with l as materialized (select l.campaign_id, l.customer_id, l.status from leads l where ${of('lead', 'l')}),
      o as materialized (select o.campaign_id, o.customer_id, o.amount, o.currency from opportunities o where ${of('opportunity', 'o')} and o.status = 'won'),
      came as (select l.campaign_id, count(*) as leads from l group by 1),
      sold as (select o.campaign_id, sum(o.amount) filter (where o.currency = ${ctx.workspace.currency}) as won from o group by 1),
      gained as (select m.campaign_id, count(*) as customers from (select l.campaign_id, l.customer_id from l where l.status = 'converted' union select o.campaign_id, o.customer_id from o) m
        join customers x on x.workspace_id = ${sql.workspace} and x.id = m.customer_id and ${whereOf(ctx, objectOf(ctx, 'customer'), 'x', {})} group by 1)
    select k.id::text as id, k.name, k.cost::text as cost, k.budget::text as budget, coalesce(g.customers, 0)::int as customers, round(k.cost / c.leads, 2)::text as per_lead, round(k.cost / g.customers, 2)::text as per_customer,
      coalesce(s.won, 0)::numeric(30,2)::text as won, round(100 * (coalesce(s.won, 0) - k.cost) / nullif(k.cost, 0), 1)::text as percent
    from campaigns k left join came c on c.campaign_id = k.id left join sold s on s.campaign_id = k.id left join gained g on g.campaign_id = k.id
    where k.workspace_id = ${sql.workspace} and k.id = any(${ids}::uuid[]) and (k.cost is not null or k.budget is not null) order by array_position(${ids}::uuid[], k.id)`)
  if (rows.length === 0) return []
  return [{
    key: 'campaign_return', draws: 'table', total: null,
    columns: [
      { key: 'won_customers', unit: 'count' }, ...(['spent', 'budget', 'cost_per_lead', 'cost_per_customer', 'won_amount'] as const).map((key) => ({ key, unit: 'money' as const, isOfOtherRows: true as const })), { key: 'return_percent', unit: 'percent' },
    ],
    rows: rows.map(({ id, name, cost, budget, per_lead: perLead, customers, per_customer: perCustomer, won, percent }) => ({
      name: { kind: 'text', text: name }, figures: [customers, cost, budget, perLead, perCustomer, won, percent === null ? null : Number(percent)],
      opens: { object: 'customer', filter: { or: [{ leads: { some: { campaign: id, status: 'converted' } } }, { opportunities: { some: { campaign: id, status: 'won' } } }] } },
    })),
  }]
}

/** By their place, so that the youngest stands first. */
function byCampaign(key: string, campaigns: readonly Campaign[], needs: readonly string[]): Sorting {
  return {
    key, needs, isOrdered: true, isWithoutUnknown: true,
    by: sql`array_position(${campaigns.map(({ id }) => id)}::uuid[], o.campaign_id)::text`,
    name: (place) => ({ kind: 'text', text: campaigns[Number(place) - 1]?.name ?? '' }),
    opens: (place) => ({ campaign: campaigns[Number(place) - 1]?.id ?? '' }),
  }
}

/** Records that name one of the campaigns, of the customers asked for: what has no customer yet belongs to nobody in particular. */
function broughtBy({ filter }: Asking, campaigns: readonly Campaign[]): Filter {
  return both({ campaign: { id: { in: campaigns.map(({ id }) => id) } } }, Object.keys(filter).length > 0 ? { customer: filter } : {})
}

const counted = (key: string, of: Sql, narrows?: Filter): Measure => ({ key, unit: 'count', of, fold: (column) => sql`sum(${column})`, isAdditive: true, ...(narrows ? { narrows } : {}) })
const share = (key: string, of: Sql): Measure => ({ key, unit: 'percent', of, fold: (column) => sql`round(100.0 * avg(${column}), 1)`, isAdditive: false })

async function leadBlocks(ctx: Context, asking: Asking, campaigns: readonly Campaign[]): Promise<Block[]> {
  if (!mayRead(ctx, ['lead.campaign', 'lead.status', 'lead.customer'])) return []
  const filter = broughtBy(asking, campaigns)
  const converted = sql`(o.status = 'converted')::int`
  const measures = [counted('leads', sql`1`), counted('converted', converted, { status: 'converted' }), share('converted_share', converted)]
  const { blocks } = await grouped(ctx, { from: sql`leads o where ${whereOf(ctx, objectOf(ctx, 'lead'), 'o', { filter })}`, sortings: [byCampaign('campaign_leads', campaigns, [])], measures, opens: (own) => ({ object: 'lead', filter: both(filter, own) }) })
  return blocks
}

/** Amounts of won ones in the company's currency, as the analysis of won and lost tells them. */
async function opportunityBlocks(ctx: Context, asking: Asking, campaigns: readonly Campaign[]): Promise<Block[]> {
  if (!mayRead(ctx, ['opportunity.campaign', 'opportunity.status', 'opportunity.customer'])) return []
  const filter = broughtBy(asking, campaigns)
  const is = (status: string) => sql`(o.status = ${status})::int`
  const measures: Measure[] = [
    counted('opportunities', sql`1`), counted('won', is('won'), { status: 'won' }), counted('lost', is('lost'), { status: 'lost' }),
    share('won_share', sql`case when o.status in ('won', 'lost') then ${is('won')} end`),
    { key: 'won_amount', unit: 'money', of: sql`case when o.status = 'won' and o.currency = ${ctx.workspace.currency} then o.amount end`, fold: (column) => sql`coalesce(sum(${column}), 0)`, isAdditive: true, needs: ['opportunity.amount', 'opportunity.currency'], narrows: { status: 'won', currency: ctx.workspace.currency } },
  ]
  const { blocks } = await grouped(ctx, { from: sql`opportunities o where ${whereOf(ctx, objectOf(ctx, 'opportunity'), 'o', { filter })}`, sortings: [byCampaign('campaign_opportunities', campaigns, [])], measures, opens: (own) => ({ object: 'opportunity', filter: both(filter, own) }) })
  return blocks
}

/** Of customers whose lead or opportunity names the campaign; they came by it, so that they are not compared with a year before. */
const purchaseColumns = effectColumns.slice(0, 5)

async function purchaseBlocks(ctx: Context, asking: Asking, campaigns: readonly Campaign[]): Promise<Block[]> {
  const sources = [{ object: 'lead', table: 'leads', relation: 'leads' }, { object: 'opportunity', table: 'opportunities', relation: 'opportunities' }].filter(({ object }) => mayRead(ctx, [`${object}.campaign`, `${object}.customer`]))
  if (sources.length === 0 || !mayRead(ctx, ['transaction.customer', 'transaction.amount', 'transaction.at'])) return []
  const filter = both(broughtBy(asking, campaigns), { customer: { is_empty: false } })
  const members = sql.join(sources.map(({ object, table }) => sql`select o.campaign_id::text as key, o.customer_id as id from ${sql.id(table)} o where ${whereOf(ctx, objectOf(ctx, object), 'o', { filter })}`), ' union ')
  const brought = new Set((await ctx.db.rows<{ key: string }>(sql`select distinct m.key from (${members}) m`)).map(({ key }) => key))
  const behind = (id: string): Filter => ({ customer: { or: sources.map(({ relation }) => ({ [relation]: { some: { campaign: id } } })) } })
  const occasions = campaigns.filter(({ id }) => brought.has(id)).map(({ id, name, from, until }) => occasion({ key: id, name, behind: behind(id), from, until, asOf: asking.asOf }))
  if (occasions.length === 0) return []
  const effects = await effectsOf(ctx, asking, { by: 'customer_id', members, occasions })
  return [{
    key: 'campaign_purchases', draws: 'table', total: null, columns: purchaseColumns,
    rows: occasions.map((one) => {
      const row = effectRow(asking, one, effects.get(one.key))
      return { ...row, figures: row.figures.slice(0, purchaseColumns.length) }
    }),
  }]
}
