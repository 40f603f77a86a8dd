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
  {
    kind: 'voucher_no_voucher',
    label: { zh: '完工没有服务凭证', en: 'A finished visit without a voucher' },
    text: { zh: '“{record}”已完工，但没有服务凭证', en: '{record} is done, but has no voucher' },
    default: { app: true, mail: 'off' },
  },
  {
    kind: 'voucher_amounts_differ',
    label: { zh: '实收与凭证不符', en: 'Collected differs from the voucher' },
    text: { zh: '凭证{record}的实收与合计不符', en: 'What was collected on voucher {record} differs from its total' },
    default: { app: true, mail: 'off' },
  },
  {
    kind: 'voucher_not_settled',
    label: { zh: '服务凭证未结算', en: 'A voucher is not settled' },
    text: { zh: '凭证{record}还没有结算', en: 'Voucher {record} is not settled' },
    default: { app: true, mail: 'off' },
  },
  {
    kind: 'voucher_never_begun',
    label: { zh: '派出的任务当天没有动', en: 'A dispatched visit was never begun' },
    text: { zh: '“{record}”派出了，当天却没有出发', en: '{record} was dispatched, but nobody set out' },
    default: { app: true, mail: 'off' },
  },
]
