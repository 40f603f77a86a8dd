/**
 * Does the work for one after the other, also for those behind one that failed; then throws what failed, so that the queue tries again. The
 * trouble of one company is not to be that of the next.
 */
export async function eachInTurn<Item>(items: Iterable<Item>, work: (item: Item) => Promise<unknown>): Promise<void> {
  const failed: unknown[] = []
  for (const item of items) {
    try {
      await work(item)
    } catch (error) {
      failed.push(error)
    }
  }
  if (failed.length === 1) throw failed[0]
  if (failed.length > 1) throw new AggregateError(failed, failed.map((error) => (error instanceof Error ? error.message : String(error))).join('; '))
}
