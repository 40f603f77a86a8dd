import type { NoticeKind } from '../../kernel/definitions/notice.ts'

export const quoteNotices: NoticeKind[] = [
  {
    kind: 'quote_seen',
    label: { zh: '客户打开了报价', en: 'A customer opened a quote' },
    text: { zh: '客户打开了报价 {record}', en: 'The customer opened the quote {record}' },
    default: { app: true, mail: 'off' },
  },
  {
    kind: 'quote_accepted',
    label: { zh: '客户接受了报价', en: 'A customer accepted a quote' },
    text: { zh: '客户接受了报价 {record}', en: 'The customer accepted the quote {record}' },
    default: { app: true, mail: 'at_once' },
  },
  {
    kind: 'quote_declined',
    label: { zh: '客户拒绝了报价', en: 'A customer declined a quote' },
    text: { zh: '客户拒绝了报价 {record}', en: 'The customer declined the quote {record}' },
    default: { app: true, mail: 'at_once' },
  },
  {
    kind: 'contract_ends',
    label: { zh: '合同将到期', en: 'A contract ends soon' },
    text: { zh: '合同 {record} 将于 {day} 到期', en: 'The contract {record} ends on {day}' },
    default: { app: true, mail: 'digest' },
  },
]
