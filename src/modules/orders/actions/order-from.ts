import { z } from 'zod'
import { conflict, notFound } from '../../../platform/problems.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf } from '../../../kernel/context.ts'
import { defineAction, type Action } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { defaultKind } from '../queries/kinds.ts'
import { demandReadable } from './demand-readable.ts'

/** What goes over as it is: nobody types it twice. */
const carried = ['customer', 'contact', 'opportunity', 'owner', 'currency', 'exchange_rate', 'prices_include_tax', 'lines', 'components', 'discount_percent', 'discount_amount', 'terms'] as const

/** A draft order with the lines of what the customer agreed to; once only, as long as that order is not cancelled. */
function makesOrder(from: 'quote' | 'contract', states: readonly string[]): Action {
  return defineAction({
    name: 'to_order', object: from, on: 'record', label: { zh: '转为订单', en: 'Make the order' },
    input: z.strictObject({}),
    guard: (ctx) => verdictOf(ctx, 'order', 'create') !== false,
    run: (ctx, { id }) => transaction(ctx, async (ctx) => {
      if (!id) throw notFound()
      // Held, so that two who ask at once make one order.
      const source = objectOf(ctx, from)
      const { record } = await lockRecord(ctx, source, id, 'see')
      demandReadable(ctx, source, carried)
      if (!states.includes(String(record.status))) throw conflict('wrong-state', { zh: '客户尚未接受', en: 'The customer has not agreed to it yet' })
      const [made] = await ctx.db.rows<{ number: string }>(
        sql`select o.number from orders o where o.workspace_id = ${sql.workspace} and ${sql.id('o', `${from}_id`)} = ${id}::uuid and o.deleted_at is null and o.status <> 'cancelled' limit 1`,
      )
      if (made) throw conflict('ordered-already', { zh: `已转为订单 ${made.number}`, en: `It is order ${made.number} already` })
      const values = Object.fromEntries(carried.map((name) => [name, record[name] ?? null]))
      const origin = from === 'contract' ? { contract: id, quote: record.quote ?? null } : { quote: id }
      return JSON.parse((await createRecord(ctx, objectOf(ctx, 'order'), { ...values, ...origin, kind: await defaultKind(ctx) })).json)
    }),
  })
}

export const orderFromActions: Action[] = [makesOrder('quote', ['accepted']), makesOrder('contract', ['signed', 'active'])]
