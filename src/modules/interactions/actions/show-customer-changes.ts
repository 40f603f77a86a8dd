import { z } from 'zod'
import { notFound } from '../../../platform/problems.ts'
import { sql } from '../../../platform/db/sql.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { changesOf } from '../../../kernel/history/history.ts'
import { namesOfReferences } from '../../../kernel/history/reference-names.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { changesKept } from './apply-customer-changes.ts'

const read = z.object({ customer: z.object({ id: z.string() }).nullish(), customer_changes: z.json().optional() })

interface Row { id: string; at: string; before: Stored | null; after: Stored | null; is_undone: boolean }

/** What a contact changed of its customer, field by field as far as the caller may see them; nothing where the customer may not be seen. */
export const showCustomerChanges = defineAction({
  name: 'customer-changes',
  object: 'interaction',
  on: 'record',
  label: { zh: '客户资料更改', en: 'Changes to the customer' },
  input: z.strictObject({}),
  is_query: true,
  guard: (ctx) => verdictOf(ctx, 'interaction', 'see') !== false,
  run: async (ctx: Context, { id }) => {
    if (!id) throw notFound()
    // As the caller may read it: who may not know of the field is told nothing.
    const record = read.parse(JSON.parse((await getRecord(ctx, objectOf(ctx, 'interaction'), id)).json))
    const events = changesKept(record.customer_changes).map(({ event }) => event)
    const customer = objectOf(ctx, 'customer')
    if (events.length === 0 || !record.customer || !(await isSeen(ctx, record.customer.id))) return { data: [] }
    const rows = await ctx.db.rows<Row>(
      sql`select e.id::text as id, to_json(e.at) #>> '{}' as at, e.before, e.after,
          exists (select 1 from events u where u.workspace_id = ${sql.workspace} and u.object = 'customer' and u.record_id = e.record_id and u.id > e.id and u.cause ->> 'undo' = e.id::text) as is_undone
        from events e where e.workspace_id = ${sql.workspace} and e.object = 'customer' and e.record_id = ${record.customer.id}::uuid and e.id = any(${events}::uuid[]) order by e.id`,
    )
    const data = rows.map(({ id: event, at, before, after, is_undone }) => ({ event, at, is_undone, fields: changesOf(ctx, customer, before, after) }))
    await namesOfReferences(ctx, [{ object: customer, changes: data.flatMap(({ fields }) => fields) }])
    return { data: data.filter(({ fields }) => fields.length > 0) }
  },
})

async function isSeen(ctx: Context, id: string): Promise<boolean> {
  const verdict = verdictOf(ctx, 'customer', 'see', 'one')
  if (verdict === false) return false
  const rows = await ctx.db.rows(sql`select 1 from customers c where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid and ${verdict === true ? sql.raw('true') : verdict('c')}`)
  return rows.length > 0
}
