/** Names in both languages: what is shared is read by both. */
export const readyReports = [
  {
    name: '每月营收与去年同期 Revenue by month against last year', remark: '各酒店、会议与会员消费合计，按月与去年同月并列', size: 'large',
    question: { object: 'transaction', rows: [{ field: 'at', by: 'month' }], measures: [{ fn: 'sum', field: 'amount' }, { fn: 'count' }], period: { field: 'at', range: 'year_so_far' }, compare: 'year_before', display: 'bar' },
  },
  {
    name: '销售漏斗 Sales funnel', remark: '进行中的团队、会议与协议客户商机，按阶段', size: 'medium',
    question: { object: 'opportunity', filter: { status: 'open' }, rows: [{ field: 'stage' }], measures: [{ fn: 'count' }, { fn: 'sum', field: 'amount' }], display: 'funnel', sort: 'group' },
  },
  {
    name: '客户分布 Customers by province', remark: '在册客户所在省份', size: 'medium',
    question: { object: 'customer', rows: [{ field: 'province' }], measures: [{ fn: 'count' }], display: 'map', limit: 40 },
  },
  {
    name: '新客来源 New customers by source', remark: '近十二个月新建档客户从哪里来', size: 'medium',
    question: { object: 'customer', rows: [{ field: 'created_at', by: 'month' }], columns: [{ field: 'source' }], measures: [{ fn: 'count' }], period: { field: 'created_at', range: 'last_12_months' }, display: 'bar' },
  },
  {
    name: '应收到期 Receivables by month due', remark: '已开发票未收金额，按应收月份', size: 'medium',
    question: { object: 'invoice', filter: { status: 'issued' }, rows: [{ field: 'due_on', by: 'month' }], measures: [{ fn: 'sum', field: 'open_amount' }, { fn: 'count' }], display: 'bar' },
  },
  {
    name: '员工跟进 Contacts by person and channel', remark: '最近三十天每人通过各渠道接触客户的次数', size: 'large',
    question: { object: 'interaction', rows: [{ field: 'owner' }], columns: [{ field: 'channel' }], measures: [{ fn: 'count' }], period: { field: 'at', range: 'last_30_days' }, display: 'heat', limit: 12 },
  },
] as const
