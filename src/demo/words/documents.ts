/** A sale that went all the way, a contract too large to be signed unasked, and what will cost more. */
export const sale = {
  lead: { name: '苏婉清', company: '云帆数据科技有限公司', position: '行政经理', phones: ['13588231907'], source: 'hot_line', source_detail: '400 热线', wants: '合作伙伴大会两天，50 人，含午餐和茶歇', city: '杭州市', industry: '信息技术', budget: '40000' },
  call: '确认了日期和人数，要含同声传译，预算四万以内。',
  opportunity: { name: '云帆合作伙伴大会', amount: '40000' },
  quote: '合作伙伴大会方案（两天）',
  lines: [['HY-201', 2], ['HY-104', 1]] as [code: string, quantity: number][],
}

export const bigContract = {
  by: 'zhao',
  values: { name: '年度差旅住宿框架协议', kind: 'framework', renews: 'by_agreement', notice_days: 30, lines: [{ name: '协议商务房（年度包量）', unit: '间夜', quantity: 1300, price: '498', tax_rate: 6 }], terms: '年度保底 1,300 间夜，按季结算。' },
}

export const pricesToCome: { code: string; price: string; days: number; reason: string }[] = [
  { code: 'KF-103', price: '1188', days: 12, reason: '春节旺季调价' },
  { code: 'KF-107', price: '1488', days: 12, reason: '春节旺季调价' },
  { code: 'CY-101', price: '138', days: 35, reason: '食材成本上调' },
]

export const nestedBundle = {
  values: { code: 'HY-202', name: '年会套餐（50 人两天一晚）', category: '会议', unit: '套', kind: 'bundle', tax_rate: 6 },
  parts: [['HY-201', 2], ['KF-102', 25]] as [code: string, quantity: number][],
}
