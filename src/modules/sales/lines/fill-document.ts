import { sql } from '../../../platform/db/sql.ts'
import { isId } from '../../../platform/ids.ts'
import { invalid, issue } from '../../../platform/problems.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import { isPlainObject } from '../../../kernel/query/filter.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { componentsOf, type Component } from './components.ts'
import { fillLines, type FillOptions } from './fill-lines.ts'

/**
 * What somebody gives of a document, with what follows from the products of its lines: names, units, prices, and what bundles are made of. A
 * line that was there with its product keeps what it was made of; who names `components` decides what is in them.
 * @throws Problem 422 naming each line and component whose product is not there.
 */
export async function fillDocument(ctx: Context, given: Record<string, unknown>, before: Stored | null, options: FillOptions): Promise<Record<string, unknown>> {
  if (given.components !== undefined) await refuseUnknown(ctx, given.components, before)
  if (!('lines' in given)) return given
  const lines = await fillLines(ctx, given.lines, options)
  if (given.components !== undefined || options.isBought) return { ...given, lines }
  return { ...given, lines, components: await unfolded(ctx, lines, before) }
}

async function unfolded(ctx: Context, lines: unknown, before: Stored | null): Promise<Component[]> {
  const known = new Map(namedLines(before?.lines).map(({ id, product }) => [id, product]))
  const now = namedLines(lines)
  const isKept = new Set(now.filter(({ id, product }) => known.get(id) === product).map(({ id }) => id))
  const fresh = now.filter(({ id }) => !isKept.has(id))
  const bundles = await bundlesOf(ctx, fresh.map(({ product }) => product))
  return [
    ...componentsOf({ components: before?.components }).filter(({ line }) => isKept.has(line)),
    ...fresh.flatMap(({ id, product }) => bundles.filter(({ bundle }) => bundle === product).map((part) => componentOf(id, part))),
  ]
}

/** Lines with a product. */
function namedLines(lines: unknown): { id: string; product: string }[] {
  const list: unknown[] = Array.isArray(lines) ? lines : []
  return list.flatMap((line) => (isPlainObject(line) && typeof line.id === 'string' && typeof line.product === 'string' ? [{ id: line.id, product: line.product }] : []))
}

interface BundlePart {
  bundle: string
  product: string
  code: string | null
  name: string
  unit: string | null
  quantity: number
}

async function bundlesOf(ctx: Context, products: readonly string[]): Promise<BundlePart[]> {
  if (products.length === 0) return []
  return ctx.db.rows<BundlePart>(
    sql`select b.id::text as bundle, p.id::text as product, p.code, p.name, p.unit, c.quantity::float8 as quantity from products b
      cross join lateral rows from (jsonb_to_recordset(b.components) as (product uuid, quantity numeric)) with ordinality as c(product, quantity, place)
      join products p on p.workspace_id = ${sql.workspace} and p.id = c.product and p.deleted_at is null and ${allowed(ctx, 'product', 'see', 'p')}
      where b.workspace_id = ${sql.workspace} and b.id = any(${products}::uuid[]) and b.kind = 'bundle' order by b.id, c.place`,
  )
}

function componentOf(line: string, { product, code, name, unit, quantity }: BundlePart): Component {
  return { line, product, ...(code === null ? {} : { code }), name, ...(unit === null ? {} : { unit }), quantity }
}

/** Products that stood there before stay, also when they are gone by now. */
async function refuseUnknown(ctx: Context, given: unknown, before: Stored | null): Promise<void> {
  const list: unknown[] = Array.isArray(given) ? given : []
  const known = new Set<Value | undefined>(componentsOf({ components: before?.components }).map(({ product }) => product))
  const named = list.map((one) => (isPlainObject(one) && typeof one.product === 'string' && isId(one.product) ? one.product.toLowerCase() : null))
  const asked = named.filter((id) => id !== null && !known.has(id))
  if (asked.length === 0) return
  const rows = await ctx.db.rows<{ id: string }>(sql`select p.id::text as id from products p where p.workspace_id = ${sql.workspace} and p.id = any(${asked}::uuid[]) and p.deleted_at is null and ${allowed(ctx, 'product', 'see', 'p')}`)
  const found = new Set(rows.map(({ id }) => id))
  const issues = named.flatMap((id, index) => (id === null || known.has(id) || found.has(id) ? [] : [issue(`components[${index}].product`, 'reference_not_found', '没有找到此产品', 'The product is not there')]))
  if (issues.length > 0) throw invalid(issues)
}
