import { Decimal } from 'decimal.js'

/** What is missing is said by the check of the document; until then it counts as nothing. */
interface Line {
  quantity: number | null
  price: string | null
  discount?: unknown
}

/**
 * How far a document goes below the prices in its lines, in percent with two digits: the most that one line does, or all of it
 * together where that is more. By both, so that neither one line nor the whole can be used to pass a limit.
 * @param left what is left of the lines after every discount, as prices are meant (with or without tax)
 */
export function discountRate(lines: readonly Line[], left: string): number {
  const whole = lines.reduce((sum, line) => sum.plus(new Decimal(line.quantity ?? 0).times(line.price ?? 0)), new Decimal(0))
  const ofLines = lines.map(({ discount }) => Number(discount ?? 0))
  const ofWhole = whole.gt(0) ? whole.minus(left).div(whole).times(100).toDecimalPlaces(2).toNumber() : 0
  return Math.min(100, Math.max(0, ofWhole, ...ofLines))
}

export interface Limit {
  percent: number
  person: string | null
  role: string | null
  department: string | null
}

/**
 * The most that somebody may give without approval: what is said of the person, else the largest of the roles and departments.
 * @returns null where no limit speaks of the person: then there is none
 */
export function limitOf(person: { id: string; roles: readonly string[]; departments: readonly string[] }, limits: readonly Limit[]): number | null {
  const own = limits.filter((limit) => limit.person === person.id)
  const shared = limits.filter((limit) => limit.person === null && ((limit.role !== null && person.roles.includes(limit.role)) || (limit.department !== null && person.departments.includes(limit.department))))
  const speaking = own.length > 0 ? own : shared
  return speaking.length === 0 ? null : Math.max(...speaking.map(({ percent }) => percent))
}
