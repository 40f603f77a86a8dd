import type { NoticeKind } from '../../kernel/definitions/notice.ts'

export const complaintNotices: NoticeKind[] = [
  {
    kind: 'complaint_assigned',
    label: { zh: '投诉交给我', en: 'A complaint was given to me' },
    text: { zh: '投诉“{record}”交给您', en: 'You were given the complaint {record}' },
    text_many: { zh: '{count} 个投诉交给您', en: 'You were given {count} complaints' },
    default: { app: true, mail: 'at_once' },
  },
  {
    kind: 'complaint_raised',
    label: { zh: '重复投诉升级', en: 'A repeated complaint was raised' },
    text: { zh: '同一客户 {days} 天内因同一原因再次投诉：“{record}”', en: 'The same customer complains for the same cause again within {days} days: {record}' },
    default: { app: true, mail: 'at_once' },
  },
  {
    kind: 'complaint_call_back_late',
    label: { zh: '投诉回访逾期', en: 'A call-back is overdue' },
    text: { zh: '“{record}”应于 {day} 前回访，尚未登记', en: 'The call-back of {record} was due by {day}' },
    default: { app: true, mail: 'digest' },
  },
  {
    kind: 'complaint_warning',
    label: { zh: '预警个案交给我', en: 'An early warning was given to me' },
    text: { zh: '预警：“{record}”，请主动联系客户', en: 'Early warning: {record}. Get in touch with the customer' },
    text_many: { zh: '{count} 个预警个案交给您', en: 'You were given {count} early warnings' },
    default: { app: true, mail: 'at_once' },
  },
]
