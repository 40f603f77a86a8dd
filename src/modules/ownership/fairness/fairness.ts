/** Customers, value and workload by person, and how evenly they are spread. */
import { z } from 'zod'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { allowed, verdictOf } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { tierOptions } from '../objects/pool.ts'
import { giniOf, shareOfTop } from './spread.ts'

const lately = 30 * 24 * 3600_000

const input = z.strictObject({
  department: z.uuid().nullish(),
  territory: z.uuid().nullish(),
  tiers: z.array(z.enum(tierOptions.map(({ key }) => key))).max(20).nullish(),
})

type Asked = z.infer<typeof input>

export const fairnessReport = defineAction({
  name: 'fairness',
  object: 'customer',
  on: 'collection',
  label: { zh: '负荷均衡', en: 'Fairness' },
  is_query: true,
  input,
  guard: (ctx) => verdictOf(ctx, 'customer', 'see') !== false,
  run: (ctx, { input }) => fairness(ctx, input),
})

interface Row {
  person: { id: string; name: string; department: string | null }
  customers: number
  /** Of the last twelve months, as decimal text; null where the caller may not read amounts. */
  value: string | null
  open_tasks: number
  contacts: number
}

export interface Fairness {
  rows: Row[]
  /** Over the people of the answer. */
  spread: Record<'customers' | 'value' | 'open_tasks' | 'contacts', { gini: number; top_share: number }>
}

/** What the caller may see of it, in one statement that reads indexes alone (migration 0018). */
export async function fairness(ctx: Context, asked: Asked): Promise<Fairness> {
  const rows = await ctx.db.rows<Row>(reportQuery(ctx, asked))
  const measures = ['customers', 'value', 'open_tasks', 'contacts'] as const
  const spread = (name: (typeof measures)[number]) => {
    const values = rows.map((row) => Number(row[name] ?? 0))
    return { gini: round(giniOf(values)), top_share: round(shareOfTop(values)) }
  }
  return { rows, spread: { customers: spread('customers'), value: spread('value'), open_tasks: spread('open_tasks'), contacts: spread('contacts') } }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

export function reportQuery(ctx: Context, { department, territory, tiers }: Asked): Sql {
  const customer = objectOf(ctx, 'customer')
  const isFiltered = Boolean(territory) || (tiers?.length ?? 0) > 0
  const fits = (row: string) => sql.and([
    ...(territory ? [sql`${sql.id(row, 'territory_id')} in (select l.id from lands l)`] : []),
    ...(tiers?.length ? [sql`${sql.id(row, 'tier')} = any(${tiers}::text[])`] : []),
  ])
  const ofThose = (row: string, name: string) => isFiltered
    ? sql`and exists (select 1 from customers ${sql.id(name)} where ${sql.id(name, 'workspace_id')} = ${sql.workspace} and ${sql.id(name, 'id')} = ${sql.id(row, 'customer_id')} and ${fits(name)})`
    : sql.empty
  const amount = readableField(ctx, customer, 'annual_amount') ? sql`sum(c.annual_amount)` : sql.raw('null::numeric')
  return sql`with recursive below as (
      select d.id from departments d where d.workspace_id = ${sql.workspace} and d.deleted_at is null and d.id = ${department ?? null}::uuid
      union
      select d.id from departments d join below b on d.parent_id = b.id where d.workspace_id = ${sql.workspace} and d.deleted_at is null
    ), lands as (
      select t.id from territories t where t.workspace_id = ${sql.workspace} and t.deleted_at is null and t.id = ${territory ?? null}::uuid
      union
      select t.id from territories t join lands l on t.parent_id = l.id where t.workspace_id = ${sql.workspace} and t.deleted_at is null
    )
    select json_build_object('id', u.id, 'name', u.name, 'department', g.name) as person, coalesce(h.customers, 0) as customers, h.value::text as value,
      coalesce(w.open_tasks, 0) as open_tasks, coalesce(i.contacts, 0) as contacts
    from users u
    left join departments g on g.workspace_id = ${sql.workspace} and g.id = u.department_id
    left join (select c.owner_id, count(*) as customers, ${amount} as value from customers c
      where c.workspace_id = ${sql.workspace} and c.deleted_at is null and c.owner_id is not null and ${allowed(ctx, 'customer', 'see', 'c')} and ${fits('c')} group by c.owner_id) h on h.owner_id = u.id
    left join (select w.owner_id, count(*) as open_tasks from tasks w
      where w.workspace_id = ${sql.workspace} and w.deleted_at is null and w.status = 'open' and w.owner_id is not null and ${allowed(ctx, 'task', 'see', 'w')} ${ofThose('w', 'wc')} group by w.owner_id) w on w.owner_id = u.id
    left join (select i.owner_id, count(*) as contacts from interactions i
      where i.workspace_id = ${sql.workspace} and i.deleted_at is null and i.at > ${new Date(ctx.clock.now().getTime() - lately)} and i.at <= ${ctx.clock.now()} and ${allowed(ctx, 'interaction', 'see', 'i')} ${ofThose('i', 'ic')} group by i.owner_id) i on i.owner_id = u.id
    where u.workspace_id = ${sql.workspace} and u.deleted_at is null ${department ? sql`and u.department_id in (select b.id from below b)` : sql.empty}
      and (h.customers > 0 or u.is_active and (w.open_tasks > 0 or i.contacts > 0))
    order by h.customers desc nulls last, u.name, u.id limit 1000`
}
