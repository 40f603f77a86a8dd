import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { isId } from '../../../platform/ids.ts'
import { invalid, issue, type Issue } from '../../../platform/problems.ts'
import { allowed } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { PlainVerbs } from '../../../kernel/definitions/module.ts'
import { isPlainObject } from '../../../kernel/query/filter.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { bundleLinks } from '../queries/bundle-links.ts'
import { faultOf, mostLevels, type BundleFault } from '../rules/bundles.ts'

/** Products as they are saved one by one: a bundle is made of products that are there, never of itself, and not too deep. */
export const savesProduct: PlainVerbs = {
  create: (ctx, input) => transaction(ctx, async (ctx) => {
    await refuseUnknown(ctx, input.components, new Set())
    const { id } = await createRecord(ctx, objectOf(ctx, 'product'), input)
    if (input.components !== undefined) await refuseFaults(ctx, id)
    return id
  }),
  update: (ctx, id, patch, options) => transaction(ctx, async (ctx) => {
    const product = objectOf(ctx, 'product')
    if (patch.components !== undefined) {
      // One at a time: of two bundles that take each other in at once the second sees the first.
      await ctx.db.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.workspace.id} bundles`}, 0))`)
      const { record } = await lockRecord(ctx, product, id, 'change')
      await refuseUnknown(ctx, patch.components, new Set(namedIn(record.components).filter((one) => one !== null)))
    }
    await updateRecord(ctx, product, id, patch, options)
    if (patch.components !== undefined) await refuseFaults(ctx, id)
  }),
  // A file names products by codes that it may bring itself: bundles are put together afterwards.
  many: { leaves_out: ['components'], created: () => Promise.resolve() },
}

/** What stood in it before stays, also when it is gone by now. @throws Problem 422 naming each part whose product is not there. */
async function refuseUnknown(ctx: Context, given: unknown, known: ReadonlySet<string>): Promise<void> {
  const named = namedIn(given)
  const asked = named.filter((id) => id !== null && !known.has(id))
  if (asked.length === 0) return
  const rows = await ctx.db.rows<{ id: string }>(sql`select p.id::text as id from products p where p.workspace_id = ${sql.workspace} and p.id = any(${asked}::uuid[]) and p.deleted_at is null and ${allowed(ctx, 'product', 'see', 'p')}`)
  const found = new Set([...known, ...rows.map(({ id }) => id)])
  const issues = named.flatMap((id, index) => (id === null || found.has(id) ? [] : [issue(`components[${index}].product`, 'reference_not_found', '没有找到此产品', 'The product is not there')]))
  if (issues.length > 0) throw invalid(issues)
}

/** Ids of the products by place; null for what is no id, which the field itself refuses. */
function namedIn(given: unknown): (string | null)[] {
  const list: unknown[] = Array.isArray(given) ? given : []
  return list.map((one) => (isPlainObject(one) && typeof one.product === 'string' && isId(one.product) ? one.product.toLowerCase() : null))
}

async function refuseFaults(ctx: Context, id: string): Promise<void> {
  const fault = faultOf(id, await bundleLinks(ctx, id))
  if (!fault) return
  const { record } = await lockRecord(ctx, objectOf(ctx, 'product'), id, 'see')
  // Where only what contains it becomes too deep, no part of its own is at fault.
  const place = namedIn(record.components).indexOf(fault.chain[fault.chain.indexOf(id) + 1] ?? '')
  throw invalid([await issueOf(ctx, fault, place < 0 ? 'components' : `components[${place}].product`)])
}

async function issueOf(ctx: Context, { kind, chain }: BundleFault, path: string): Promise<Issue> {
  const rows = await ctx.db.rows<{ id: string; name: string }>(sql`select p.id::text as id, p.name from products p where p.workspace_id = ${sql.workspace} and p.id = any(${chain}::uuid[]) and ${allowed(ctx, 'product', 'see', 'p')}`)
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const way = chain.map((id) => names.get(id) ?? '…').join(' → ')
  return kind === 'circle'
    ? issue(path, 'circle', `组合不能包含自己：${way}`, `A bundle cannot contain itself: ${way}`)
    : issue(path, 'too_deep', `组合最多嵌套 ${mostLevels} 层：${way}`, `Bundles stand in each other ${mostLevels} deep at most: ${way}`)
}
