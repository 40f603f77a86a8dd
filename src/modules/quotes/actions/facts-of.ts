import { objectOf, type Context } from '../../../kernel/context.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import type { Fact } from '../../approvals/index.ts'

/** Whom a document is for, as whoever asks may read it: who signs on a phone knows it without opening the document. */
export async function customerFact(ctx: Context, object: 'quote' | 'contract', id: string): Promise<Fact> {
  const { customer } = JSON.parse((await getRecord(ctx, objectOf(ctx, object), id)).json)
  return { label: { zh: '客户', en: 'Customer' }, value: customer?.name ?? null }
}
