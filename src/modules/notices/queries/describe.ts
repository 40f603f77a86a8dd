/** Notifications in words, with the rights and in the language of whoever reads them now. */
import { visibleField } from '../../../kernel/access/visible-fields.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Label, Language } from '../../../platform/label.ts'
import { listRecords } from '../../../kernel/query/list.ts'
import { fillGaps } from '../rules/words.ts'

export interface NoticeRow {
  id: string
  kind: string
  object: string | null
  record: string | null
  actor: { id: string; name: string } | null
  values: Record<string, unknown>
  count: number
  at: string
  is_read: boolean
  is_done: boolean
}

export interface InboxEntry {
  id: string
  kind: string
  label: string
  /** The whole sentence. */
  text: string
  /** What somebody wrote. */
  quote: string | null
  at: string
  is_read: boolean
  /** What it calls for is done. */
  is_done: boolean
  count: number
  actor: { id: string; name: string } | null
  object: string | null
  record: { id: string; name: string } | null
  /** What of the record it tells of, such as a comment. */
  entry: string | null
  /** Address of the file that was made, below `/api/v1`. */
  file: string | null
}

/** The rows must be known to be the reader's. */
export async function describe(ctx: Context, rows: readonly NoticeRow[]): Promise<InboxEntry[]> {
  const kinds = ctx.registry.notices
  const named = rows.flatMap(({ object, record }) => (object && record ? [{ object, id: record, field: ctx.objects.get(object)?.title ?? '' }] : []))
  const quoted = rows.flatMap((row) => {
    const quotes = kinds.get(row.kind)?.quotes
    const id = quotes && row.values[quotes.value]
    return quotes && typeof id === 'string' ? [{ object: quotes.object, id, field: quotes.field }] : []
  })
  const texts = await textsOf(ctx, [...named, ...quoted])
  return rows.map((row) => {
    const kind = kinds.get(row.kind)
    const name = row.record && (texts.get(`${row.object} ${row.record}`) ?? objectWord(ctx, row.object))
    const quotes = kind?.quotes
    return {
      id: row.id,
      kind: row.kind,
      label: kind?.label[ctx.language] ?? row.kind,
      text: kind ? fillGaps(wordsOf(kind, row), { ...row.values, count: row.count, record: name, actor: row.actor?.name ?? nobody[ctx.language] }, ctx.language) : row.kind,
      quote: (quotes && texts.get(`${quotes.object} ${String(row.values[quotes.value])}`)) ?? null,
      at: row.at,
      is_read: row.is_read,
      is_done: row.is_done,
      count: row.count,
      actor: row.actor,
      object: row.object,
      record: row.record ? { id: row.record, name: name ?? '' } : null,
      entry: quotes && texts.has(`${quotes.object} ${String(row.values[quotes.value])}`) ? String(row.values[quotes.value]) : null,
      file: typeof row.values.file === 'string' ? `/exports/${row.values.file}/file` : null,
    }
  })
}

const nobody: Record<Language, string> = { zh: '系统', en: 'The system' }

function wordsOf(kind: { text: Label; text_many?: Label }, row: NoticeRow): Label {
  return (row.record === null && kind.text_many) || kind.text
}

function objectWord(ctx: Context, name: string | null): string {
  return (name && ctx.objects.get(name)?.label[ctx.language]) ?? ''
}

/** One list for each object, by its policy: `object id` -> text. What may not be read is not there. */
async function textsOf(ctx: Context, wanted: readonly { object: string; id: string; field: string }[]): Promise<Map<string, string>> {
  const lists = [...Map.groupBy(wanted, ({ object, field }) => `${object} ${field}`).values()].map(async (those) => {
    const [{ object: name, field } = { object: '', field: '' }] = those
    const object = ctx.objects.get(name)
    if (!object || !visibleField(ctx, object, field)) return []
    const ids = [...new Set(those.map(({ id }) => id))]
    const { rows } = await listRecords(ctx, object, { filter: { id: { in: ids } }, fields: `id,${field}`, limit: ids.length })
    return rows.map((json): [string, string] => {
      const record: { id: string; [field: string]: unknown } = JSON.parse(json)
      return [`${name} ${record.id}`, textOf(record[field])]
    })
  })
  return new Map((await Promise.all(lists)).flat())
}

function textOf(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'name' in value) return String(value.name)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
