import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { PlainVerbs } from '../../../kernel/definitions/module.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { refuseCell } from '../../insight/index.ts'

export const cellShape = z.object({ across: z.string(), across_band: z.string(), up: z.string(), up_band: z.string() })

/** The cell must be one of the grid of whoever writes. */
export const savesTreatment: Pick<PlainVerbs, 'create' | 'update'> = {
  create: (ctx, input) => transaction(ctx, async (ctx) => {
    const { id } = await createRecord(ctx, objectOf(ctx, 'treatment'), input)
    await refuseStored(ctx, id)
    return id
  }),
  update: (ctx, id, patch, options) => transaction(ctx, async (ctx) => {
    await updateRecord(ctx, objectOf(ctx, 'treatment'), id, patch, options)
    // Words and days are anybody's to change who may change it; another cell must be one.
    if (Object.keys(patch).some((name) => name in cellShape.shape)) await refuseStored(ctx, id)
  }),
}

async function refuseStored(ctx: Context, id: string): Promise<void> {
  const { record } = await lockRecord(ctx, objectOf(ctx, 'treatment'), id, 'see')
  refuseCell(ctx, cellShape.parse(record))
}
