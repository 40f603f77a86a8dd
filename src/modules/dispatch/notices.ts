import type { NoticeKind } from '../../kernel/definitions/notice.ts'

export const dispatchNotices: NoticeKind[] = [
  {
    kind: 'job_dispatched',
    label: { zh: '上门任务派给我', en: 'A visit was given to me' },
    text: { zh: '上门任务“{record}”派给您', en: 'You were given the visit {record}' },
    text_many: { zh: '{count} 个上门任务派给您', en: 'You were given {count} visits' },
    default: { app: true, mail: 'off' },
  },
  {
    kind: 'job_left_over',
    label: { zh: '上门任务当天未派', en: 'A visit was not dispatched that day' },
    text: { zh: '“{record}”当天没有派出，已排到下一工作日最前', en: '{record} was not dispatched and heads the list of the next working day' },
    default: { app: true, mail: 'off' },
  },
]
