/** The customers behind the figures of a month, as filters on customers: what is bought when decides, so that a figure and its list are told by one rule. */
import { addMonths } from '../../../platform/calendar/days.ts'

type Filter = Record<string, unknown>

/** Of the leaky bucket, by the names of its figures. */
export type BucketLists = Record<'opening' | 'gained' | 'won_back' | 'lost' | 'closing', Filter>

const purchase = { kind: 'purchase', amount: { gt: 0 } }
const some = (from: string, to: string): Filter => ({ transactions: { some: { ...purchase, at: { gte: from, lt: to } } } })
const none = (from: string, to: string): Filter => ({ transactions: { none: { ...purchase, at: { gte: from, lt: to } } } })
const someBefore = (day: string): Filter => ({ transactions: { some: { ...purchase, at: { lt: day } } } })
const noneBefore = (day: string): Filter => ({ transactions: { none: { ...purchase, at: { lt: day } } } })

/**
 * Who was there, came, came back and was lost in a month, as engine/company-months.ts counts them.
 * @param month its first day
 * @param options.active months for which a purchase makes a customer
 * @param options.until the first day that is no longer looked at: what lies beyond is not counted either
 */
export function bucketLists(month: string, { active, until }: { active: number; until: string }): BucketLists {
  const next = addMonths(month, 1)
  const end = next < until ? next : until
  const [longAgo, after] = [addMonths(month, -active), addMonths(month, 1 - active)]
  return {
    opening: some(longAgo, month),
    gained: { and: [some(month, end), noneBefore(month)] },
    won_back: { and: [some(month, end), none(longAgo, month), someBefore(longAgo)] },
    lost: { and: [some(longAgo, after), none(after, end)] },
    closing: some(after, end),
  }
}

/** Of cohorts: who first bought in a month, and who bought in one; both together are a cell. */
export interface CohortLists {
  first: Record<string, Filter>
  bought: Record<string, Filter>
}

/** @param months first days */
export function cohortLists(months: readonly string[], until: string): CohortLists {
  const during = (month: string) => some(month, addMonths(month, 1) < until ? addMonths(month, 1) : until)
  return {
    first: Object.fromEntries(months.map((month) => [month, { and: [during(month), noneBefore(month)] }])),
    bought: Object.fromEntries(months.map((month) => [month, during(month)])),
  }
}
