import { transaction } from '../../../platform/db/database.ts'
import { conflict, notFound } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { takeBackWin, winByAgreement } from '../../opportunities/index.ts'
import { mayMoveContract } from '../rules/contract-moves.ts'
import { mayMoveQuote } from '../rules/quote-moves.ts'

export interface Step {
  to: string
  /** What the event is called. */
  verb: string
  patch?: Record<string, unknown>
}

/** States by which the customer has agreed. */
const agreedBy: Record<'quote' | 'contract', Record<string, 'quote_accepted' | 'contract_signed'>> = { quote: { accepted: 'quote_accepted' }, contract: { signed: 'contract_signed' } }

const mayMove = { quote: mayMoveQuote, contract: mayMoveContract }

/**
 * Moves a document to another state, with the record locked.
 * @param step what to do with the record as it stands; may refuse
 * @returns the record as the caller may read it
 * @throws Problem 404, 403; 409 when the document is not in a state to be moved so.
 */
export async function move(ctx: Context, object: keyof typeof mayMove, id: string | null, step: Step | ((ctx: Context, record: Stored) => Promise<Step>)): Promise<unknown> {
  if (!id) throw notFound()
  return transaction(ctx, async (ctx) => {
    const { record } = await lockRecord(ctx, objectOf(ctx, object), id, 'change')
    const { to, verb, patch } = typeof step === 'function' ? await step(ctx, record) : step
    if (!mayMove[object](String(record.status), to)) throw wrongState()
    const { json } = await updateRecord(ctx, objectOf(ctx, object), id, { ...patch, status: to }, { asSystem: true, verb })
    const agreement = agreedBy[object][to]
    if (agreement) await winByAgreement(ctx, agreement, record)
    // One that was being carried out had been won; one that was signed and never began had not.
    if (object === 'contract' && to === 'terminated' && record.status === 'signed') await takeBackWin(ctx, 'contract_signed', record)
    return JSON.parse(json)
  })
}

export function wrongState() {
  return conflict('wrong-state', { zh: '当前状态不允许此操作', en: 'The state it is in does not allow this' })
}
