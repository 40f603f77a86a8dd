/** What stays with a customer that is merged away, because with the survivor it would say nothing or be said twice. It comes back with an undo. */
import { sql, type Sql } from '../../../platform/db/sql.ts'
import type { MergePair } from '../../../kernel/definitions/module.ts'

export const stays: Record<string, (row: string, pair: MergePair) => Sql> = {
  // The survivor has its own, and makes one of the birthday it takes over.
  special_day: (row, { survivor }) => sql`(${sql.id(row, 'contact_id')} is null and (${sql.id(row, 'is_automatic')} or exists (select 1 from special_days o
    where o.workspace_id = ${sql.workspace} and o.customer_id = ${survivor}::uuid and o.contact_id is null and o.deleted_at is null and not o.is_automatic
      and (o.kind, o.name, o.day, o.calendar) = (${sql.id(row, 'kind')}, ${sql.id(row, 'name')}, ${sql.id(row, 'day')}, ${sql.id(row, 'calendar')}))))`,
  preference: (row, { survivor }) => sql`exists (select 1 from preferences o
    where o.workspace_id = ${sql.workspace} and o.customer_id = ${survivor}::uuid and o.deleted_at is null and ${sql.id(row, 'contact_id')} is null and o.contact_id is null
      and (o.kind, o.text) = (${sql.id(row, 'kind')}, ${sql.id(row, 'text')}) and o.area is not distinct from ${sql.id(row, 'area')})`,
  // Between the two: it would point from the survivor to itself. To a third: where the survivor says the same.
  relationship: (row, { survivor, loser }) => sql`(${sql.id(row, 'customer_id')} = any(${[survivor, loser]}::uuid[]) and ${sql.id(row, 'other_id')} = any(${[survivor, loser]}::uuid[])
    or exists (select 1 from relationships o where o.workspace_id = ${sql.workspace} and o.deleted_at is null and o.kind = ${sql.id(row, 'kind')}
      and (o.customer_id = ${survivor}::uuid and ${sql.id(row, 'customer_id')} = ${loser}::uuid and o.other_id = ${sql.id(row, 'other_id')}
        or o.other_id = ${survivor}::uuid and ${sql.id(row, 'other_id')} = ${loser}::uuid and o.customer_id = ${sql.id(row, 'customer_id')})))`,
}
