/** What guests, companies and banquet hosts ask a hotel group for, and what became of it. */

export interface RequestStory {
  subject: string
  description?: string
  kind: 'question' | 'fault' | 'complaint' | 'suggestion' | 'praise' | 'return'
  channel: 'call' | 'form' | 'mail' | 'wechat' | 'visit'
  priority?: 'urgent' | 'high' | 'low'
  /** How far it has come. */
  end: 'received' | 'terms_checked' | 'diagnosing' | 'assigned' | 'in_progress' | 'waiting' | 'completed' | 'evaluated' | 'closed' | 'cancelled' | 'reopened'
  reply?: string
  answer?: string
  note?: string
  cause?: string
  solution?: string
  rating?: [number, string]
}

export const requestStories: RequestStory[] = [
  { subject: '1208 房空调不制冷', description: '下午三点入住，空调开了两个小时还是 29 度，客人带着孩子。', kind: 'fault', channel: 'call', priority: 'urgent', end: 'closed', reply: '工程部十分钟内到房，如修不好马上为您换房。', cause: '滤网堵塞', solution: '清洗滤网并补充冷媒，送水果致歉。', rating: [5, '来得很快，孩子睡得好。'] },
  { subject: '会议室投影仪没有信号', description: '三楼望海厅，九点半开始的股东会，换了两根线都不行。', kind: 'fault', channel: 'call', priority: 'urgent', end: 'closed', reply: '备用投影仪已经送到，请继续开会。', cause: 'HDMI 分配器损坏', solution: '更换分配器，会后补检全部会议室线路。', rating: [4, '耽误了十分钟，处理得当。'] },
  { subject: '增值税专票抬头开错', description: '公司名少了“（中国）”，税号是对的，需要重开。', kind: 'question', channel: 'mail', end: 'closed', reply: '请把开票资料回复给我们，红冲后当天重开。', answer: '附件是开票资料，麻烦今天寄出。', cause: '前台手工录入', solution: '红冲原票，重开专票并顺丰寄出。', rating: [5, ''] },
  { subject: '房门电子锁刷卡没反应', description: '2316 房，换了两张房卡都打不开，行李在里面。', kind: 'fault', channel: 'call', priority: 'urgent', end: 'closed', reply: '工程师带机械钥匙上来了。', cause: '门锁电池耗尽', solution: '更换电池，同层全部门锁一并检查。', rating: [5, '十分钟解决'] },
  { subject: '协议价没有生效', description: '我们公司 10 月签了协议，员工预订时系统还是门市价。', kind: 'question', channel: 'mail', priority: 'high', end: 'closed', reply: '协议代码没有绑定到新官网，今天下午修好。', cause: '新官网未同步协议代码', solution: '补绑协议代码，差价 1,260 元已退回公司账户。', rating: [4, '希望提前通知换系统'] },
  { subject: '婚宴酒水退剩余', description: '上周六的婚宴剩了 14 瓶红酒未开封，按合同可退。', kind: 'return', channel: 'wechat', end: 'closed', reply: '已经点收 14 瓶，三天内退款。', solution: '按进价退 14 瓶，退款 2,772 元原路返回。', rating: [5, '说到做到'] },
  { subject: '健身房跑步机异响', kind: 'fault', channel: 'form', end: 'closed', reply: '已停用三号机，请先用其他跑步机。', cause: '跑带轴承磨损', solution: '供应商更换轴承，试运行两天正常。', rating: [3, '停用了一个星期，有点久'] },
  { subject: '早餐没有低糖选择', description: '长住客人，血糖高，连续一周没有能吃的粥点。', kind: 'suggestion', channel: 'visit', end: 'closed', reply: '明早起增加无糖豆浆和杂粮粥。', solution: '餐饮部增设低糖专区，已写入客人偏好。', rating: [5, '很用心'] },
  { subject: '前台王晓帮我找回护照', description: '落在出租车上，她打了七个电话找到司机。一定要表扬！', kind: 'praise', channel: 'form', end: 'closed', reply: '谢谢您告诉我们，已转达王晓和她的主管。', solution: '记入员工表彰，主管回电致谢。', rating: [5, '感谢'] },
  { subject: '退房多收了一晚房费', description: '预订三晚只住两晚，前台说没有取消记录，但我有短信。', kind: 'complaint', channel: 'call', priority: 'high', end: 'evaluated', reply: '非常抱歉，核对到您的取消短信，差额今天退。', note: '总台没有按 SOP 登记取消，已与前厅经理核实。', cause: '取消未登记', solution: '退回 688 元，赠送一张早餐券。', rating: [3, '希望不要再发生'] },
  { subject: '泳池水温偏低', kind: 'complaint', channel: 'form', end: 'completed', reply: '热泵昨晚停机，已经修复，预计今晚恢复 28 度。', cause: '热泵跳闸', solution: '更换接触器，水温恢复 28 度，两小时一测。' },
  { subject: '宴会厅音响啸叫', description: '明晚有发布会，今天彩排话筒一直啸叫。', kind: 'fault', channel: 'call', priority: 'urgent', end: 'reopened', reply: '音响师今晚到场调试。', cause: '话筒与音箱位置', solution: '重新布置音箱并校准均衡器。', answer: '彩排时二号话筒还是有啸叫，请再来看看。' },
  { subject: '月结对账单对不上', description: '九月账单多出 3 间夜，名单里没有这几个人。', kind: 'question', channel: 'mail', end: 'waiting', reply: '请提供贵公司九月入住名单，我们逐一核对。' },
  { subject: '会员积分没有到账', description: '10 月 18 日住了两晚，积分到现在没有。', kind: 'question', channel: 'form', end: 'waiting', reply: '请把入住时的姓名和手机号发给我们。' },
  { subject: '客房 Wi-Fi 频繁掉线', description: '开视频会议每十分钟掉一次，1505 房。', kind: 'fault', channel: 'wechat', priority: 'high', end: 'in_progress', reply: '信息部已经在您那层排查，预计两小时内解决。', note: '15 层 AP 上周换过固件，疑似兼容问题。' },
  { subject: '电梯按键不亮', description: '二号电梯 8 楼按键不亮，老人看不清。', kind: 'fault', channel: 'visit', end: 'assigned', reply: '已经通知电梯维保单位，今天下午更换。' },
  { subject: '年会舞台尺寸确认', description: '需要望海厅舞台的准确尺寸和承重，搭建公司明天进场。', kind: 'question', channel: 'mail', priority: 'high', end: 'diagnosing' },
  { subject: '布草有异味', description: '连锁门店昨天收到的 120 套床单有霉味，不能用。', kind: 'return', channel: 'call', priority: 'high', end: 'diagnosing', note: '同一批次还送了两家门店，先问一下。' },
  { subject: '长住房保洁时间调整', description: '希望改到上午 10 点以后，先生倒时差。', kind: 'suggestion', channel: 'wechat', end: 'terms_checked' },
  { subject: '停车场道闸抬杆慢', kind: 'fault', channel: 'form', end: 'terms_checked' },
  { subject: '明天有三位素食客人', description: '商务午餐 12 位，其中三位素食、一位花生过敏。', kind: 'question', channel: 'call', end: 'received' },
  { subject: '客房电视收不到央视五套', kind: 'fault', channel: 'form', end: 'received' },
  { subject: '发票邮箱改了', description: '以后电子发票请发到 finance@ 开头的新邮箱。', kind: 'question', channel: 'mail', end: 'received' },
  { subject: '隔壁房间半夜吵闹', description: '凌晨一点还在唱歌，打了两次前台没有人来。', kind: 'complaint', channel: 'form', priority: 'urgent', end: 'received' },
  { subject: '订错日期想改期', kind: 'question', channel: 'wechat', end: 'cancelled' },
]

