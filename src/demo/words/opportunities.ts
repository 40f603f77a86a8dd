/** What the hotels of the group sell to companies, agencies and families, and how those talks go. */
export interface Deal {
  /** After the short name of the customer. */
  name: string
  from: number
  to: number
}

export const companyDeals: Deal[] = [
  { name: '年会', from: 80_000, to: 420_000 },
  { name: '年度协议房', from: 120_000, to: 900_000 },
  { name: '新品发布会', from: 60_000, to: 300_000 },
  { name: '高管培训住会', from: 40_000, to: 160_000 },
  { name: '经销商大会', from: 150_000, to: 600_000 },
  { name: '客户答谢晚宴', from: 30_000, to: 150_000 },
  { name: '外籍专家长住', from: 90_000, to: 260_000 },
  { name: '员工餐外包', from: 200_000, to: 800_000 },
  { name: '党建团建两日', from: 25_000, to: 90_000 },
]

export const rivals = [
  { name: '江畔国际大酒店', price_level: 'higher', strengths: '会场新，江景宴会厅', weaknesses: '停车少，旺季不让价' },
  { name: '云栖会议中心', price_level: 'same', strengths: '会场多，可同时开六场', weaknesses: '客房老，早餐口碑一般' },
  { name: '乐途连锁酒店', price_level: 'lower', strengths: '价格低，门店多', weaknesses: '没有宴会厅，服务标准不一' },
]

export const needs = [
  { kind: 'situation', question: '往年在哪里办？多少人？', answer: '去年在江畔国际，约 260 人，含 40 间房' },
  { kind: 'situation', question: '谁来定？预算怎么走？', answer: '行政部推荐，分管副总签字，走年度会务预算' },
  { kind: 'problem', question: '去年哪里不满意？', answer: '茶歇排队太久，投屏中断过两次' },
  { kind: 'problem', question: '停车和接驳够用吗？', answer: '外地同事多，只有一班接驳车' },
  { kind: 'implication', question: '如果今年再出一次，会怎样？', answer: '董事长在场，行政部要写说明，明年换场地' },
  { kind: 'need_payoff', question: '有专人驻场、设备有备份，对您意味着什么？', answer: '不用自己盯现场，可以陪客户' },
]

/** What matters to whoever has that part in the decision. */
export const concerns: Record<string, string> = {
  user: '当天不出差错，有人随叫随到',
  influencer: '方案拿得出手，领导面前好交代',
  decider: '人均成本不超过去年',
  approver: '合同条款合规，发票齐全',
  buyer: '三家比价，账期 30 天',
  gatekeeper: '车位和安检安排清楚',
}

export const objections = [
  { objection: '比云栖会议中心贵 8%', answer: '含两名驻场会务与备用设备，算下来人均只差 12 元', is_met: true },
  { objection: '取消条款太严', answer: '改为 15 天前可改期一次', is_met: true },
  { objection: '担心周边堵车', answer: '提供地铁口接驳时刻表', is_met: false },
]

export const commitments = ['下周带采购来看场地', '同意先签意向书', '把往年议程发给我们', '请副总参加试菜']
export const steps = ['约副总看场地', '报价单修改后再送', '安排试菜', '确认客房数量', '催签意向书', '补充会场平面图']
export const wonWords = ['场地与菜单合意，驻场会务打动行政部', '去年服务得好，直接续签', '接驳与停车方案最完整']
export const lostWords = ['对手让价 12%，预算卡死', '活动取消，改为线上', '集团统一采购，定了别家', '迟了两天才报价']
