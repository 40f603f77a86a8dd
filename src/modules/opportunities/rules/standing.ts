/** How an opportunity stands: which moves there are, and which reasons go with which end. Pure. */
import { options } from '../../../kernel/definitions/fields.ts'

export type Standing = 'open' | 'won' | 'lost'

const followers: Record<Standing, readonly Standing[]> = { open: ['open', 'won', 'lost'], won: ['open'], lost: ['open'] }

/** An end is left by reopening alone: what was won is not lost without having been open. */
export function mayFollow(from: Standing, to: Standing): boolean {
  return followers[from].includes(to)
}

export const standingOptions = options({ open: ['进行中', 'Open', 'blue'], won: ['赢单', 'Won', 'green'], lost: ['输单', 'Lost'] })

const ofBoth = { price: ['价格', 'Price'], product: ['产品', 'Product'], service: ['服务', 'Service'], relationship: ['关系', 'Relationship'], delivery: ['交付', 'Delivery'] } satisfies Words
const ofWon = { fit: ['方案契合需求', 'The solution fits'], reputation: ['品牌与口碑', 'Reputation'] } satisfies Words
const ofLost = { competitor: ['竞争对手', 'Competitor'], no_budget: ['没有预算', 'No budget'], no_decision: ['没有决定', 'No decision'] } satisfies Words
const other = { other: ['其他', 'Other'] } satisfies Words
type Words = Record<string, [zh: string, en: string]>

export const reasonOptions = options({ ...ofBoth, ...ofWon, ...ofLost, ...other })
export const wonReasons: readonly string[] = Object.keys({ ...ofBoth, ...ofWon, ...other })
export const lostReasons: readonly string[] = Object.keys({ ...ofBoth, ...ofLost, ...other })
