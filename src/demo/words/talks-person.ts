/** Contacts with guests, as the front desk, the restaurants and the member service write them down. */
import type { Scenario } from './talks.ts'

export const personTalks: Scenario[] = [
  { channel: 'call', direction: 'in', purpose: '预订客房', content: '{name}来电预订{day}入住两晚，要高楼层安静房，含双早，到店约 20:00。', result: '已预订，发确认短信', minutes: [3, 8], satisfaction: [4, 5] },
  { channel: 'visit_in', direction: 'in', purpose: '入住接待', content: '{name}到店，客史显示喜欢高楼层，已升级湖景房并备好荞麦枕。客人很惊喜。', opinion: '“每次来都像回家。”', result: '满意入住', minutes: [5, 12], satisfaction: [5, 5] },
  { channel: 'call', direction: 'out', purpose: '离店回访', content: '离店第二天回访{name}：房间与早餐满意，退房等了十分钟，建议增加自助退房。', opinion: '退房高峰人手不够。', result: '意见已转前厅部', next: '一周内答复', promise: '答复退房排队的改进', minutes: [4, 10], satisfaction: [3, 5] },
  { channel: 'wechat', direction: 'out', purpose: '生日祝福', content: '给{name}发生日祝福和双倍积分券，客人回复感谢，说下月带父母来住。', result: '客人有到店意向', next: '月底联系订房', minutes: [2, 5], satisfaction: [4, 5] },
  { channel: 'call', direction: 'in', purpose: '噪音投诉', content: '{name}反映楼上施工声，午休受影响。已联系工程部停工至 15:00，并送水果致歉。', opinion: '施工应该提前告知。', result: '已道歉，客人接受', next: '施工期间不排该楼层', promise: '回电说明施工安排并致歉', minutes: [6, 15], satisfaction: [1, 3], weight: 0.6 },
  { channel: 'call', direction: 'in', purpose: '遗留物品', content: '{name}说充电器和一本书落在房间，客房部已找到，登记遗留物品 {n} 号。', result: '同意快递到付', next: '寄出后发单号', promise: '寄回遗留物品并发送单号', minutes: [3, 8], satisfaction: [4, 5] },
  { channel: 'wechat', direction: 'out', purpose: '会员升级', content: '提醒{name}再住 2 晚即可升金卡，介绍延迟退房和行政酒廊权益。', result: '表示近期会再来', minutes: [3, 6], satisfaction: [4, 5] },
  { channel: 'chat', direction: 'in', purpose: '亲子套餐咨询', content: '{name}在官网咨询暑期亲子套餐：两大一小、三晚，问儿童乐园和接送。', result: '已报价 {product}', next: '两天后跟进', promise: '发送亲子套餐行程和报价', minutes: [6, 15], months: [5, 6, 7, 8] },
  { channel: 'visit_in', direction: 'in', purpose: '婚宴看场地', content: '{name}与家人看宴会厅，计划{day}办 {n} 桌，喜欢水晶厅，问能否自带酒水和布置。', opinion: '菜单希望多两道热菜。', result: '意向强，保留一周', next: '出婚宴合同', promise: '发送婚宴合同与布置方案', minutes: [40, 80], satisfaction: [4, 5], weight: 0.6 },
  { channel: 'visit_in', direction: 'in', purpose: '用餐反馈', content: '{name}在远航阁用餐，表扬龙井虾仁和服务员小陈，说上汤慢了些。', opinion: '上汤应该在凉菜之后。', result: '已记录偏好', minutes: [3, 8], satisfaction: [4, 5] },
  { channel: 'call', direction: 'in', purpose: '积分补登', content: '{name}说上月在虹桥店的消费没有积分，核对后补登 {n} 分。', result: '已补登', minutes: [4, 8], satisfaction: [3, 5] },
  { channel: 'call', direction: 'in', purpose: '水疗预约', content: '{name}预约周五 20:00 水疗，指定上次的技师，避开肩部旧伤。', result: '已预约并备注', minutes: [2, 5], satisfaction: [4, 5] },
  { channel: 'wechat', direction: 'in', purpose: '补开发票', content: '{name}需要补开上次住宿的电子发票，抬头为公司，已核对税号。', result: '已开并发送邮箱', minutes: [2, 6], satisfaction: [4, 5] },
  { channel: 'call', direction: 'in', purpose: '航班延误晚到', content: '{name}航班延误，凌晨一点到店，请保留房间并准备夜宵。', result: '已通知夜班，准备小米粥', minutes: [2, 5], satisfaction: [4, 5] },
  { channel: 'call', direction: 'out', purpose: '到店前确认', content: '到店前一天致电{name}：确认老人同行、需轮椅和低楼层，安排门口接车。', result: '已安排', next: '交班给礼宾', minutes: [3, 7], satisfaction: [5, 5] },
  { channel: 'call', direction: 'out', purpose: '投诉后回访', content: '回访上次投诉的处理结果，{name}表示认可，愿意再给一次机会，赠券已到账。', opinion: '重视我的意见就好。', result: '关系修复', minutes: [4, 9], satisfaction: [3, 5] },
  { channel: 'sms', direction: 'out', purpose: '节日问候', content: '发送节日问候与会员价链接，客人点击查看。', result: '已送达', minutes: [1, 1], weight: 1.4 },
  { channel: 'social', direction: 'in', purpose: '点评回复', content: '{name}在点评网站给 {product} 打了五星，提到礼宾帮忙找回手机。已回复感谢并发谢礼券。', result: '好评', minutes: [3, 6], satisfaction: [5, 5] },
  { channel: 'letter', direction: 'in', purpose: '感谢信', content: '收到{name}的手写感谢信，感谢客房部阿姨连夜送洗西装，赶上第二天的演讲。', result: '已转客房部并表扬', minutes: [3, 5], satisfaction: [5, 5], weight: 0.2 },
  { channel: 'form', direction: 'in', purpose: '网站留言', content: '{name}留言想了解{hotel}周边适合老人的两日行程，预算每人 1500 元。', result: '已分配跟进', next: '一天内电话联系', promise: '电话介绍两日行程', minutes: [2, 4], weight: 0.8 },
  { channel: 'call', direction: 'out', purpose: '沉睡唤醒', content: '客人半年未到店，致电问候{name}：最近常去成都，不知道我们开了天府店，答应下次试试。', result: '有意向', next: '发天府店体验券', promise: '发送天府店体验券', minutes: [4, 10], satisfaction: [3, 4], weight: 0.8 },
  { channel: 'visit_in', direction: 'in', purpose: '寿宴沟通', content: '{name}为父亲办八十寿宴，{n} 桌，要寿桃和戏曲表演，长辈牙口不好，菜要软烂。', result: '定了寿宴套餐', next: '安排试菜', promise: '安排寿宴试菜', minutes: [20, 45], satisfaction: [4, 5], weight: 0.4 },
  { channel: 'wechat', direction: 'in', purpose: '行程咨询', content: '{name}问西湖一日游能否改为下午出发，带六岁孩子，要安全座椅。', result: '可以安排', minutes: [3, 8], satisfaction: [4, 5] },
]
