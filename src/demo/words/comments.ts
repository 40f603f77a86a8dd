/** What colleagues say about the administrator's best customers: hours ago, by whom of the cast (in order), and whether they call the administrator. */
export const remarks: { hoursAgo: number; by: number; text: string; isMention: boolean }[] = [
  { hoursAgo: 30, by: 1, text: '上周的报价对方说偏高，财务那边还在等回复。', isMention: false },
  { hoursAgo: 26, by: 2, text: '@{me} 他们想把年会改到三亚，房价能不能按协议价？', isMention: true },
  { hoursAgo: 5, by: 3, text: '今天前台接到他们的电话，问发票抬头，已经处理。', isMention: false },
  { hoursAgo: 3, by: 1, text: '@{me} 合同附件二请您过目，法务改了付款条款。', isMention: true },
  { hoursAgo: 1, by: 2, text: '对方总经理下周来访，建议安排在行政楼层。', isMention: false },
]
