import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Language } from '../../../platform/label.ts'
import { dayOf, minuteOfDay } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { fileFolder } from '../../../kernel/files/keep-file.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { linesOf } from '../../sales/index.ts'

/** What stands on the sheet: plain values. */
export interface VoucherPaper {
  language: Language
  company: string
  number: string
  customer: string | null
  place: string | null
  asset: string | null
  engineer: string | null
  request: string | null
  done_on: string
  times: string | null
  service_class: string
  work: string
  lines: { name: string; quantity: string; price: string; amount: string }[]
  currency: string
  total: string
  settlement: string
  signed_by: string | null
  signed_at: string | null
  /** A data URL. */
  signature: string | null
}

interface Around {
  customer: string | null
  place: { name?: string } | null
  asset: string | null
  engineer: string | null
  request: string | null
  from: string | null
  to: string | null
}

/** @param record as it is stored */
export async function voucherPaper(ctx: Context, record: Stored, { language, dataFolder }: { language: Language; dataFolder: string }): Promise<VoucherPaper> {
  const [around] = await ctx.db.rows<Around>(
    sql`select c.name as customer, j.place, concat_ws(' ', a.name, a.serial) as asset, u.name as engineer, r.number as request, j.checked_in_at::text as "from", j.ended_at::text as "to"
      from field_jobs j left join customers c on c.workspace_id = ${sql.workspace} and c.id = j.customer_id
        left join assets a on a.workspace_id = ${sql.workspace} and a.id = j.asset_id
        left join users u on u.workspace_id = ${sql.workspace} and u.id = j.engineer_id
        left join service_requests r on r.workspace_id = ${sql.workspace} and r.id = j.request_id
      where j.workspace_id = ${sql.workspace} and j.id = ${String(record.job)}::uuid`,
  )
  const clock = (at: string | null | undefined) => (at ? timeOf(new Date(at), ctx.workspace.timeZone) : null)
  const option = (field: string) => objectOf(ctx, 'service_voucher').fields.get(field)?.options?.find(({ key }) => key === record[field])?.label[language] ?? ''
  return {
    language, company: ctx.workspace.name, number: String(record.number), customer: around?.customer ?? null, place: around?.place?.name ?? null, asset: around?.asset || null, engineer: around?.engineer ?? null, request: around?.request ?? null,
    done_on: String(record.done_on), times: around?.from ? `${clock(around.from)} – ${clock(around.to) ?? ''}` : null, service_class: option('service_class'), work: String(record.work),
    lines: linesOf({ lines: record.lines as Record<string, never>[] }).map(({ name, quantity, price, amount }) => ({ name: String(name), quantity: String(quantity), price: price.replace(/(\.\d\d)0+$/, '$1'), amount: String(amount) })),
    currency: String(record.currency), total: String(record.total), settlement: option('settlement'),
    signed_by: typeof record.signed_by === 'string' ? record.signed_by : null,
    signed_at: typeof record.signed_at === 'string' ? dayOf(new Date(record.signed_at), ctx.workspace.timeZone) : null,
    signature: await pictureOf(ctx, record.signature, dataFolder),
  }
}

function timeOf(at: Date, timeZone: string): string {
  const minutes = minuteOfDay(at, timeZone)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

const largestPicture = 2_000_000

/** Only pictures that the printer knows; one that is gone or too large is left out, the name stands. */
async function pictureOf(ctx: Context, file: unknown, dataFolder: string): Promise<string | null> {
  if (typeof file !== 'object' || file === null || !('id' in file) || !('type' in file) || (file.type !== 'image/png' && file.type !== 'image/jpeg')) return null
  const path = join(fileFolder(dataFolder, ctx.workspace.id), String(file.id))
  const size = await stat(path).then((found) => found.size, () => null)
  if (size === null || size > largestPicture) return null
  const bytes = await readFile(path)
  const isPicture = file.type === 'image/png' ? bytes.subarray(1, 4).toString('latin1') === 'PNG' : bytes[0] === 0xff && bytes[1] === 0xd8
  return isPicture ? `data:${file.type};base64,${bytes.toString('base64')}` : null
}
