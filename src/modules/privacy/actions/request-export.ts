import { transaction } from '../../../platform/db/database.ts'
import { isId } from '../../../platform/ids.ts'
import { forbidden, invalid, issue, notFound } from '../../../platform/problems.ts'
import { sql } from '../../../platform/db/sql.ts'
import { allowed, verdictOf } from '../../../kernel/access/policy.ts'
import type { Context } from '../../../kernel/context.ts'
import { isPerson } from '../../../kernel/definitions/person.ts'
import { startJob } from '../../../kernel/jobs.ts'
import { storedColumns } from '../../../kernel/projections/columns.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { personObject } from './ask-erasure.ts'

export interface ExportRequest {
  object: string
  record: string
}

/**
 * Queues the export of everything about one person. Answers the job.
 * @throws Problem 404; 403 without the right to export, or to change this person; 422 for what is no person.
 */
export async function requestExport(ctx: Context, request: ExportRequest): Promise<string> {
  await refuseExport(ctx, request)
  return transaction(ctx, (ctx) => startJob(ctx, { kind: 'privacy.export', payload: { object: request.object, record: request.record.toLowerCase() } }))
}

/** Asked again when the work begins: rights may have changed since. */
export async function refuseExport(ctx: Context, request: ExportRequest): Promise<void> {
  const object = personObject(ctx, request.object)
  if (verdictOf(ctx, object.name, 'export') === false) throw forbidden()
  const [row] = isId(request.record)
    ? await ctx.db.rows<{ record: Stored; may: boolean }>(
        sql`select row_to_json(t) as record, ${allowed(ctx, object.name, 'export', 'c')} and ${allowed(ctx, object.name, 'change', 'c')} as may
          from ${sql.id(object.table)} c cross join lateral (select ${storedColumns(object, 'c')}) t
          where c.workspace_id = ${sql.workspace} and c.id = ${request.record}::uuid and ${allowed(ctx, object.name, 'see', 'c')}`,
      )
    : []
  if (!row) throw notFound()
  if (!row.may) throw forbidden()
  if (!isPerson(object, row.record)) throw invalid([issue('record', 'not_a_person', '单位不是个人', 'An organisation is no person')])
}
