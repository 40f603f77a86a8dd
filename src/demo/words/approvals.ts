/** Who heads which department, and which credit limits were asked for: logins of the cast, hours ago. */
export const heads: Record<string, string> = { group: 'zhou', sales_1: 'lin', sales_2: 'han', members: 'xie', front: 'xu', dining: 'luo', service: 'he' }

interface Act {
  by: string
  hoursAgo: number
  name: 'approve' | 'refuse' | 'return' | 'delegate'
  comment?: string
  to?: string
}

export const requests: { by: string; limit: string; reason: string; hoursAgo: number; acts: Act[] }[] = [
  { by: 'liu', limit: '60000.00', reason: '旺季每周有三个团，预付跟不上，请给一个月账期内的额度。', hoursAgo: 120, acts: [{ by: 'han', hoursAgo: 118, name: 'approve', comment: '合作三年没有逾期，同意。' }] },
  { by: 'zhao', limit: '150000.00', reason: '对方要求年会费用整体挂账，次月结清。', hoursAgo: 96, acts: [{ by: 'lin', hoursAgo: 92, name: 'approve', comment: '业务上支持，请财务把关。' }, { by: 'admin', hoursAgo: 74, name: 'refuse', comment: '上季度还有一笔逾期 40 天，结清后再申请。' }] },
  { by: 'wang', limit: '50000.00', reason: '新签协议客户，每月约二十间夜。', hoursAgo: 52, acts: [{ by: 'lin', hoursAgo: 49, name: 'return', comment: '请附上对方近三个月的用房预测，额度按预测的一半来报。' }] },
  { by: 'chen', limit: '300000.00', reason: '五家分公司统一结算，去年消费已超过两百万。', hoursAgo: 28, acts: [{ by: 'lin', hoursAgo: 25, name: 'approve', comment: '重点客户，建议季度复核一次。' }] },
  { by: 'sun', limit: '120000.00', reason: '国际会展季，会场与客房一并挂账。', hoursAgo: 20, acts: [{ by: 'han', hoursAgo: 18, name: 'delegate', to: 'admin', comment: '金额在我权限边上，请沈总定。' }] },
  { by: 'lin', limit: '200000.00', reason: '集团采购中心统一签单，需要跨店使用。', hoursAgo: 8, acts: [] },
  { by: 'chen', limit: '80000.00', reason: '客户把培训放到西湖店，连住六周。', hoursAgo: 3, acts: [] },
]
