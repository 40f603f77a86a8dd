/** Who is sent, what they can, what customers own, and what they are visited for. */

export const engineers: { login: string; mail: string; name: string; title: string; skills: string[]; territory: string }[] = [
  { login: 'gu', mail: 'guwei', name: '顾维', title: '现场工程师', skills: ['制冷空调', '净水设备'], territory: '华东' },
  { login: 'shi', mail: 'shilei', name: '石磊', title: '现场工程师', skills: ['会议影音', '网络'], territory: '华东' },
  { login: 'jiang', mail: 'jiangnan', name: '江楠', title: '现场工程师', skills: ['网络', '智能门锁', '会议影音'], territory: '华东' },
  { login: 'bao', mail: 'baoqiang', name: '鲍强', title: '高级现场工程师', skills: ['制冷空调', '高压电工', '智能门锁'], territory: '西南' },
]

export const skillRemarks: Record<string, string> = { 高压电工: '须持高压电工作业证', 制冷空调: '须持制冷与空调作业证' }

export const assetWords: { name: string; serial: string; months: number; warranty: number }[] = [
  { name: '会议一体机 86 寸', serial: 'MB86', months: 10, warranty: 24 },
  { name: '商用净水机', serial: 'JS40', months: 30, warranty: 12 },
  { name: '全自动咖啡机', serial: 'KF12', months: 5, warranty: 12 },
  { name: '智能门锁网关', serial: 'ZN08', months: 20, warranty: 24 },
  { name: '中央空调末端机组', serial: 'AC50', months: 40, warranty: 36 },
  { name: '无线投屏套件', serial: 'TP03', months: 14, warranty: 12 },
]

export interface VisitStory {
  subject: string
  instructions: string
  /** Which of the devices above. */
  asset: number
  skill: string
  minutes: number
  work: string
  /** Charges in class A. */
  parts: [name: string, quantity: number, price: string][]
  priority?: 'urgent' | 'high' | 'low'
}

export const visitStories: VisitStory[] = [
  { subject: '净水机出水小', instructions: '二楼茶水间，滤芯报警已两周。', asset: 1, skill: '净水设备', minutes: 60, work: '更换两支滤芯，冲洗十分钟，出水恢复。', parts: [['复合滤芯', 2, '180'], ['上门费', 1, '80']] },
  { subject: '会议一体机触摸失灵', instructions: '大会议室，下午三点有董事会。', asset: 0, skill: '会议影音', minutes: 90, work: '重装触摸框驱动并校准，四角正常。', parts: [['人工', 1, '200']], priority: 'urgent' },
  { subject: '空调末端不制冷', instructions: '三层东侧两个出风口都是热风。', asset: 4, skill: '制冷空调', minutes: 120, work: '补充冷媒、清洗滤网，出风 14 度。', parts: [['R410A 冷媒', 2, '120'], ['人工', 2, '150']], priority: 'high' },
  { subject: '门锁网关离线', instructions: '前台找王经理拿弱电间钥匙。', asset: 3, skill: '智能门锁', minutes: 60, work: '更换电源适配器，十二把锁全部上线。', parts: [['电源适配器', 1, '65']] },
  { subject: '咖啡机蒸汽不足', instructions: '员工餐厅，请避开十二点用餐。', asset: 2, skill: '净水设备', minutes: 60, work: '除垢并更换密封圈，压力正常。', parts: [['密封圈', 1, '25'], ['除垢剂', 1, '40']] },
  { subject: '投屏画面卡顿', instructions: '访客用手机投屏经常断。', asset: 5, skill: '网络', minutes: 60, work: '改用 5G 频段并升级固件，连续投屏半小时正常。', parts: [['上门费', 1, '80']] },
  { subject: '一体机无声音', instructions: '培训教室二。', asset: 0, skill: '会议影音', minutes: 45, work: '更换音频线，左右声道正常。', parts: [['音频线', 1, '35']] },
  { subject: '空调季度保养', instructions: '按保养单逐台检查，签字带回。', asset: 4, skill: '制冷空调', minutes: 150, work: '六台末端保养完毕，一台皮带偏松已调整。', parts: [], priority: 'low' },
  { subject: '配电箱跳闸', instructions: '厨房一开洗碗机就跳，先断电。', asset: 4, skill: '高压电工', minutes: 90, work: '更换漏电保护器，负荷测试正常。', parts: [['漏电保护器', 1, '210'], ['人工', 1, '200']], priority: 'urgent' },
  { subject: '门锁批量换电池', instructions: '八层整层 24 把。', asset: 3, skill: '智能门锁', minutes: 120, work: '24 把全部更换并测试。', parts: [['5 号电池', 96, '2.5']] },
]

/** Where they lie: roads of Hangzhou with their points. */
export const spots: { name: string; lat: number; lng: number }[] = [
  { name: '杭州市西湖区文三路 100 号', lat: 30.2776, lng: 120.1316 },
  { name: '杭州市滨江区网商路 599 号', lat: 30.1899, lng: 120.1907 },
  { name: '杭州市上城区庆春路 88 号', lat: 30.2579, lng: 120.1694 },
  { name: '杭州市拱墅区莫干山路 110 号', lat: 30.2985, lng: 120.1446 },
  { name: '杭州市余杭区文一西路 969 号', lat: 30.2792, lng: 120.0266 },
  { name: '杭州市萧山区市心北路 857 号', lat: 30.2051, lng: 120.2711 },
]
