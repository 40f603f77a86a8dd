import { options } from '../../../kernel/definitions/fields.ts'

/** The steps of an order in their order (S44). Those between the first two and the last may be switched off by the kind of order. */
export const orderStates = {
  draft: ['草稿', 'Draft'],
  confirmed: ['已确认', 'Confirmed', 'blue'],
  in_production: ['生产中', 'In production', 'blue'],
  produced: ['生产完成', 'Produced', 'blue'],
  awaiting_payment: ['待付款', 'Awaiting payment', 'gold'],
  paid: ['已付款', 'Paid', 'cyan'],
  shipped: ['已发货', 'Shipped', 'cyan'],
  arrived: ['已到货', 'Arrived', 'cyan'],
  completed: ['已完成', 'Completed', 'green'],
  cancelled: ['已取消', 'Cancelled'],
} satisfies Record<string, [string, string, string?]>

export const orderStateOptions = options(orderStates)

export type OrderState = keyof typeof orderStates

export const stepOptions = options(Object.fromEntries(Object.entries(orderStates).filter(([key]) => key !== 'draft' && key !== 'cancelled')))
