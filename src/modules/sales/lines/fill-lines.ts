import { sql } from '../../../platform/db/sql.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { invalid, issue, type Issue } from '../../../platform/problems.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import { isPlainObject } from '../../../kernel/query/filter.ts'
import { pricesFor } from '../queries/prices-for.ts'
import { mostLines } from './document-fields.ts'

export interface FillOptions {
  /** Whose prices count; null for the list price. */
  customer: string | null
  /** On which day, YYYY-MM-DD. */
  day: string
  currency: string
  /** Bought, not sold: the price is that of the supplier, and not filled in. */
  isBought?: boolean
  /** Products that stood in the document before: what they were called stays, also when they are gone by now. */
  known?: ReadonlySet<string>
}

interface ProductRow {
  id: string
  code: string | null
  name: string
  unit: string | null
  tax_rate: number | null
  price: string | null
}

/**
 * Lines as somebody gave them, with what follows from their products: name, code, unit, tax rate, and the price of this customer
 * on that day. What was typed stays. Products may be named by id or by `code`.
 * @returns what `lines` of the document is to be written with; faults of form are left to its field.
 * @throws Problem 422 naming each line whose product is not there or no id.
 */
export async function fillLines(ctx: Context, given: unknown, options: FillOptions): Promise<unknown> {
  if (!Array.isArray(given) || given.length > mostLines) return given
  const lines = given.map((line: unknown) => (isPlainObject(line) ? line : null))
  const asked = lines.flatMap((line) => (line && isId(String(line.product)) ? [String(line.product).toLowerCase()] : []))
  const codes = lines.flatMap((line) => (line && !line.product && typeof line.code === 'string' ? [line.code.trim()] : []))
  const products = await productsOf(ctx, asked, codes)
  const prices = options.isBought ? new Map<string, string>() : await pricesFor(ctx, { products: [...products.byId.keys()], ...options })
  const issues: Issue[] = []
  const filled = lines.map((line, index) => {
    if (!line) return given[index]
    const id = typeof line.product === 'string' ? line.product.toLowerCase() : null
    const product = id ? products.byId.get(id) : products.byCode.get(String(line.code ?? '').trim())
    if (id && !isId(id)) issues.push(issue(`lines[${index}].product`, 'invalid_reference', '此处应为记录的编号 (id)', 'The id of a record is expected here'))
    else if (id && !product && !options.known?.has(id)) issues.push(issue(`lines[${index}].product`, 'reference_not_found', '没有找到此产品', 'The product is not there'))
    const own = typeof line.id === 'string' && line.id !== '' ? line.id : newId()
    if (!product) return { ...line, id: own }
    return {
      ...line,
      id: own,
      product: product.id,
      code: line.code ?? product.code,
      name: line.name ?? product.name,
      unit: line.unit ?? product.unit,
      quantity: line.quantity ?? 1,
      price: line.price ?? prices.get(product.id) ?? null,
      tax_rate: line.tax_rate ?? product.tax_rate,
    }
  })
  if (issues.length > 0) throw invalid(issues)
  return filled
}

/**
 * The same for many documents of a file: products are named by `code`, and what they are called, their unit, tax rate and own price
 * are filled in where the file says nothing. Of a code that no product has, the code is the name.
 */
export async function fillManyLines(ctx: Context, documents: readonly { [field: string]: Value }[]): Promise<void> {
  const codes = documents.flatMap(({ lines }) => (Array.isArray(lines) ? lines : [])).flatMap((line) => (isPlainObject(line) && typeof line.code === 'string' ? [line.code.trim()] : []))
  const { byCode } = await productsOf(ctx, [], [...new Set(codes)])
  for (const document of documents) {
    if (!Array.isArray(document.lines)) continue
    document.lines = document.lines.map((line): Value => {
      if (typeof line !== 'object' || line === null || Array.isArray(line)) return line
      const product = line.product ? undefined : byCode.get(String(line.code ?? '').trim())
      const fallback: { [part: string]: Value } = product ? { product: product.id, name: product.name, unit: product.unit, tax_rate: product.tax_rate, price: product.price } : { name: line.code ?? null }
      return { quantity: 1, ...withoutEmpty(fallback), ...line, id: line.id ?? newId() }
    })
  }
}

function withoutEmpty(values: { [part: string]: Value }): { [part: string]: Value } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
}

async function productsOf(ctx: Context, ids: readonly string[], codes: readonly string[]) {
  const rows = ids.length + codes.length === 0 ? [] : await ctx.db.rows<ProductRow>(
    sql`select p.id::text as id, p.code, p.name, p.unit, p.tax_rate::float8 as tax_rate, p.price::numeric(18,4)::text as price from products p
      where p.workspace_id = ${sql.workspace} and p.deleted_at is null and (p.id = any(${ids}::uuid[]) or p.code = any(${codes}::text[])) and ${allowed(ctx, 'product', 'see', 'p')}`,
  )
  return { byId: new Map(rows.map((row) => [row.id, row])), byCode: new Map(rows.flatMap((row) => (row.code ? [[row.code, row] as const] : []))) }
}
