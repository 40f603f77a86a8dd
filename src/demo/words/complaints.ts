/** What guests and companies complain about, and how far each complaint has come. */

export interface ComplaintStory {
  /** Of a service request with this subject; else of a customer by turns. */
  request?: string
  subject: string
  description?: string
  daysAgo: number
  end: 'opened' | 'listened' | 'defined' | 'proposed' | 'agreed' | 'apologised' | 'done' | 'verified' | 'unsettled' | 'withdrawn'
  cause: string
  severity: 'minor' | 'medium' | 'serious' | 'critical'
  department: string
  /** Which customer, by turns; the same number is the same customer. */
  customer: number
  heard: string
  wanted?: string
  definition?: string
  proposed?: string
  agreed?: string
  apology?: string
  outcome?: string
  cost?: string
  words?: string
  compensation?: { kind: 'refund' | 'gift' | 'points' | 'discount'; amount: string; gift?: string; points?: number; reason?: string; given?: string }
}

export const complaintStories: ComplaintStory[] = [
  { request: '退房多收了一晚房费', subject: '退房多收了一晚房费', daysAgo: 20, end: 'verified', cause: '多收费', severity: 'medium', department: '客户服务部', customer: 0, heard: '短信取消了第三晚，退房时还是按三晚收，前台说查不到记录。', wanted: '退一晚房费，别再让我自己找证据', definition: '取消短信没有登记进系统，前台未核对就收费', proposed: '退回 688 元并赠早餐券', agreed: '同意', apology: '前厅经理电话致歉', outcome: '已退款，前厅增加取消核对步骤', cost: '80.00', words: '处理得快，谢谢', compensation: { kind: 'refund', amount: '688.00', reason: '多收的一晚', given: '原路退回银行卡' } },
  { subject: '婚宴上菜迟了四十分钟', description: '三十桌，热菜断了两次。', daysAgo: 34, end: 'verified', cause: '延误', severity: 'serious', department: '餐饮部', customer: 3, heard: '司仪撑了半个小时，长辈都问我们是不是没付钱。', wanted: '要一个说法，减服务费', definition: '后厨同时接了两场宴会，传菜人手不足', proposed: '减免服务费一半，并送回门宴一席', agreed: '同意减免，回门宴改为代金券', apology: '总经理登门致歉', outcome: '服务费已减免，宴会排期改为错峰', cost: '260.00', words: '诚意够了', compensation: { kind: 'discount', amount: '4200.00', reason: '服务费减半', given: '结算时已减免' } },
  { subject: '会员积分三个月没有到账', daysAgo: 12, end: 'done', cause: '未解决问题', severity: 'medium', department: '会员营销部', customer: 5, heard: '打了四次电话，每次都说三个工作日。', wanted: '补积分', definition: '会员号合并后积分未转入', proposed: '补回积分并加赠一倍', agreed: '同意', apology: '会员经理电话致歉', outcome: '积分已补', cost: '40.00', compensation: { kind: 'points', amount: '120.00', points: 12_000, given: '已入账' } },
  { subject: '客房有明显烟味', daysAgo: 3, end: 'done', cause: '与描述不符', severity: 'minor', department: '客房部', customer: 7, heard: '订的无烟房，窗帘上都是烟味。', wanted: '换房', definition: '上一位客人在无烟房吸烟，未做除味', proposed: '换房并送果盘', agreed: '同意', apology: '值班经理当面致歉', outcome: '已换到高层无烟房', compensation: { kind: 'gift', amount: '60.00', gift: '时令果盘', given: '送到房间' } },
  { subject: '批发布草到货发霉', description: '120 套床单有霉味，门店不敢用。', daysAgo: 6, end: 'agreed', cause: '运输损坏', severity: 'critical', department: '销售二部（旅行社与渠道）', customer: 9, heard: '两家门店周末满房，没有床单可换。', wanted: '两天内换货，承担外租费用', definition: '仓库受潮，出库未验货', proposed: '空运换货并承担外租布草费用', agreed: '今晚空运，费用实报实销', compensation: { kind: 'refund', amount: '6800.00', reason: '外租布草两天' } },
  { subject: '大堂施工噪声到半夜', daysAgo: 4, end: 'proposed', cause: '承诺未兑现', severity: 'serious', department: '客户服务部', customer: 11, heard: '前台说十点停工，十二点还在敲。', wanted: '退一晚房费', definition: '施工方超时，值班没有制止', proposed: '退一晚房费，改住安静楼层', compensation: { kind: 'refund', amount: '880.00', reason: '退一晚' } },
  { subject: '协议价又没有生效', daysAgo: 2, end: 'defined', cause: '账单错误', severity: 'medium', department: '销售一部（企业客户）', customer: 13, heard: '上个月说修好了，这个月三个人又付了门市价。', wanted: '退差价，保证不再发生', definition: '协议代码没有续签到新年度' },
  { subject: '协议价没有生效', daysAgo: 40, end: 'verified', cause: '账单错误', severity: 'minor', department: '销售一部（企业客户）', customer: 13, heard: '员工订房看到的是门市价。', definition: '新官网没有同步协议代码', proposed: '补绑代码并退差价', agreed: '同意', apology: '客户经理电话致歉', outcome: '差价已退', words: '可以' },
  { subject: '送餐送错两次', daysAgo: 1, end: 'listened', cause: '错发漏发', severity: 'minor', department: '客户服务部', customer: 15, heard: '素食客人收到的是牛肉面，换来的还是。', wanted: '别再送错' },
  { subject: '总台态度冷淡', daysAgo: 0, end: 'opened', cause: '态度', severity: 'medium', department: '前厅部', customer: 17, heard: '' },
  { subject: '健身房设备长期停用', daysAgo: 9, end: 'unsettled', cause: '未解决问题', severity: 'medium', department: '客户服务部', customer: 19, heard: '跑步机停了一个月，会员费照收。', wanted: '退一个月会员费', definition: '配件缺货，没有告知会员', proposed: '延长会员一个月', agreed: '同意延长', apology: '会员经理致歉', outcome: '已延长一个月', words: '延长了，可是机器还是坏的' },
  { subject: '说是空调漏水，其实是冷凝管', daysAgo: 15, end: 'withdrawn', cause: '功能故障', severity: 'minor', department: '客户服务部', customer: 21, heard: '客人来电撤回，是自己没关窗' },
]
