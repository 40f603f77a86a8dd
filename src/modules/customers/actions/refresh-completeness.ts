import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { objectOf } from '../../../kernel/context.ts'
import { storedColumns } from '../../../kernel/projections/columns.ts'
import { refreshFormulas } from '../../../kernel/records/refresh-formulas.ts'
import type { Stored } from '../../../kernel/records/input.ts'

interface Row {
  id: string
  record: Stored
  facts: Stored | null
}

/**
 * Completeness counts what is known of the primary contact, so it follows changes of contacts. A bulk path: one read and one
 * write however many customers; derived values only, so neither version nor event.
 */
export async function refreshCompleteness(ctx: Context, customerIds: string[]): Promise<void> {
  if (customerIds.length === 0) return
  const customer = objectOf(ctx, 'customer')
  const rows = await ctx.db.rows<Row>(sql`
    select c.id, row_to_json(t) as record,
      (select json_build_object('contact_name', p.name, 'contact_phone', p.phones[1], 'contact_position', p.position, 'contact_mail', p.emails[1],
          'contact_gender', p.gender, 'contact_birthday', p.birthday, 'contact_best_time', p.best_time)
        from contacts p where p.workspace_id = ${sql.workspace} and p.customer_id = c.id and p.deleted_at is null
        order by p.is_primary desc, p.created_at limit 1) as facts
    from customers c cross join lateral (select ${storedColumns(customer, 'c')}) t
    where c.workspace_id = ${sql.workspace} and c.id = any(${customerIds}::uuid[]) for no key update of c`)
  const moment = { now: ctx.clock.now(), timeZone: ctx.workspace.timeZone }
  const refreshed = rows.map((row) => {
    const { completeness, completeness_missing } = customer.derive({ ...row.record, contact_facts: row.facts }, moment)
    return { id: row.id, contact_facts: row.facts, completeness, completeness_missing }
  })
  await ctx.db.rows(sql`
    update customers c set contact_facts = r.contact_facts, completeness = r.completeness, completeness_missing = r.completeness_missing
    from json_to_recordset(${JSON.stringify(refreshed)}::json) as r(id uuid, contact_facts jsonb, completeness numeric, completeness_missing text[])
    where c.workspace_id = ${sql.workspace} and c.id = r.id`)
  await refreshFormulas(ctx, customer, customerIds, ['completeness', 'completeness_missing'])
}
