import { options } from '../../../kernel/definitions/fields.ts'

/** Before the first step, the seven steps (S29), and what turned out to be none. */
export const statusOptions = options({
  opened: ['待倾听', 'To be heard', 'blue'],
  listened: ['已倾听', 'Listened', 'blue'],
  defined: ['已界定', 'Defined', 'blue'],
  proposed: ['已提方案', 'Proposed', 'cyan'],
  agreed: ['已达成一致', 'Agreed', 'cyan'],
  apologised: ['已致歉', 'Apologised', 'cyan'],
  done: ['已执行', 'Done', 'gold'],
  verified: ['已核实', 'Verified', 'green'],
  withdrawn: ['已撤销', 'Withdrawn', 'default'],
})

export const originOptions = options({ request: ['服务请求', 'Service request'], direct: ['直接受理', 'Directly'], warning: ['预警', 'Early warning', 'gold'] })

export const severityOptions = options({ minor: ['轻微', 'Minor'], medium: ['一般', 'Medium'], serious: ['严重', 'Serious', 'gold'], critical: ['重大', 'Critical', 'volcano'] })

export const priorityOptions = options({ urgent: ['紧急', 'Urgent', 'gold'], high: ['高', 'High', 'gold'], normal: ['普通', 'Normal'] })

export const compensationKinds = options({ refund: ['退款', 'Refund'], gift: ['礼品', 'Gift'], points: ['积分', 'Points'], discount: ['折让', 'Discount'] })

export const compensationStates = options({
  draft: ['草稿', 'Draft'],
  waiting: ['审批中', 'Waiting for approval', 'gold'],
  approved: ['待发放', 'To be given', 'blue'],
  refused: ['未获同意', 'Refused', 'volcano'],
  given: ['已发放', 'Given', 'green'],
  cancelled: ['已取消', 'Cancelled'],
})

/** What an early warning looks for. */
export const warningKinds = options({
  late_order: ['订单延误', 'Late order'],
  repeated_fault: ['重复故障', 'Repeated fault'],
  falling_rating: ['评价下降', 'Falling rating'],
  sla_breached: ['多次超时', 'SLA breached repeatedly'],
})
