/** The log as a file, newest first, written as it is read. */
import { PassThrough, type Readable } from 'node:stream'
import { csvWriter } from '../../platform/tabular/write-csv.ts'
import { xlsxWriter } from '../../platform/tabular/write-xlsx.ts'
import type { Context } from '../../kernel/context.ts'
import { typeOf } from '../../kernel/fields/index.ts'
import { appendEvent } from '../../kernel/history/events.ts'
import { newId } from '../../platform/ids.ts'
import { auditLog } from './audit-right.ts'
import { countEntries, wholeEntries, type ReadEntry } from './queries/audit-entries.ts'
import type { AuditFilter } from './queries/audit-filter.ts'

export type AuditFormat = 'csv' | 'xlsx'

const pageSize = 1000
/** A cell of a spreadsheet holds no more. */
const longestCell = 32_000

/** Who takes entries away is in the log before the first of them is read. */
export async function auditFile(ctx: Context, filter: AuditFilter, format: AuditFormat): Promise<Readable> {
  const count = await countEntries(ctx, filter)
  await appendEvent(ctx, auditLog, { verb: 'exported', recordId: newId(), aboutId: null, before: null, after: { format, filter, count }, version: 0 })
  const out = new PassThrough()
  write(ctx, filter, format, out).catch((error: unknown) => {
    // Whoever fetched it may have gone: then nobody is left to be told.
    out.destroy(error instanceof Error ? error : undefined)
  })
  return out
}

async function write(ctx: Context, filter: AuditFilter, format: AuditFormat, out: PassThrough): Promise<void> {
  const columns = headers.map((header) => header[ctx.language])
  const writer = format === 'csv' ? csvWriter(out, { columns }) : xlsxWriter(out, { columns, sheet: { zh: '审计日志', en: 'Audit log' }[ctx.language] })
  for (let cursor: string | null = newId(); cursor !== null; ) {
    const entries: ReadEntry[] = await wholeEntries(ctx, filter, { cursor, limit: pageSize })
    if (entries.length > 0) await writer.write(entries.map((entry) => cellsOf(ctx, entry)))
    cursor = entries.length < pageSize ? null : (entries.at(-1)?.id ?? null)
  }
  await writer.end()
}

const headers = [
  { zh: '时间', en: 'Time' },
  { zh: '人员', en: 'Person' },
  { zh: '操作', en: 'Act' },
  { zh: '对象', en: 'Object' },
  { zh: '记录', en: 'Record' },
  { zh: '记录编号', en: 'Record id' },
  { zh: '内容', en: 'Content' },
  { zh: '地址', en: 'Address' },
  { zh: '程序', en: 'Program' },
  { zh: '缘由', en: 'Cause' },
  { zh: '条目编号', en: 'Entry id' },
]

function cellsOf(ctx: Context, entry: ReadEntry): string[] {
  const { language } = ctx
  return [
    entry.at,
    entry.actor.name,
    entry.verb[language],
    entry.object_label?.[language] ?? entry.object,
    entry.record?.name ?? '',
    entry.record_id,
    (entry.details ? JSON.stringify(entry.details) : changesText(ctx, entry)).slice(0, longestCell).toWellFormed(),
    entry.address ?? '',
    entry.program ?? '',
    entry.cause ? JSON.stringify(entry.cause) : '',
    entry.id,
  ]
}

function changesText(ctx: Context, entry: ReadEntry): string {
  const object = ctx.objects.get(entry.object)
  return entry.fields
    .map(({ field: name, before, after }) => {
      const field = object?.fields.get(name)
      const text = (value: typeof before) => (field && value !== null ? typeOf(field).exportText(value, field, ctx.language) : '')
      return `${field?.label[ctx.language] ?? name}: ${text(before)} → ${text(after)}`
    })
    .join('\n')
}
