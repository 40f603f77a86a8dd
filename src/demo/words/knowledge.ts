/** What the people of a hotel group know, and what they tell their guests. */

export interface ArticleStory {
  kind: 'article' | 'script' | 'product_fact' | 'price_notice'
  title: string
  title_en?: string
  body: string
  body_en?: string
  audience: 'internal' | 'public'
  category: string
  end: 'draft' | 'published' | 'revised' | 'waiting'
  /** Days from today; past: it is due. */
  reviewIn?: number
  helpful?: [yes: number, no: number]
}

export const articleStories: ArticleStory[] = [
  { kind: 'article', title: '怎么开发票', title_en: 'How to get an invoice', audience: 'public', category: '常见问题', end: 'published', helpful: [34, 3], body: '退房时请前台开具，或退房后三十天内在微信公众号“我的订单”里自助开具。\n\n1. 选择订单，填写抬头和税号。\n2. 专票需上传开票资料，两个工作日内寄出。\n3. 抬头开错可在三十天内红冲重开。', body_en: 'Ask at the front desk when you check out, or open “My orders” within thirty days.\n\n1. Choose the stay, enter the title and the tax number.\n2. Special VAT invoices are sent within two working days.\n3. A wrong title can be corrected within thirty days.' },
  { kind: 'article', title: '取消和改期的规定', title_en: 'Cancelling and changing a stay', audience: 'public', category: '常见问题', end: 'published', helpful: [21, 8], body: '入住前一天 18:00 之前可免费取消或改期；之后取消收取首晚房费。\n\n会议和婚宴以合同为准。', body_en: 'Free until 18:00 on the day before arrival; later the first night is charged.\n\nMeetings and weddings: as agreed in the contract.' },
  { kind: 'article', title: '会员积分多久到账', title_en: 'When points are credited', audience: 'public', category: '常见问题', end: 'published', helpful: [12, 1], body: '离店后三个工作日内到账。超过三个工作日没有到账，请把入住姓名和手机号发给我们，由会员部人工补登。', body_en: 'Within three working days after you leave. If they are missing, send us the name and telephone of the stay.' },
  { kind: 'product_fact', title: '望海厅：尺寸、承重与设备', title_en: 'The Sea View Hall: size, load and equipment', audience: 'public', category: '产品', end: 'published', helpful: [9, 0], body: '面积 620 平方米，净高 5.2 米，舞台 12×5 米，承重 400 千克/平方米。\n课桌式 320 人，剧院式 480 人，圆桌 36 桌。\n两块 5×3 米屏幕，无线话筒八支。', body_en: '620 square metres, 5.2 m high; stage 12 by 5 m, 400 kg a square metre.\n320 at desks, 480 in rows, 36 round tables.' },
  { kind: 'article', title: '客房空调不制冷的处理', audience: 'internal', category: '产品', end: 'published', helpful: [17, 2], body: '1. 先请客人确认门窗关好、插卡取电。\n2. 工程部十分钟内到房：查滤网、冷媒压力、出风口。\n3. 三十分钟修不好，立即换房并送水果，登记到客人偏好。' },
  { kind: 'article', title: '房门电子锁刷卡没反应', audience: 'internal', category: '产品', end: 'revised', helpful: [11, 0], body: '九成是电池耗尽。带机械钥匙上楼开门，换四节 5 号碱性电池，重新写卡。\n同层门锁一并检查电压，低于 4.8 V 全部更换。' },
  { kind: 'script', title: '客人投诉噪声时怎么说', audience: 'internal', category: '服务话术', end: 'published', helpful: [26, 4], body: '“王先生，影响您休息非常抱歉。我现在就去让他们停，十分钟内给您回电话。如果您愿意，我先为您换到安静的楼层。”\n\n先道歉，再说马上做什么、几分钟内答复。不要解释原因，不要说“别的客人没有反映”。' },
  { kind: 'script', title: '满房时怎么推荐姊妹酒店', audience: 'internal', category: '服务话术', end: 'published', body: '“今晚这里已经满了。步行八分钟的远航·湖滨还有同样的房型，会员价一样，我帮您订好并安排车接送，可以吗？”' },
  { kind: 'price_notice', title: '国庆价格与最少入住晚数', audience: 'internal', category: '价格', end: 'published', reviewIn: -3, body: '10 月 1 日至 4 日：标准房 988 元起，最少两晚；协议客户上浮不超过 15%，须提前确认。' },
  { kind: 'price_notice', title: '会议半天价调整', audience: 'public', category: '价格', end: 'waiting', body: '自下月起，望海厅半天租金由 12,000 元调整为 13,500 元，含设备和茶歇一次。已签合同不变。' },
  { kind: 'article', title: '早餐低糖选择', audience: 'public', category: '产品', end: 'draft', body: '每天供应无糖豆浆、杂粮粥和水煮蛋；提前一晚告知可备低糖点心。' },
]
