import { dayOf } from '../../../platform/calendar/zones.ts'
import { sql } from '../../../platform/db/sql.ts'
import type { Language } from '../../../platform/label.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { componentsOf, flat, isPricedByParts, linesOf, partsOfLine, quantityOf, type StoredLine } from '../../sales/index.ts'
import type { Paper, PaperLine, PaperPart } from '../paper/paper.ts'

export interface PaperOptions {
  kind: Paper['kind']
  language: Language
  isDraft: boolean
}

/** A stored quote or contract as it is printed today. */
export async function paperOf(ctx: Context, record: Stored, { kind, language, isDraft }: PaperOptions): Promise<Paper> {
  const parties = await partiesOf(ctx, record)
  const text = (name: string) => (typeof record[name] === 'string' && record[name] !== '' ? record[name] : undefined)
  const amount = (name: string) => String(record[name] ?? '0.00')
  return {
    kind, language, isDraft, ...parties,
    number: String(record.number),
    version: Number(record.version_number ?? 1),
    name: String(record.name),
    made_on: dayOf(ctx.clock.now(), ctx.workspace.timeZone),
    valid_until: text('valid_until'),
    starts_on: text('starts_on'),
    ends_on: text('ends_on'),
    currency: String(record.currency),
    prices_include_tax: record.prices_include_tax === true,
    lines: linesOf({ lines: groupsOf(record.lines) }).map((line) => paperLine(line, componentsOf(record))),
    subtotal: amount('subtotal'),
    discount_total: amount('discount_total'),
    tax_total: amount('tax_total'),
    total: amount('total'),
    terms: text('terms'),
    remark: text('remark'),
  }
}

async function partiesOf(ctx: Context, record: Stored): Promise<Pick<Paper, 'seller' | 'buyer'>> {
  const [row] = await ctx.db.rows<{ buyer: string; person: string | null; position: string | null; seller: string; mail: string | null }>(
    sql`select c.name as buyer, t.name as person, t.position, u.name as seller, u.email as mail from customers c
      left join contacts t on t.workspace_id = ${sql.workspace} and t.id = ${record.contact ?? null}::uuid
      left join users u on u.workspace_id = ${sql.workspace} and u.id = ${record.owner ?? null}::uuid
      where c.workspace_id = ${sql.workspace} and c.id = ${String(record.customer)}::uuid`,
  )
  // What of a person is hidden from whoever prints it is left out: the offer holds without it.
  const reads = (object: string, name: string) => readableField(ctx, objectOf(ctx, object), name) !== null
  const person = reads('contact', 'name') ? [row?.person, reads('contact', 'position') && row?.position].filter(Boolean).join(' ') : ''
  return {
    buyer: { name: row?.buyer ?? '', ...(person ? { person } : {}) },
    seller: { name: ctx.workspace.name, ...(row?.seller ? { person: row.seller } : {}), ...(row?.mail && reads('user', 'email') ? { mail: row.mail } : {}) },
  }
}

/** What a customer is shown: neither ids nor what follows from tax. */
function paperLine(line: StoredLine, components: ReturnType<typeof componentsOf>): PaperLine {
  const [text, number] = readers(line)
  const tree = partsOfLine(line, components)
  const isPriced = isPricedByParts(line, tree)
  const parts = flat(tree).map((part): PaperPart => {
    const [text] = readers(part)
    return { level: part.level, code: text('code'), name: part.name, unit: text('unit'), quantity: quantityOf(part.times, line.quantity), ...(isPriced ? { price: text('price') } : {}) }
  })
  return {
    code: text('code'), name: text('name') ?? '', unit: text('unit'), quantity: number('quantity') ?? 0, price: text('price') ?? '0',
    discount: number('discount'), tax_rate: number('tax_rate'), remark: text('remark'), ...(parts.length > 0 ? { parts } : {}), amount: text('amount') ?? '0.00',
  }
}

function readers(values: Record<string, Value | object>) {
  const text = (name: string) => (typeof values[name] === 'string' && values[name] !== '' ? values[name] : undefined)
  const number = (name: string) => (typeof values[name] === 'number' ? values[name] : undefined)
  return [text, number] as const
}

function groupsOf(value: Value | undefined): Record<string, Value>[] {
  return Array.isArray(value) ? value.flatMap((one) => (typeof one === 'object' && one !== null && !Array.isArray(one) ? [one] : [])) : []
}
