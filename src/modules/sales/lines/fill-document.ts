import { sql } from '../../../platform/db/sql.ts'
import { isId } from '../../../platform/ids.ts'
import { invalid, issue } from '../../../platform/problems.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import { isPlainObject } from '../../../kernel/query/filter.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { bundlePartsOf, type BundlePart } from '../queries/bundle-parts.ts'
import { ownPrices } from '../queries/prices-for.ts'
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
  return { ...given, lines, components: await unfolded(ctx, lines, before, options) }
}

async function unfolded(ctx: Context, lines: unknown, before: Stored | null, options: FillOptions): Promise<Component[]> {
  const known = new Map(namedLines(before?.lines).map(({ id, product }) => [id, product]))
  const now = namedLines(lines)
  const isKept = new Set(now.filter(({ id, product }) => known.get(id) === product).map(({ id }) => id))
  const fresh = now.filter(({ id }) => !isKept.has(id))
  const bundles = await bundlePartsOf(ctx, [...new Set(fresh.map(({ product }) => product))])
  const prices = await pricesInside(ctx, bundles, options)
  return [
    ...componentsOf({ components: before?.components }).filter(({ line }) => isKept.has(line)),
    ...fresh.flatMap(({ id, product }) => componentsOfLine(id, bundles.filter(({ bundle }) => bundle === product), prices)),
  ]
}

/** Lines with a product. */
function namedLines(lines: unknown): { id: string; product: string }[] {
  const list: unknown[] = Array.isArray(lines) ? lines : []
  return list.flatMap((line) => (isPlainObject(line) && typeof line.id === 'string' && typeof line.product === 'string' ? [{ id: line.id, product: line.product }] : []))
}

/** Of bundles that cost what their parts come to the parts tell their prices, down to those that have one. */
async function pricesInside(ctx: Context, parts: readonly BundlePart[], options: FillOptions): Promise<ReadonlyMap<string, string>> {
  if (parts.length === 0) return new Map()
  return ownPrices(ctx, { ...options, products: [...new Set(parts.flatMap(({ bundle, product }) => [bundle, product]))], quantity: 1 })
}

function componentsOfLine(line: string, parts: readonly BundlePart[], prices: ReadonlyMap<string, string>): Component[] {
  const [first] = parts
  if (!first) return []
  // Levels below which nothing is said: the bundle there has a price of its own.
  let told = prices.has(first.bundle) ? 0 : Infinity
  return parts.map((part) => {
    if (part.level <= told) told = prices.has(first.bundle) ? 0 : Infinity
    const price = part.level <= told ? prices.get(part.product) : undefined
    if (price !== undefined) told = part.level
    return componentOf(line, part, price)
  })
}

function componentOf(line: string, { product, code, name, unit, quantity, level }: BundlePart, price: string | undefined): Component {
  return { line, product, ...(code === null ? {} : { code }), name, ...(unit === null ? {} : { unit }), quantity, ...(level > 1 ? { level } : {}), ...(price === undefined ? {} : { price }) }
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
