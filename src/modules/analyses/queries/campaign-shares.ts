/** What campaigns cost, shared among the customers that they won: to the cent, so that the shares come to what was spent. */
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'

/**
 * Rows of (campaign_id, month, customer_id, owner_id, is_known, amount). What a campaign spent in a month is shared equally among the customers
 * that it won (a converted lead or a won opportunity names it; each once), whenever they were; the cents that are left over go to the first of
 * them by id. Of one that has won nobody it stands whole, without a customer, with whoever it belongs to. Known is who had bought before it began.
 * @param span first days of the first and the last month
 */
export function campaignShares(ctx: Context, { first, last }: { first: string; last: string }): Sql {
  const living = (object: string, alias: string, filter: Record<string, unknown>) => whereOf(ctx, objectOf(ctx, object), alias, { filter })
  const began = sql`coalesce(k.from_on, (k.created_at at time zone ${ctx.workspace.timeZone})::date)`
  return sql`with spent as materialized (
      select k.id, k.owner_id, ${began} as began, e.month, round(sum(e.amount) * 100) as cents
      from campaigns k cross join lateral (select (p ->> 'amount')::numeric as amount, date_trunc('month', coalesce((p ->> 'on')::date, ${began}))::date as month from jsonb_array_elements(k.expenses) p) e
      where ${living('campaign', 'k', { cost: { is_empty: false } })} and e.month between ${first}::date and ${last}::date
      group by k.id, k.owner_id, began, e.month),
    won as materialized (
      select w.campaign_id, c.id, c.owner_id, v.first_purchase_on, row_number() over (partition by w.campaign_id order by c.id) as place, count(*) over (partition by w.campaign_id) as all_won
      from (
        select l.campaign_id, l.customer_id from leads l where ${living('lead', 'l', { status: 'converted', campaign: { is_empty: false } })}
        union select o.campaign_id, o.customer_id from opportunities o where ${living('opportunity', 'o', { status: 'won', campaign: { is_empty: false } })}) w
      join customers c on c.workspace_id = ${sql.workspace} and c.id = w.customer_id and ${living('customer', 'c', {})}
      left join customer_values v on v.workspace_id = ${sql.workspace} and v.id = c.id
      where w.campaign_id in (select s.id from spent s))
    select s.id as campaign_id, s.month, w.id as customer_id, case when w.id is null then s.owner_id else w.owner_id end as owner_id, coalesce(w.first_purchase_on < s.began, false) as is_known,
      case when w.id is null then s.cents else div(s.cents, w.all_won) + (w.place <= mod(s.cents, w.all_won))::int end / 100 as amount
    from spent s left join won w on w.campaign_id = s.id`
}
