import type { NoticeKind } from '../../kernel/definitions/notice.ts'

export const orderNotices: NoticeKind[] = [
  {
    kind: 'order_late',
    label: { zh: '我的订单逾期', en: 'A step of my order is late' },
    text: { zh: '订单 {record} 的“{step}”应于 {day} 前完成，已经逾期', en: 'Order {record}: “{step}” was due by {day} and is late' },
    default: { app: true, mail: 'digest' },
  },
  {
    kind: 'invoice_overdue',
    label: { zh: '发票逾期未收清', en: 'An invoice is overdue' },
    text: { zh: '发票 {record} 应于 {day} 前收清，已经逾期', en: 'Invoice {record} was to be paid by {day} and is overdue' },
    default: { app: true, mail: 'digest' },
  },
]
