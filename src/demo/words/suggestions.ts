/** Standard ranges of a hotel group, by product code, quantity and note. */
interface Range {
  name: string
  condition: object
  remark: string
  lines: [code: string, quantity: number, note?: string][]
}

export const ranges: Range[] = [
  {
    name: '企业会议客户标准配置', condition: { category: 'business', tier: { in: ['vip', 'a', 'b'] } }, remark: '办会的企业通常用到的整套服务',
    lines: [['HY-102', 2, '上下午各一场'], ['HY-103', 50, '按人数'], ['KF-204', 20], ['CY-102', 50, '会议晚餐'], ['YH-102', 5], ['LX-104', 4, '主宾接送'], ['HY-104', 1, '有外宾时'], ['LP-101', 30, '中秋前']],
  },
  {
    name: '旅行社渠道常备', condition: { category: 'channel' }, remark: '团队从到店到离店',
    lines: [['KF-203', 20], ['CY-101', 40, '含早'], ['CY-102', 40], ['LX-103', 40], ['LX-104', 4], ['HY-102', 1, '说明会']],
  },
  {
    name: '家庭会员度假套装', condition: { category: 'consumer', tier: { in: ['vip', 'a', 'b'] } }, remark: '带孩子的会员家庭',
    lines: [['KF-105', 2, '两晚'], ['CY-101', 4], ['CY-105', 1], ['KT-103', 2, '孩子'], ['KT-101', 1], ['LX-104', 2], ['HY-301', 1, '还不是会员时']],
  },
]

/** Paid for in advance: who is careful is not offered it. */
export const riskLevels: [code: string, level: number][] = [['HY-302', 4], ['KT-102', 3], ['LX-105', 3], ['LX-102', 2]]

export const notForCustomers: { reason: string; remark?: string }[] = [{ reason: 'has_other', remark: '与别家有年度协议' }, { reason: 'not_interested' }, { reason: 'too_dear', remark: '明年预算再谈' }, { reason: 'unsuitable' }]
