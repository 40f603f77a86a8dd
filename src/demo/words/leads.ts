/** What people want who call, write or are recommended to Yuanhang Group, and what is said with them. */

export const wishes: Record<'organisation' | 'person', readonly string[]> = {
  organisation: [
    '年会 120 人，两天一夜，要大宴会厅和 60 间房', '季度经销商大会，80 人，含晚宴', '新员工培训三天，课桌式 40 人，含工作餐', '想签协议价，每月约 30 间夜',
    '客户答谢晚宴，15 桌，要投影和舞台', '董事会闭门会议，12 人，要安静、有茶歇', '团建两天，要户外拓展和温泉', '外宾接待，行政套房 2 间、大床房 6 间，接机',
    '产品发布会，200 人，媒体区和签到台', '驻场工程师长住公寓，4 人，三个月', '员工体检后的疗养，两批各 30 人', '展会期间包 25 间房，10 月中旬',
  ],
  person: [
    '十月婚宴 22 桌，想看湖景厅', '父母金婚，家宴 4 桌，要清淡菜单', '宝宝百日宴，6 桌，下月中旬', '全家度假，海景房两间，带老人和孩子', '想办会员卡，常来出差', '同学会 30 人，晚餐加住宿', '毕业谢师宴 5 桌', '生日派对，小包厢 12 人',
  ],
}

export const details: Record<string, readonly string[]> = {
  hot_line: ['400 来电，前台转接', '400 来电，夜间留言'],
  form: ['官网“会议询价”表单', '官网“婚宴预约”表单', '小程序“协议价申请”'],
  campaign: ['秋季会展推介会', '湖畔婚礼开放日', '企业客户答谢会'],
  social: ['小红书私信', '抖音直播间留言', '公众号留言'],
  referral: ['老客户介绍', '员工介绍', '合作旅行社介绍'],
  batch: ['园区企业名录', '展会名片 200 张', '购买的企业名单'],
  other: ['路过询问'],
}

export const firstWords = ['电话沟通，需求清楚，请我们先发方案和报价', '聊了十分钟，时间基本定了，预算还要问领导', '加了微信，发了场地图和菜单', '对方比较三家酒店，最看重交通和停车', '约好周四来看场地']
export const laterWords = ['来看过场地，对湖景厅满意', '报价已发，对方要求房价再让一点', '领导同意，等合同', '确认人数和日期，只差定金']
export const coldWords = ['电话打通，说暂时不需要', '对方说只是随便问问', '说预算只有我们报价的一半', '明确说已经订了别家']

/** What lies on desks today. `hoursAgo` since it came; without an owner it is nobody's yet. */
export interface OpenLead {
  name: string
  company?: string
  position?: string
  phone: string
  mail?: string
  source: string
  detail: string
  wants: string
  city: string
  industry?: string
  size_band?: string
  budget?: number
  product?: string
  owner?: string
  hoursAgo: number
  step: 'new' | 'tried' | 'working' | 'qualified'
}

export const openLeads: readonly OpenLead[] = [
  { name: '王海燕', company: '杭州云栖数据科技有限公司', position: '行政主管', phone: '13857100218', source: 'hot_line', detail: '400 来电，前台转接', wants: '年会 160 人，1 月 16 日前后，要大宴会厅、LED 屏和 70 间房，预算 20 万左右', city: '杭州市', industry: '信息技术', size_band: 'medium', budget: 200_000, product: 'HY', owner: 'admin', hoursAgo: 5, step: 'new' },
  { name: '李先生', phone: '13957188123', source: 'form', detail: '官网“婚宴预约”表单', wants: '明年五一婚宴 25 桌，想看湖景厅和草坪', city: '杭州市', budget: 150_000, owner: 'admin', hoursAgo: 30, step: 'new' },
  { name: '周敏', company: '宁波远泰进出口有限公司', position: '总经理助理', phone: '13605741188', mail: 'zhoumin@yuantai.example', source: 'referral', detail: '老客户介绍', wants: '外商考察团 18 人，三晚，要英文服务和接机', city: '宁波市', industry: '贸易', size_band: 'small', budget: 60_000, owner: 'admin', hoursAgo: 75, step: 'working' },
  { name: '何莉', company: '上海启辰医疗器械有限公司', position: '市场经理', phone: '13818812266', mail: 'heli@qichen.example', source: 'campaign', detail: '秋季会展推介会', wants: '学术会议 220 人，主会场加 4 个分会场', city: '上海市', industry: '医疗健康', size_band: 'large', budget: 480_000, owner: 'admin', hoursAgo: 170, step: 'qualified' },
  { name: '陈国强', company: '嘉兴恒信机械制造有限公司', phone: '13567380021', source: 'batch', detail: '园区企业名录', wants: '', city: '嘉兴市', industry: '制造业', owner: 'chen', hoursAgo: 50, step: 'tried' },
  { name: '孙婷', company: '杭州明悦文化传媒有限公司', position: '策划', phone: '13738110345', source: 'social', detail: '小红书私信', wants: '新品发布会场地，100 人，要能布展', city: '杭州市', industry: '文化传媒', size_band: 'small', owner: 'chen', hoursAgo: 3, step: 'new' },
  { name: '郑凯', company: '苏州博远新能源有限公司', position: '人力总监', phone: '13962110877', mail: 'zhengkai@boyuan.example', source: 'form', detail: '小程序“协议价申请”', wants: '协议价，每月约 45 间夜，主要是技术支持人员', city: '苏州市', industry: '能源', size_band: 'large', budget: 300_000, owner: 'wang', hoursAgo: 26, step: 'working' },
  { name: '吴女士', phone: '15088650912', source: 'social', detail: '抖音直播间留言', wants: '双人下午茶券能不能改日期', city: '绍兴市', owner: 'wang', hoursAgo: 8, step: 'new' },
  { name: '马建军', company: '湖州正源建筑工程有限公司', phone: '13587200456', source: 'batch', detail: '展会名片 200 张', wants: '', city: '湖州市', industry: '建筑地产', owner: 'zhao', hoursAgo: 96, step: 'tried' },
  { name: '林晓峰', company: '浙江海通物流集团有限公司', position: '办公室主任', phone: '13989470011', source: 'referral', detail: '合作旅行社介绍', wants: '董事会两天，14 人，要绝对安静；另订行政套房 3 间', city: '杭州市', industry: '交通物流', size_band: 'huge', budget: 90_000, owner: 'zhao', hoursAgo: 120, step: 'qualified' },
  { name: '钱女士', phone: '13616888201', source: 'hot_line', detail: '400 来电，夜间留言', wants: '下月 18 日宝宝周岁宴 8 桌', city: '杭州市', budget: 30_000, hoursAgo: 14, step: 'new' },
  { name: '韩志远', company: '南京科睿智能科技有限公司', phone: '13770688312', source: 'form', detail: '官网“会议询价”表单', wants: '研发中心搬迁期间培训 5 天，35 人', city: '南京市', industry: '信息技术', size_band: 'medium', hoursAgo: 2, step: 'new' },
  { name: '徐磊', company: '绍兴越华纺织有限公司', phone: '13757511290', source: 'campaign', detail: '企业客户答谢会', wants: '经销商大会明年春天，先要报价', city: '绍兴市', industry: '制造业', size_band: 'large', hoursAgo: 40, step: 'new' },
]
