import { options } from '../../../kernel/definitions/fields.ts'

export const directionOptions = options({ in: ['呼入', 'Incoming', 'blue'], out: ['呼出', 'Outgoing'] })

/** Missed: we did not answer; of an outgoing call: they did not. Abandoned: the caller gave up waiting. */
export const statusOptions = options({
  waiting: ['等待接听', 'Waiting', 'gold'],
  talking: ['通话中', 'Talking', 'blue'],
  wrap_up: ['话后处理', 'Wrap-up', 'cyan'],
  done: ['已完成', 'Done', 'green'],
  missed: ['未接', 'Missed', 'gold'],
  abandoned: ['客户放弃', 'Abandoned', 'gold'],
})

export const categoryOptions = options({
  question: ['咨询', 'Question'],
  fault: ['报修', 'Fault'],
  complaint: ['投诉', 'Complaint', 'gold'],
  suggestion: ['建议', 'Suggestion'],
  praise: ['表扬', 'Praise', 'green'],
  order: ['订单', 'Order'],
  business: ['招商合作', 'New business', 'blue'],
  call_back: ['回访', 'Call-back'],
  other: ['其他', 'Other'],
})

/** What became of it. */
export const resultOptions = options({
  logged: ['已答复', 'Answered', 'green'],
  request: ['转服务请求', 'Service request', 'blue'],
  complaint: ['转投诉', 'Complaint', 'gold'],
  lead: ['转线索', 'Lead', 'blue'],
  call_back: ['约定回访', 'Call-back', 'cyan'],
})

export const whyOptions = options({
  missed: ['未接来电', 'Missed call', 'gold'],
  after_request: ['服务后回访', 'After a request', 'blue'],
  promised: ['已约定', 'Promised', 'cyan'],
  by_hand: ['人工安排', 'By hand'],
})

/** Called again: the customer was quicker, and was answered. */
export const callBackStatusOptions = options({
  open: ['待回访', 'To call', 'blue'],
  settled: ['已解决', 'Settled', 'green'],
  unsettled: ['未解决', 'Not settled', 'gold'],
  wrong_number: ['号码错误', 'Wrong number'],
  called_again: ['客户已再来电', 'Called again', 'green'],
  given_up: ['放弃', 'Given up'],
  reopened: ['请求已重开', 'Request opened again'],
})

export const outcomeOptions = options({ not_reached: ['未接通', 'Not reached'], wrong_number: ['号码错误', 'Wrong number'], reached: ['接通', 'Reached'], postponed: ['改约', 'Another time'] })

export const stateOptions = options({
  available: ['空闲', 'Available', 'green'],
  talking: ['通话中', 'Talking', 'blue'],
  wrap_up: ['话后处理', 'Wrap-up', 'cyan'],
  pause: ['小休', 'Pause', 'gold'],
  off: ['下线', 'Off'],
})

export const pauseOptions = options({ break: ['休息', 'Break'], lunch: ['用餐', 'Lunch'], training: ['培训', 'Training'], meeting: ['会议', 'Meeting'], other: ['其他', 'Other'] })
