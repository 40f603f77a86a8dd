import { options } from '../../../kernel/definitions/fields.ts'

/** What a customer may agree by; the first that the pipeline names wins the opportunity. */
export type Agreement = 'quote_accepted' | 'contract_signed' | 'order_confirmed'

export const agreements = {
  quote_accepted: ['报价被接受', 'A quote is accepted'],
  contract_signed: ['合同签署', 'A contract is signed'],
  order_confirmed: ['订单确认', 'An order is confirmed'],
} satisfies Record<Agreement, [zh: string, en: string]>

/** How such an agreement ends. A quote is not taken back by itself: it ends with its orders. */
export const endings = {
  contract_signed: ['合同已终止', 'The contract was terminated'],
  order_confirmed: ['订单已取消或退回草稿', 'The order was cancelled or taken back'],
} satisfies Partial<Record<Agreement, [zh: string, en: string]>>

export const agreementOptions = options(agreements)
