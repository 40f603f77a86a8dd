/** What is said on the hot line. */
export const callWords: { category: string; note: string }[] = [
  { category: 'question', note: '问发票抬头能不能改，已告知改票流程，两个工作日内寄出' },
  { category: 'question', note: '会员积分怎么换房晚，说明了兑换规则' },
  { category: 'order', note: '订单想改到下周三送，已通知仓库' },
  { category: 'fault', note: '房间空调不制冷，已派工程部' },
  { category: 'question', note: '会议室能不能延到六点半，已确认可以' },
  { category: 'suggestion', note: '建议早餐开得早一点，赶早班机' },
  { category: 'praise', note: '表扬前台小冯，帮忙找回了手机' },
  { category: 'complaint', note: '退房押金还没有退回，已转财务查' },
  { category: 'business', note: '想了解加盟条件，请招商部联系' },
  { category: 'question', note: '问停车是否免费，已答复' },
  { category: 'order', note: '追加两箱礼盒，随原订单发' },
  { category: 'other', note: '打错了' },
]

/** Who is to be called back, and how far that has come. */
export const callBackStories: { subject: string; hoursAgo: number; acts: [string, object][] }[] = [
  { subject: '婚宴菜单改好后给新娘回电', hoursAgo: 5, acts: [] },
  { subject: '确认礼盒的发货地址', hoursAgo: 30, acts: [['not-reach', { note: '占线' }], ['not-reach', { note: '无人接听' }]] },
  { subject: '报价说明白了再回电', hoursAgo: 52, acts: [['reach', { is_settled: true, words: '清楚了，下周签' }]] },
  { subject: '空调修好后问一声', hoursAgo: 76, acts: [['reach', { is_settled: false, words: '夜里还是响', make_request: true }]] },
  { subject: '会员卡寄出后确认收到', hoursAgo: 100, acts: [['not-reach', { note: '关机' }], ['reach', { is_settled: true, words: '收到了' }]] },
]
