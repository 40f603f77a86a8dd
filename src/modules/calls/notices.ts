import type { NoticeKind } from '../../kernel/definitions/notice.ts'

export const callNotices: NoticeKind[] = [
  {
    kind: 'call_back_assigned',
    label: { zh: '回访交给我', en: 'A call-back was given to me' },
    text: { zh: '回访“{record}”交给您', en: 'You were given the call-back {record}' },
    text_many: { zh: '{count} 个回访交给您', en: 'You were given {count} call-backs' },
    default: { app: true, mail: 'off' },
  },
  {
    kind: 'call_back_late',
    label: { zh: '回访逾期', en: 'A call-back is late' },
    text: { zh: '回访“{record}”已逾期', en: 'The call-back {record} is late' },
    default: { app: true, mail: 'digest' },
  },
  {
    kind: 'call_back_not_reached',
    label: { zh: '回访多次未接通', en: 'A call-back reaches nobody' },
    text: { zh: '回访“{record}”试了 {tries} 次都没有接通', en: 'The call-back {record} reached nobody in {tries} tries' },
    default: { app: true, mail: 'digest' },
  },
]
