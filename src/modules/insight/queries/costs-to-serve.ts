import type { Context } from '../../../kernel/context.ts'
import { valueSourcesOf, type ToldInput } from '../sources.ts'
import { windowOf } from '../engine/told-inputs.ts'

/** One part of the cost to serve: the field of customer values that tells it, and the rows that it is made of. */
export interface CostToServe {
  field: 'contact_cost' | ToldInput
  object: string
  filter: Record<string, unknown>
}

/** Contacts, and what other modules declare. Together they are `serve_cost`. */
export function costsToServe(ctx: Context, { asOf, window: { from } }: { asOf: string; window: { from: string } }): CostToServe[] {
  const window = windowOf(ctx.workspace.timeZone, from, asOf)
  const contacts: CostToServe = { field: 'contact_cost', object: 'interaction', filter: { at: { gte: window.begin.toISOString(), lt: window.end.toISOString() } } }
  return [contacts, ...valueSourcesOf(ctx.registry).map(({ rows: { of, object, filter } }): CostToServe => ({ field: of, object, filter: filter(window) }))]
}
