import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'

/** Events under one seal: 48 bytes each in one row, and as many are looked at to name one that was changed. */
const batchSize = 2000

/**
 * Seals what has been committed since the last seal, batch by batch, each a statement of its own: whoever is killed between two
 * loses nothing, and whoever begins at the same time makes no second seal.
 * @returns how many events were sealed.
 */
export async function sealEvents(ctx: Pick<Context, 'db' | 'clock'>): Promise<number> {
  for (let total = 0; ; ) {
    const [row] = await ctx.db.rows<{ sealed: number }>(sql`select seal_events(${batchSize}, ${ctx.clock.now()}) as sealed`)
    const sealed = row?.sealed ?? 0
    total += sealed
    if (sealed < batchSize) return total
  }
}
