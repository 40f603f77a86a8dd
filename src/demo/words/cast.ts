/** Yuanhang Group 远航集团: its departments and the people of the demo world. Everybody signs in with the demo password. */

export interface DepartmentSpec {
  key: string
  name: string
  parent: string | null
}

export const departments: DepartmentSpec[] = [
  { key: 'group', name: '远航集团', parent: null },
  { key: 'office', name: '总经办', parent: 'group' },
  { key: 'sales', name: '销售中心', parent: 'group' },
  { key: 'sales_1', name: '销售一部（企业客户）', parent: 'sales' },
  { key: 'sales_2', name: '销售二部（旅行社与渠道）', parent: 'sales' },
  { key: 'members', name: '会员营销部', parent: 'sales' },
  { key: 'operation', name: '酒店运营中心', parent: 'group' },
  { key: 'front', name: '前厅部', parent: 'operation' },
  { key: 'dining', name: '餐饮部', parent: 'operation' },
  { key: 'rooms', name: '客房部', parent: 'operation' },
  { key: 'service', name: '客户服务部', parent: 'group' },
  { key: 'systems', name: '信息部', parent: 'group' },
]

/** Where the company sells; a province belongs to one of them, what lies elsewhere to the last. */
export const territories = [
  { name: '华东', provinces: ['浙江省', '上海市', '江苏省', '安徽省'] },
  { name: '西南', provinces: ['四川省', '重庆市'] },
  { name: '华北', provinces: ['北京市', '天津市'] },
  { name: '华南', provinces: ['广东省', '海南省'] },
  { name: '其他区域', provinces: [] },
]

export function territoryOf(province: string): string {
  return territories.find(({ provinces }) => provinces.some((one) => one === province))?.name ?? '其他区域'
}

/** Which customers somebody looks after. */
export type Portfolio = 'key_accounts' | 'corporate' | 'channel' | 'guests' | 'banquets' | 'none'

export interface PersonSpec {
  login: string
  /** Pinyin of the name: the mail address before the @. */
  mail: string
  name: string
  title: string
  department: string
  role: 'administrator' | 'executive' | 'sales_manager' | 'account_manager' | 'customer_service' | 'marketing' | 'finance' | 'manager' | 'staff'
  portfolio: Portfolio
  /** How many of the portfolio's customers, against the others who share it. */
  share: number
}

/** The administrator who comes with the workspace; keeps the relations to the largest accounts. */
export const administrator = { name: '沈静', title: '客户关系总监', user_name: 'admin', department: 'office', portfolio: 'key_accounts', share: 2 } as const

export const cast: PersonSpec[] = [
  { login: 'zhou', mail: 'zhouyuan', name: '周远', title: '总经理', department: 'group', role: 'manager', portfolio: 'key_accounts', share: 1 },
  { login: 'lin', mail: 'linyue', name: '林悦', title: '销售一部经理', department: 'sales_1', role: 'sales_manager', portfolio: 'corporate', share: 3 },
  { login: 'chen', mail: 'chenhao', name: '陈浩', title: '高级客户经理', department: 'sales_1', role: 'account_manager', portfolio: 'corporate', share: 4 },
  { login: 'wang', mail: 'wangsiyu', name: '王思雨', title: '客户经理', department: 'sales_1', role: 'account_manager', portfolio: 'corporate', share: 4 },
  { login: 'zhao', mail: 'zhaomingxuan', name: '赵明轩', title: '客户经理', department: 'sales_1', role: 'account_manager', portfolio: 'corporate', share: 3 },
  { login: 'han', mail: 'hanlei', name: '韩磊', title: '销售二部经理', department: 'sales_2', role: 'sales_manager', portfolio: 'channel', share: 2 },
  { login: 'liu', mail: 'liuxiaotong', name: '刘晓彤', title: '渠道经理', department: 'sales_2', role: 'account_manager', portfolio: 'channel', share: 3 },
  { login: 'sun', mail: 'sunbowen', name: '孙博文', title: '会展经理', department: 'sales_2', role: 'account_manager', portfolio: 'channel', share: 3 },
  { login: 'xie', mail: 'xieting', name: '谢婷', title: '会员营销经理', department: 'members', role: 'manager', portfolio: 'guests', share: 3 },
  { login: 'ma', mail: 'mazihan', name: '马子涵', title: '会员专员', department: 'members', role: 'staff', portfolio: 'guests', share: 4 },
  { login: 'xu', mail: 'xujianing', name: '许佳宁', title: '前厅部经理', department: 'front', role: 'manager', portfolio: 'guests', share: 2 },
  { login: 'feng', mail: 'fengyiming', name: '冯一鸣', title: '礼宾司', department: 'front', role: 'staff', portfolio: 'guests', share: 3 },
  { login: 'luo', mail: 'luojianguo', name: '罗建国', title: '餐饮部经理', department: 'dining', role: 'manager', portfolio: 'banquets', share: 2 },
  { login: 'liang', mail: 'liangxiuying', name: '梁秀英', title: '客房部主管', department: 'rooms', role: 'staff', portfolio: 'guests', share: 1 },
  { login: 'he', mail: 'heyaqin', name: '何雅琴', title: '客户服务部经理', department: 'service', role: 'manager', portfolio: 'guests', share: 2 },
  { login: 'wu', mail: 'wuqian', name: '吴倩', title: '客户服务专员', department: 'service', role: 'staff', portfolio: 'guests', share: 3 },
  { login: 'tang', mail: 'tangyu', name: '唐宇', title: '信息部主管', department: 'systems', role: 'administrator', portfolio: 'none', share: 0 },
]

/** Shops and channels where customers buy. */
export const places = {
  hotels: [
    { name: '远航国际酒店·杭州西湖店', city: '杭州市', code: 'HZ' },
    { name: '远航国际酒店·上海虹桥店', city: '上海市', code: 'SH' },
    { name: '远航国际酒店·苏州金鸡湖店', city: '苏州市', code: 'SZ' },
    { name: '远航国际酒店·成都天府店', city: '成都市', code: 'CD' },
    { name: '远航度假酒店·三亚海棠湾店', city: '三亚市', code: 'SY' },
  ],
  travel: '远航旅行',
  congress: '远航会展中心',
  online: '会员商城',
} as const

export const tags: [name: string, color: string, remark: string][] = [
  ['协议客户', 'blue', '签有年度协议价'],
  ['长住', 'cyan', '连续入住 30 晚以上'],
  ['会议', 'purple', '常办会议与培训'],
  ['婚宴', 'gold', '办过或咨询婚宴'],
  ['亲子', 'green', '带孩子出行'],
  ['银发', 'green', '老年客人，注意防滑与低楼层'],
  ['商旅', 'blue', '工作日入住为主'],
  ['年会', 'purple', '每年办年会'],
  ['月结', 'cyan', '按月结账'],
  ['高影响力', 'gold', '行业里说得上话，常介绍客户'],
  ['价格敏感', 'default', '先看价格，适合促销时联系'],
  ['投诉过', 'default', '有过投诉，回访时先问改进情况'],
  ['礼品团购', 'gold', '节日礼盒大户'],
  ['外宾', 'blue', '常接待外国客人'],
  ['素食', 'green', '餐饮注意'],
  ['会员推荐官', 'gold', '带来新会员'],
  ['重点跟进', 'purple', '本季度重点'],
  ['高端定制', 'gold', '需要定制行程'],
]
