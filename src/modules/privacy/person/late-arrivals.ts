import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { belongingsOf } from '../../../kernel/definitions/person.ts'
import { anonymous } from '../../../kernel/fields/text.ts'
import { storedColumns } from '../../../kernel/projections/columns.ts'
import { anonymiseRecords } from './anonymise.ts'
import { pointsTo, type FoundRecord } from './person-records.ts'

/**
 * Daily: what was written about somebody while the person was being erased, or after (a contact logged at that very moment, a
 * file with the number of the customer), is blanked too. Known by a version that nothing has blanked.
 */
export async function sweepLateArrivals(ctx: Context): Promise<void> {
  for (const person of [...ctx.objects.values()].filter((object) => object.person)) {
    for (const { object, references } of belongingsOf(ctx.objects, person.name)) {
      await transaction(ctx, async (ctx) => {
        const rows = await ctx.db.rows<FoundRecord>(
          sql`select c.id, c.version, c.deleted_at is not null as is_deleted, row_to_json(t) as record from ${sql.id(object.table)} c
            cross join lateral (select ${storedColumns(object, 'c')}) t
            where c.workspace_id = ${sql.workspace} and exists (select 1 from ${sql.id(person.table)} p where p.workspace_id = ${sql.workspace}
              and p.anonymised_at is not null and ${pointsTo('c', references, sql.id('p', 'id'))})
            and not exists (select 1 from events e where e.workspace_id = ${sql.workspace} and e.object = ${object.name} and e.record_id = c.id
              and e.kind = ${`${object.module}.${object.name}.anonymised`} and e.version = c.version)
            order by c.id limit 1000 for update of c`,
        )
        if (rows.length > 0) await anonymiseRecords(ctx, object, rows, { name: anonymous, keepsPlace: false })
      })
    }
  }
}
