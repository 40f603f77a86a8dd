/** An import as the interface answers it. */
import { objectOf, type Context } from '../kernel/context.ts'
import { tellsApart } from '../kernel/fields/cells.ts'
import { followsFrom, mustBeGiven, placesOf, type ImportableField } from './importable-fields.ts'
import type { ImportRow } from './import-record.ts'
import { jobAnswer } from '../kernel/jobs.ts'

/** Short, for lists. */
export function importSummary(row: ImportRow): object {
  const { id, object, state, file_name, result, created_at } = row
  return { id, object, state, file_name, job: row.job_id, result, has_error_file: row.error_bytes > 0, created_at: created_at.toISOString() }
}

export async function importAnswer(ctx: Context, row: ImportRow): Promise<object> {
  const { format, encoding, delimiter, sheets, sheet, columns, sample, suggested, total_bytes } = row.reading
  return {
    ...importSummary(row),
    job: row.job_id ? await jobAnswer(ctx, row.job_id) : null,
    format,
    encoding,
    delimiter,
    sheets,
    sheet,
    columns,
    sample,
    suggested,
    mapping: row.mapping,
    options: { duplicates: 'skip', ...row.options },
    fields: importableFields(ctx, row.object),
    total_bytes,
  }
}

function importableFields(ctx: Context, objectName: string): ImportableField[] {
  const object = objectOf(ctx, objectName)
  return placesOf(ctx, object).map(({ path, field, part, label }) => ({
    path,
    label,
    required: part === null && mustBeGiven(field),
    type: field.type,
    hint: part === null ? field.hint : undefined,
    many: part === null && field.many === true,
    follows_from: part === null ? followsFrom(object, field) : undefined,
    can_match: part === null && tellsApart(field) > 0,
  }))
}
