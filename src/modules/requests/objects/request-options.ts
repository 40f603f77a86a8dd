import { options } from '../../../kernel/definitions/fields.ts'

/** The eight steps (S18), and the two states beside them. */
export const stepOptions = options({
  received: ['接收请求', 'Received', 'blue'],
  terms_checked: ['查验条款', 'Terms checked', 'blue'],
  diagnosing: ['疑难解答', 'Diagnosing', 'blue'],
  assigned: ['指派人员', 'Assigned', 'cyan'],
  in_progress: ['创建项目', 'In progress', 'cyan'],
  completed: ['完成项目', 'Completed', 'green'],
  evaluated: ['效果评价', 'Evaluated', 'green'],
  closed: ['关闭', 'Closed', 'default'],
})

export const statusOptions = [...stepOptions, ...options({ waiting_customer: ['等待客户', 'Waiting for customer', 'gold'], cancelled: ['已取消', 'Cancelled', 'default'] })]

export const kindOptions = options({
  question: ['咨询', 'Question'],
  fault: ['故障', 'Fault', 'gold'],
  complaint: ['投诉', 'Complaint', 'gold'],
  suggestion: ['建议', 'Suggestion'],
  praise: ['表扬', 'Praise', 'green'],
  return: ['退换', 'Return'],
})

export const channelOptions = options({
  call: ['电话', 'Call'],
  form: ['表单', 'Form'],
  mail: ['邮件', 'Mail'],
  portal: ['自助服务', 'Portal'],
  wechat: ['微信', 'WeChat'],
  chat: ['在线聊天', 'Chat'],
  visit: ['当面', 'In person'],
  program: ['接口', 'Program'],
})

export const priorityOptions = options({ urgent: ['紧急', 'Urgent', 'gold'], high: ['高', 'High', 'gold'], normal: ['普通', 'Normal'], low: ['低', 'Low'] })

export const classOptions = options({ a: ['A 有偿', 'A Paid', 'gold'], b: ['B 合同', 'B Contract', 'blue'], c: ['C 免费', 'C Free', 'green'], d: ['D 内务', 'D Internal', 'default'] })

/** Of a clock; who waits for the customer is told by the status. Done late stays overdue. */
export const clockOptions = options({ running: ['计时中', 'Running'], warned: ['将超时', 'Soon overdue', 'gold'], breached: ['已超时', 'Overdue', 'red'], met: ['按时', 'In time', 'green'] })

export const sourceOptions = options({ contract: ['合同', 'Contract', 'blue'], warranty: ['保修', 'Warranty', 'green'], other: ['其他', 'Other'] })

export const messageOptions = options({ from_customer: ['客户来信', 'From the customer', 'blue'], reply: ['回复客户', 'Reply', 'green'], note: ['内部备注', 'Internal note', 'gold'] })
