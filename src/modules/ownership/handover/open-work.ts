/** What goes along with a customer: one line an object. Opportunities and requests will each be one line more. */
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { columnOf, storedColumns } from '../../../kernel/projections/columns.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { changeMany, type ManyChange } from '../../../kernel/records/change-many.ts'

interface OpenWork {
  object: string
  customer: string
  owner: string
  /** Values of one field by which it is still to be done. */
  open: { field: string; in: string[] }
}

export const openWork: readonly OpenWork[] = [{ object: 'task', customer: 'customer', owner: 'owner', open: { field: 'status', in: ['open'] } }]

export interface WorkMove {
  customer: string
  from: string
  to: string
  /** Only these, by object; else all that is open. */
  only?: Record<string, string[]>
}

/** Gives the open work about these customers to the other owner; what somebody else does stays there. @returns ids by customer and object */
export async function moveWork(ctx: Context, moves: readonly WorkMove[]): Promise<Map<string, Record<string, string[]>>> {
  const moved = new Map<string, Record<string, string[]>>()
  const byCustomer = new Map(moves.map((move) => [move.customer, move]))
  for (const work of openWork) {
    const changes = await openOf(ctx, work, byCustomer)
    await changeMany(ctx, objectOf(ctx, work.object), changes, { verb: 'updated', fields: [work.owner] })
    for (const { id, before } of changes) {
      const customer = String(before[work.customer])
      const known = moved.get(customer) ?? {}
      moved.set(customer, { ...known, [work.object]: [...(known[work.object] ?? []), id] })
    }
  }
  return moved
}

async function openOf(ctx: Context, work: OpenWork, moves: ReadonlyMap<string, WorkMove>): Promise<ManyChange[]> {
  const object = objectOf(ctx, work.object)
  const [customer, owner, state] = [work.customer, work.owner, work.open.field].map((name) => object.fields.get(name))
  if (!customer || !owner || !state) return []
  const rows = await ctx.db.rows<{ id: string; version: number; record: Stored }>(
    sql`select w.id, w.version, row_to_json(t) as record from ${sql.id(object.table)} w cross join lateral (select ${storedColumns(object, 'w')}) t
      where w.workspace_id = ${sql.workspace} and w.deleted_at is null and ${columnOf('w', customer)} = any(${[...moves.keys()]}::uuid[])
        and ${columnOf('w', state)} = any(${work.open.in}::text[]) order by w.id for no key update of w`,
  )
  return rows.flatMap(({ id, version, record }) => {
    const move = moves.get(String(record[work.customer]))
    if (!move || record[work.owner] !== move.from || (move.only && !move.only[work.object]?.includes(id))) return []
    return [{ id, version, before: record, after: { [work.owner]: move.to } }]
  })
}
