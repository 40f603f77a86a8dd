import { transaction } from '../../../platform/db/database.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { refuseWrongRules } from './formulas.ts'

/** The plain change of a custom field, whose formula must be right. */
export async function changeCustomField(ctx: Context, id: string, patch: Record<string, unknown>, options: { version: number | null }): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const object = objectOf(ctx, 'custom_field')
    await updateRecord(ctx, object, id, patch, options)
    if (!('settings' in patch)) return
    const { record } = await lockRecord(ctx, object, id, 'see')
    await refuseWrongRules(ctx, { object: String(record.object), key: String(record.key), type: String(record.type), settings: record.settings })
  })
}
