/** What Yuanhang Group sells. Prices in yuan. */

export type ProductUse = 'room' | 'group_room' | 'dining' | 'banquet' | 'meeting' | 'travel' | 'wellness' | 'member' | 'gift'

export interface ProductSpec {
  code: string
  name: string
  category: string
  unit: string
  price: number
  use: ProductUse
  /** Months in which it sells; all when left out. */
  months?: number[]
  isActive?: boolean
  /** A bundle: codes and quantities in one of it. */
  components?: [code: string, quantity: number][]
  /** Who buys it; everybody when left out. */
  only?: 'families' | 'companies'
}

export const products: ProductSpec[] = [
  { code: 'KF-101', name: '高级大床房', category: '客房', unit: '间夜', price: 688, use: 'room' },
  { code: 'KF-102', name: '高级双床房', category: '客房', unit: '间夜', price: 688, use: 'room' },
  { code: 'KF-103', name: '豪华湖景大床房', category: '客房', unit: '间夜', price: 1088, use: 'room' },
  { code: 'KF-104', name: '行政套房', category: '客房', unit: '间夜', price: 1888, use: 'room' },
  { code: 'KF-105', name: '家庭亲子房', category: '客房', unit: '间夜', price: 988, use: 'room' },
  { code: 'KF-106', name: '总统套房', category: '客房', unit: '间夜', price: 8888, use: 'room' },
  { code: 'KF-107', name: '海景度假房', category: '客房', unit: '间夜', price: 1288, use: 'room' },
  { code: 'KF-201', name: '协议商务房', category: '协议客房', unit: '间夜', price: 528, use: 'group_room' },
  { code: 'KF-202', name: '长住公寓', category: '协议客房', unit: '月', price: 12800, use: 'group_room' },
  { code: 'KF-203', name: '团队双床房', category: '协议客房', unit: '间夜', price: 398, use: 'group_room' },
  { code: 'KF-204', name: '会议团队房', category: '协议客房', unit: '间夜', price: 458, use: 'group_room' },
  { code: 'CY-101', name: '自助早餐', category: '餐饮', unit: '位', price: 128, use: 'dining' },
  { code: 'CY-102', name: '自助晚餐', category: '餐饮', unit: '位', price: 298, use: 'dining' },
  { code: 'CY-103', name: '远航阁中餐', category: '餐饮', unit: '桌', price: 1680, use: 'dining' },
  { code: 'CY-104', name: '云境西餐厅', category: '餐饮', unit: '位', price: 388, use: 'dining' },
  { code: 'CY-105', name: '大堂吧下午茶', category: '餐饮', unit: '套', price: 268, use: 'dining' },
  { code: 'CY-106', name: '送餐服务', category: '餐饮', unit: '份', price: 98, use: 'dining' },
  { code: 'YH-101', name: '婚宴套餐（百年好合）', category: '宴会', unit: '桌', price: 5888, use: 'banquet', months: [1, 3, 4, 5, 9, 10, 11, 12], only: 'families' },
  { code: 'YH-102', name: '商务宴请', category: '宴会', unit: '桌', price: 3288, use: 'banquet', only: 'companies' },
  { code: 'YH-103', name: '年会晚宴', category: '宴会', unit: '桌', price: 3888, use: 'banquet', months: [12, 1, 2], only: 'companies' },
  { code: 'YH-104', name: '寿宴套餐', category: '宴会', unit: '桌', price: 2988, use: 'banquet', only: 'families' },
  { code: 'YH-105', name: '宝宝宴套餐', category: '宴会', unit: '桌', price: 2688, use: 'banquet', only: 'families' },
  { code: 'HY-101', name: '会议厅（200 人）全天', category: '会议', unit: '场', price: 16800, use: 'meeting' },
  { code: 'HY-102', name: '会议室（50 人）半天', category: '会议', unit: '场', price: 4800, use: 'meeting' },
  { code: 'HY-103', name: '会议茶歇', category: '会议', unit: '位', price: 68, use: 'meeting' },
  { code: 'HY-104', name: '同声传译设备', category: '会议', unit: '天', price: 6000, use: 'meeting' },
  { code: 'HY-105', name: '会展搭建与执行', category: '会议', unit: '项', price: 38000, use: 'meeting' },
  { code: 'LX-101', name: '企业差旅代订服务费', category: '旅行', unit: '单', price: 30, use: 'travel' },
  { code: 'LX-102', name: '奖励旅游（三亚四日）', category: '旅行', unit: '人', price: 3980, use: 'travel' },
  { code: 'LX-103', name: '西湖人文一日游', category: '旅行', unit: '人', price: 368, use: 'travel' },
  { code: 'LX-104', name: '机场接送（商务车）', category: '旅行', unit: '趟', price: 380, use: 'travel' },
  { code: 'LX-105', name: '定制亲子游（成都五日）', category: '旅行', unit: '人', price: 4280, use: 'travel', months: [1, 2, 5, 7, 8, 10] },
  { code: 'KT-101', name: '水疗护理 90 分钟', category: '康体', unit: '次', price: 688, use: 'wellness' },
  { code: 'KT-102', name: '健身游泳年卡', category: '康体', unit: '张', price: 4980, use: 'wellness' },
  { code: 'KT-103', name: '儿童乐园', category: '康体', unit: '次', price: 98, use: 'wellness' },
  { code: 'HY-301', name: '远航金卡会员年费', category: '会员', unit: '年', price: 1288, use: 'member' },
  { code: 'HY-302', name: '远航黑卡会员年费', category: '会员', unit: '年', price: 5888, use: 'member' },
  { code: 'LP-101', name: '中秋月饼礼盒', category: '礼品', unit: '盒', price: 328, use: 'gift', months: [8, 9] },
  { code: 'LP-102', name: '端午粽子礼盒', category: '礼品', unit: '盒', price: 228, use: 'gift', months: [5, 6] },
  { code: 'LP-103', name: '年货大礼包', category: '礼品', unit: '份', price: 588, use: 'gift', months: [12, 1] },
  { code: 'LP-104', name: '龙井新茶礼盒', category: '礼品', unit: '盒', price: 680, use: 'gift', months: [3, 4, 5] },
  { code: 'LP-105', name: '酒店床品套装', category: '礼品', unit: '套', price: 1980, use: 'gift', isActive: false },
  // Offered in quotes only.
  { code: 'HY-201', name: '会议套餐（50 人一天）', category: '会议', unit: '天', price: 15800, use: 'meeting', months: [], components: [['HY-102', 2], ['HY-103', 100], ['CY-102', 50]] },
]
