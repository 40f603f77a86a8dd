import { dayOf } from '../../../platform/calendar/zones.ts'
import { transaction } from '../../../platform/db/database.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Value } from '../../../kernel/definitions/field.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { fillDocument } from '../../sales/index.ts'

type DocumentName = 'quote' | 'contract'

/** The plain create and change of a document: its lines get what follows from their products. */
export function savesOf(name: DocumentName) {
  return {
    create: async (ctx: Context, input: Record<string, unknown>): Promise<string> => (await createRecord(ctx, objectOf(ctx, name), await filled(ctx, input, null))).id,
    update: (ctx: Context, id: string, patch: Record<string, unknown>, options: { version: number | null }): Promise<void> =>
      transaction(ctx, async (ctx) => {
        const { record } = await lockRecord(ctx, objectOf(ctx, name), id, 'change')
        await updateRecord(ctx, objectOf(ctx, name), id, await filled(ctx, patch, record), options)
      }),
    // Files bring whole documents or none of their lines: what a product says is not put in.
    many: { leaves_out: [], created: async () => {} },
  }
}

async function filled(ctx: Context, given: Record<string, unknown>, before: Stored | null): Promise<Record<string, unknown>> {
  const said = (name: string): unknown => (name in given ? given[name] : before?.[name])
  const customer = said('customer')
  const currency = said('currency')
  return fillDocument(ctx, given, before, {
    customer: typeof customer === 'string' ? customer : null,
    day: dayOf(ctx.clock.now(), ctx.workspace.timeZone),
    currency: typeof currency === 'string' ? currency : ctx.workspace.currency,
    known: new Set(productsOf(before?.products)),
  })
}

function productsOf(value: Value | undefined): string[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []
}
