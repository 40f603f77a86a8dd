import { objectOf, type Context } from '../../../kernel/context.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { requestApproval, type Occasion, type Requested } from '../../approvals/index.ts'
import { customerFact } from './facts-of.ts'
import { settleApproved } from './settle-approved.ts'

/** A discount beyond the limit of whoever submits the quote. Approved, the quote may be sent; refused, returned or withdrawn, it is a draft again. */
export const discountApproval: Occasion = {
  object: 'quote',
  occasion: 'discount',
  label: { zh: '报价折扣', en: 'Discount of a quote' },
  fields: ['customer', 'discount_rate', 'total'],
  decided: settleApproved('quote'),
}

/** Asks for the discount of a quote that is `in_approval` by now. */
export async function askForDiscount(ctx: Context, id: string, over: { rate: number; limit: number }): Promise<Requested> {
  const { record } = await lockRecord(ctx, objectOf(ctx, 'quote'), id, 'see')
  return requestApproval(ctx, {
    object: 'quote', id, occasion: 'discount', title: `${String(record.number)} ${String(record.name)}`.slice(0, 300), amount: String(record.base_total),
    facts: [
      await customerFact(ctx, 'quote', id),
      { label: { zh: '折扣幅度', en: 'Discount given' }, value: over.rate, type: 'percent' },
      { label: { zh: '本人权限', en: 'Limit of the submitter' }, value: over.limit, type: 'percent' },
      { label: { zh: '折后合计（本位币）', en: 'Total in company currency' }, value: String(record.base_total), type: 'money' },
    ],
  })
}
