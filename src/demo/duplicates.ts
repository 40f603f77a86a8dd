/** A few customers that were entered twice, as it happens: by another colleague, in other characters, with the same telephone. And two who only share one. */
import { sql } from '../platform/db/sql.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { createRecord } from '../kernel/records/create.ts'
import { searchAll } from '../modules/customers/index.ts'

interface Original {
  id: string
  kind: 'organisation' | 'person'
  name: string
  phones: string[]
  credit_code: string | null
  owner: string
}

/** Second files of planted customers, and the search that finds them. What is planted has no listeners. */
export async function plantDuplicates(ctx: Context): Promise<void> {
  const originals = await ctx.db.rows<Original>(
    sql`(select c.id, c.kind, c.name, c.phones, c.credit_code, c.owner_id as owner from customers c
        where c.workspace_id = ${sql.workspace} and c.kind = 'organisation' and c.phones <> '{}' and c.credit_code is not null and c.name like '%有限公司' order by c.number desc limit 3)
      union all (select c.id, c.kind, c.name, c.phones, null, c.owner_id from customers c
        where c.workspace_id = ${sql.workspace} and c.kind = 'person' and c.phones <> '{}' order by c.number desc limit 3)`,
  )
  const organisations = originals.filter(({ kind }) => kind === 'organisation')
  const people = originals.filter(({ kind }) => kind === 'person')
  for (const [index, { name, phones, credit_code, owner }] of organisations.entries()) {
    const short = name.replace(/(?:股份|责任)?有限公司$/, '')
    const second = await enter(ctx, 'customer', { kind: 'organisation', name: index === 0 ? short : `${short}（旧档）`, owner, remark: '展会名片录入', ...(index < 2 ? { phones } : {}), ...(index > 0 ? { credit_code } : {}), tags: ['展会'] })
    await enter(ctx, 'contact', { customer: second, name: ['许静', '钱波', '韩雪'][index], position: '采购', is_primary: true })
    await enter(ctx, 'preference', { customer: second, kind: 'preference', area: 'communication', text: '周五下午不安排会议' })
    await enter(ctx, 'task', { name: '回寄样册', customer: second, owner })
  }
  for (const [index, { name, phones, owner }] of people.entries()) {
    // The last shares a telephone as families do: not a duplicate.
    const second = await enter(ctx, 'customer', { kind: 'person', name: index === 2 ? `${name.slice(0, 1)}家明` : name, phones, owner, source: 'walk_in' })
    if (index < 2) await enter(ctx, 'preference', { customer: second, kind: 'habit', area: 'room', text: '高楼层，远离电梯' })
  }
  await searchAll(ctx, async () => true)
}

async function enter(ctx: Context, object: string, values: Record<string, unknown>): Promise<string> {
  return (await createRecord(ctx, objectOf(ctx, object), values, { asSystem: true })).id
}
