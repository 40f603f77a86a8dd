/** What is ordered from the group, how far each order has come, and what went wrong with some. */

export const orderCount = 60

/** The acts of each way in their order, and the days after which each follows the one before: those of the ready kinds. */
export const ways = {
  goods: [['confirm', 0], ['start_production', 2], ['finish_production', 10], ['await_payment', 1], ['mark_paid', 7], ['ship', 2], ['arrive', 5], ['complete', 7]],
  service: [['confirm', 0], ['await_payment', 1], ['mark_paid', 30], ['complete', 7]],
} satisfies Record<string, [act: string, days: number][]>

export type Way = (typeof ways)[keyof typeof ways]

/** How many acts an order has behind it, in turn. */
export const reaches = { goods: [8, 3, 5, 1, 7, 4, 2, 8, 6, 5, 0, 4, 7, 3, 8, 6, 4, 2, 5, 7], service: [2, 4, 1, 2, 3, 4, 2, 0, 4, 2, 3] } as const

/** So many days an order waits at its step, in turn: most in time, some late, a few for months. */
export const lateBy = [0, 1, 0, 9, 0, 27, 2, 0, 48, 0, 75, 3, 0, 118] as const

/** Made for the customer, without a product of their own. */
export const goodsWords: [name: string, unit: string, price: string][] = [
  ['中秋月饼礼盒（定制封套）', '盒', '198'],
  ['员工福利卡（500 元）', '张', '480'],
  ['定制伴手礼套装', '套', '268'],
  ['会议资料袋与胸牌', '套', '36.5'],
  ['年节海鲜礼盒', '盒', '388'],
]

export const serviceCodes = ['KF-201', 'KF-204', 'HY-101', 'HY-102', 'HY-103', 'YH-102', 'CY-103', 'KF-104']

export const carriers = ['顺丰', '德邦', '京东物流']

export const claimWords: { kind: string; description: string; amount: string; proposal?: string; settlement?: string; isSettled?: boolean }[] = [
  { kind: 'transit', description: '到货时外箱受潮，12 盒礼盒封套起皱', amount: '1200', proposal: '补发 12 套封套，运费由我方承担', settlement: 'replace' },
  { kind: 'shortage', description: '清点少 8 套，送货单与实收不符', amount: '2144', proposal: '按少发数量退款', settlement: 'refund', isSettled: true },
  { kind: 'quality', description: '部分礼盒印刷偏色，客户要求折让', amount: '900' },
  { kind: 'wrong', description: '胸牌姓名印错 15 个', amount: '150', proposal: '重印并加急送达', settlement: 'replace' },
]

/** Bought from suppliers: for an order, or for stock. */
export const stockWords: [name: string, unit: string, quantity: number, price: string][] = [
  ['全棉布草四件套', '套', 300, '186'],
  ['洗护用品小样', '套', 5000, '4.2'],
  ['礼盒包装盒', '只', 1200, '13.5'],
  ['大闸蟹（4 两公蟹）', '只', 800, '46'],
  ['客房迷你吧饮料', '箱', 160, '58'],
  ['宴会厅桌花', '组', 90, '75'],
]
