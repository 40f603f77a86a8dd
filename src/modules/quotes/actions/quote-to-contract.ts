import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { conflict, notFound } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { wrongState } from './move.ts'

const taken = ['name', 'customer', 'contact', 'opportunity', 'owner', 'currency', 'exchange_rate', 'prices_include_tax', 'lines', 'components', 'discount_percent', 'discount_amount', 'terms', 'remark']

/** What a document that follows from another begins with. */
export function takenFrom(record: Stored): Record<string, unknown> {
  return Object.fromEntries(taken.map((name) => [name, record[name]]))
}

/** The contract of an accepted quote, with nothing typed twice. Once: the second time leads to the first one. */
export const quoteToContract = defineAction({
  name: 'to_contract',
  object: 'quote',
  on: 'record',
  label: { zh: '转为合同', en: 'Make the contract' },
  input: z.strictObject({}),
  guard: (ctx) => verdictOf(ctx, 'quote', 'see') !== false && verdictOf(ctx, 'contract', 'create') !== false,
  run: (ctx, { id }) => {
    if (!id) throw notFound()
    return transaction(ctx, (ctx) => makeContract(ctx, id))
  },
})

async function makeContract(ctx: Context, id: string): Promise<unknown> {
  const { record } = await lockRecord(ctx, objectOf(ctx, 'quote'), id, 'change')
  if (record.status !== 'accepted') throw wrongState()
  const [known] = await ctx.db.rows<{ number: string }>(sql`select k.number from contracts k where k.workspace_id = ${sql.workspace} and k.quote_id = ${id}::uuid and k.deleted_at is null`)
  if (known) throw conflict('contract-there', { zh: `已有合同 ${known.number}`, en: `There is the contract ${known.number} already` })
  return JSON.parse((await createRecord(ctx, objectOf(ctx, 'contract'), { ...takenFrom(record), quote: id }, { asSystem: true })).json)
}
