import type { Label } from '../../../platform/label.ts'

/** The words printed on vouchers. They are the customer's language, not that of the page, so they stand here and not in locales. */
export const paperWords = {
  title: { zh: '服务凭证', en: 'Service voucher' },
  customer: { zh: '客户', en: 'Customer' },
  place: { zh: '地点', en: 'Place' },
  device: { zh: '设备', en: 'Device' },
  engineer: { zh: '工程师', en: 'Engineer' },
  done_on: { zh: '日期', en: 'Date' },
  times: { zh: '时间', en: 'Time' },
  class: { zh: '服务类别', en: 'Class' },
  request: { zh: '请求编号', en: 'Request' },
  work: { zh: '服务内容', en: 'Work done' },
  item: { zh: '配件与收费', en: 'Parts and charges' },
  quantity: { zh: '数量', en: 'Quantity' },
  price: { zh: '单价', en: 'Price' },
  amount: { zh: '金额', en: 'Amount' },
  total: { zh: '应付合计', en: 'To be paid' },
  signed: { zh: '客户签字确认', en: 'Signed by the customer' },
} as const satisfies Record<string, Label>