/** The same trouble elsewhere and earlier: what was learnt from it helps the next time. */
export const olderStories: RequestStory[] = [
  { subject: '1105 房空调不制冷', kind: 'fault', channel: 'call', end: 'closed', reply: '工程师马上到。', cause: '冷媒不足', solution: '补充冷媒，检查铜管接口。', rating: [4, ''] },
  { subject: '2108 房空调不制冷有水声', kind: 'fault', channel: 'call', end: 'closed', reply: '为您换到 2110 房。', cause: '冷凝水管堵塞', solution: '疏通冷凝水管，换房并免一晚差价。', rating: [5, '换房很快'] },
  { subject: '客房 Wi-Fi 连不上', kind: 'fault', channel: 'form', end: 'closed', reply: '请重新连接并输入房号。', cause: '认证页被拦截', solution: '重启认证服务器，更新页面证书。', rating: [4, ''] },
  { subject: '客房 Wi-Fi 掉线', kind: 'fault', channel: 'call', end: 'closed', reply: '信息部正在处理。', cause: 'AP 固件与新手机不兼容', solution: '回退 AP 固件到上一版，掉线消失。', rating: [5, ''] },
  { subject: '专票抬头开错', kind: 'question', channel: 'mail', end: 'closed', reply: '红冲后重开。', cause: '手工录入', solution: '启用扫码开票，抬头由系统带出。', rating: [5, ''] },
  { subject: '会议室投影仪偏色', kind: 'fault', channel: 'call', end: 'closed', reply: '换一台备用机。', cause: '灯泡老化', solution: '更换灯泡，登记使用小时。', rating: [4, ''] },
  { subject: '电子锁打不开', kind: 'fault', channel: 'call', end: 'closed', reply: '带机械钥匙上来。', cause: '电池耗尽', solution: '换电池，纳入季度巡检。', rating: [5, ''] },
  { subject: '泳池更衣室没有热水', kind: 'fault', channel: 'visit', end: 'closed', reply: '切换备用锅炉。', cause: '锅炉点火故障', solution: '更换点火针。', rating: [3, '洗了冷水'] },
  { subject: '月结账单重复计费', kind: 'question', channel: 'mail', end: 'closed', reply: '核对后冲正。', cause: '夜审重复过账', solution: '冲正 2 间夜并修订夜审清单。', rating: [4, ''] },
  { subject: '婚宴菜品少一道', kind: 'complaint', channel: 'call', priority: 'high', end: 'closed', reply: '非常抱歉，当场补上并减免。', cause: '传菜单漏打', solution: '减免 1,200 元，传菜改为双人核对。', rating: [3, '毕竟是婚宴'] },
  { subject: '停车场道闸不抬杆', kind: 'fault', channel: 'form', end: 'closed', reply: '已人工放行。', cause: '地感线圈断裂', solution: '重新敷设线圈。', rating: [4, ''] },
  { subject: '早餐券不能用', kind: 'question', channel: 'visit', end: 'closed', reply: '换成本店早餐券。', cause: '券码已过期', solution: '延期一年并短信提醒。', rating: [5, ''] },
  { subject: '宴会厅话筒啸叫', kind: 'fault', channel: 'call', end: 'closed', reply: '音响师到场。', cause: '增益过高', solution: '降低增益并加装反馈抑制器。', rating: [5, ''] },
  { subject: '洗衣丢了一只袖扣', kind: 'complaint', channel: 'form', end: 'closed', reply: '正在查找，找不到照价赔偿。', cause: '未登记附件', solution: '赔偿 380 元，洗衣单增加附件栏。', rating: [2, '是结婚纪念'] },
]

export const entitlementWords: { name: string; source: 'contract' | 'warranty' | 'other'; covers: string; days: number; kinds?: string[]; response?: number; visits?: number }[] = [
  { name: '企业协议客户服务', source: 'contract', covers: '协议期内入住、会议、开票的一切问题，专人跟进。', days: 300, response: 60 },
  { name: '会议设备保障', source: 'contract', covers: '会议期间投影、音响、网络故障，十五分钟到场。', days: 180, kinds: ['fault'], response: 15 },
  { name: '宴会合同售后', source: 'contract', covers: '婚宴、年会后酒水退回与结算。', days: 45, kinds: ['return', 'question'] },
  { name: '客用品供应保修', source: 'warranty', covers: '布草、客用品一年内质量问题免费更换。', days: 220, kinds: ['return', 'fault'], visits: 6 },
  { name: '金卡会员礼遇', source: 'other', covers: '换房、延迟退房等优先处理。', days: 120 },
]
