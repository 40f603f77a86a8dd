/** What Yuanhang Group offers its companies, and what they answer. */

export interface Offer {
  name: string
  /** Code of the product, quantity, discount in percent. */
  lines: [code: string, quantity: number, discount: number | null][]
}

export const offers: Offer[] = [
  { name: '2027 年度协议客房报价', lines: [['KF-201', 240, 8], ['KF-103', 36, 5], ['KF-104', 12, null], ['CY-101', 480, null]] },
  { name: '年会晚宴与住宿方案', lines: [['YH-103', 28, null], ['KF-204', 60, 5], ['CY-101', 120, null]] },
  { name: '季度经销商大会报价', lines: [['KF-204', 90, 6], ['CY-102', 180, null], ['YH-102', 6, null], ['CY-105', 40, null]] },
  { name: '管理层战略会（两天一晚）', lines: [['HY-201', 2, null], ['KF-104', 10, null], ['CY-103', 4, null], ['CY-105', 20, 10]] },
  { name: '长住公寓半年租约', lines: [['KF-202', 6, 5], ['CY-101', 180, 10]] },
  { name: '客户答谢宴请报价', lines: [['YH-102', 12, null], ['CY-103', 3, null], ['KF-103', 15, 5]] },
  { name: '旅行团队房报价（春季）', lines: [['KF-203', 320, 10], ['CY-101', 640, 10]] },
]

export const quoteTerms = '1. 以上价格含 6% 增值税及服务费。\n2. 签约后七日内支付 30% 定金，余款于活动结束后十个工作日内结清。\n3. 入住前 72 小时可免费取消或变更；逾期按首晚房费收取。'

export const answers = [
  { by: '周敏', reason: '预算已调整，今年暂不安排' },
  { by: '王建国', reason: '价格高于另一家酒店' },
  { by: '陈静', reason: '会议改在上海举行' },
  { by: '刘洋', reason: '日期冲突，改到明年再议' },
]

/** What is signed for a year, and its one line. */
export const yearlyContracts = [
  { name: '{year} 年度协议客房', kind: 'framework', line: '协议客房（全年预估）' },
  { name: '{year} 年度会议与宴会框架', kind: 'framework', line: '会议宴会（全年预估）' },
  { name: '{year} 年度差旅服务', kind: 'service', line: '差旅服务（全年）' },
  { name: '{year} 年度综合合作协议', kind: 'framework', line: '客房、餐饮与会议（全年预估）' },
] as const
