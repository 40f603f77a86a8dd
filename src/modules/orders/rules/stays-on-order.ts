import { issue, type Issue } from '../../../platform/problems.ts'

interface OnOrder {
  order: string | null
}

/** What hangs on an order has its customer and currency, and counts for it: it is not moved to another, but deleted and made there. */
export function staysOnOrder(record: OnOrder, before: OnOrder | null): Issue[] {
  return before && before.order !== record.order ? [issue('order', 'fixed', '不能改到另一张订单，请删除后在那张订单上新建', 'It cannot move to another order: delete it and make it there')] : []
}
