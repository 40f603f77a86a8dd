import { objectOf, type Context } from '../../../kernel/context.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import type { Decided } from '../../approvals/index.ts'

/** Approved, the document goes on; refused, returned or withdrawn, it is a draft again. */
export function settleApproved(name: 'quote' | 'contract') {
  return async (ctx: Context, { record: id, status }: Decided): Promise<void> => {
    const object = objectOf(ctx, name)
    const { record, version } = await lockRecord(ctx, object, id, 'see')
    if (record.status !== 'in_approval') return
    // By the version held here: what the signer once read of it may be older, such as after a refusal of one's own.
    await updateRecord(ctx, object, id, { status: status === 'approved' ? 'approved' : 'draft' }, { asSystem: true, version, verb: status })
  }
}
