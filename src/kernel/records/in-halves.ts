import { savepoint } from '../../platform/db/database.ts'
import { Problem } from '../../platform/problems.ts'
import type { Context } from '../context.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { clearError } from './results.ts'

/**
 * Writes many at once. When the database refuses something, the halves are tried apart, down to the one that is to blame, so that
 * one does not take the others along. Returns what was written.
 */
export async function inHalves<Item>(
  ctx: Context,
  object: ObjectDefinition,
  items: readonly Item[],
  does: { write: (ctx: Context, items: readonly Item[]) => Promise<void>; refuse: (item: Item, problem: Problem) => void },
): Promise<Item[]> {
  const [first] = items
  if (first === undefined) return []
  try {
    await savepoint(ctx, (ctx) => does.write(ctx, items))
    return [...items]
  } catch (error) {
    const clear = clearError(object, error)
    if (!(clear instanceof Problem)) throw error
    if (items.length === 1) {
      does.refuse(first, clear)
      return []
    }
    const middle = items.length >> 1
    const before = await inHalves(ctx, object, items.slice(0, middle), does)
    return [...before, ...(await inHalves(ctx, object, items.slice(middle), does))]
  }
}
