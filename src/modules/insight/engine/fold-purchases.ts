/** The purchases of one customer, from the oldest on, to what the metrics ask of them. Purchases of one day are one; refunds lower the amount of their day. */
import { exactSums, type ExactSums } from './exact-sums.ts'

/** Days are numbers (platform/calendar/days.ts); nothing after `asOf` is given to the fold. */
export interface Windows {
  asOf: number
  windowDays: number
  stageDays: number
  /** Part of one a year: 0.1 for 10%. */
  discountRate: number
  /** Of what has no cost on record, the part of one that is margin. */
  assumedMargin: number
}

/** Sums of cents of each customer. Margins have two: of what has a cost on record, and the amount of what has none. */
export const sumNames = ['monetary', 'amount_before', 'total_amount', 'repeat_amount', 'stage_1', 'stage_2', 'stage_3', 'margin_known', 'margin_open', 'total_known', 'total_open'] as const
const at = Object.fromEntries(sumNames.map((name, index) => [name, index])) as Record<(typeof sumNames)[number], number>

export interface Bought {
  sums: ExactSums
  purchaseDays: number
  frequency: number
  firstOn: number | null
  lastOn: number | null
  /** Days with a purchase in each of the last three windows of stages. */
  stageBuys: [number, number, number]
  /** Margins of the past at the value of today, in cents. */
  historicValue: number
  categories: number
  newCategories: number
  /** Months with a purchase (years times twelve), rising, and what was bought on their purchase days, in cents. */
  months: number[]
  monthAmounts: number[]
}

export interface Fold {
  /** @param kind the category of the product, 0 to 61; -1 without. @param cost in cents; NaN where it is not known */
  add(day: number, month: number, isBuy: boolean, cents: number, cost: number, kind: number): void
  /** What was added since the last call. It is written over by the next customer. */
  end(): Bought
}

const [dayAmount, dayKnown, dayOpen] = [0, 1, 2]
const kindsInOne = 31
const year = 365
const longest = 50

export function foldPurchases(windows: Windows): Fold {
  const { asOf, windowDays, stageDays } = windows
  const growth = 1 + windows.discountRate
  const ofDay = exactSums(3)
  const bought: Bought = { sums: exactSums(sumNames.length), purchaseDays: 0, frequency: 0, firstOn: null, lastOn: null, stageBuys: [0, 0, 0], historicValue: 0, categories: 0, newCategories: 0, months: [], monthAmounts: [] }
  const { sums } = bought
  let day = NaN
  let month = 0
  let buys = 0
  // Categories as bits of two numbers: of the day, bought in the window, bought before it.
  let [low, high, windowLow, windowHigh, beforeLow, beforeHigh] = [0, 0, 0, 0, 0, 0]

  const closeDay = () => {
    const isInWindow = day > asOf - windowDays
    sums.addSum(at.total_amount, ofDay, dayAmount)
    sums.addSum(at.total_known, ofDay, dayKnown)
    sums.addSum(at.total_open, ofDay, dayOpen)
    if (isInWindow) {
      sums.addSum(at.monetary, ofDay, dayAmount)
      sums.addSum(at.margin_known, ofDay, dayKnown)
      sums.addSum(at.margin_open, ofDay, dayOpen)
    } else if (day > asOf - 2 * windowDays) sums.addSum(at.amount_before, ofDay, dayAmount)
    const stage = Math.floor((asOf - day) / stageDays)
    if (stage < 3) sums.addSum(at.stage_1 + stage, ofDay, dayAmount)
    const margin = ofDay.near(dayKnown) + ofDay.near(dayOpen) * windows.assumedMargin
    if (margin !== 0) bought.historicValue += margin * growth ** Math.min((asOf - day) / year, longest)
    if (buys > 0) closePurchase(isInWindow, stage)
    ofDay.clear()
    ;[buys, low, high] = [0, 0, 0]
  }

  const closePurchase = (isInWindow: boolean, stage: number) => {
    if (bought.purchaseDays > 0) sums.addSum(at.repeat_amount, ofDay, dayAmount)
    bought.purchaseDays += 1
    bought.firstOn ??= day
    bought.lastOn = day
    if (isInWindow) bought.frequency += 1
    if (stage < 3) bought.stageBuys[stage] = (bought.stageBuys[stage] ?? 0) + 1
    if (isInWindow) [windowLow, windowHigh] = [windowLow | low, windowHigh | high]
    else [beforeLow, beforeHigh] = [beforeLow | low, beforeHigh | high]
    const amount = ofDay.near(dayAmount)
    const last = bought.months.length - 1
    if (bought.months[last] === month) bought.monthAmounts[last] = (bought.monthAmounts[last] ?? 0) + amount
    else {
      bought.months.push(month)
      bought.monthAmounts.push(amount)
    }
  }

  const begin = () => {
    sums.clear()
    Object.assign(bought, { purchaseDays: 0, frequency: 0, firstOn: null, lastOn: null, historicValue: 0 })
    bought.stageBuys.fill(0)
    // Kept and emptied: new ones for each of a million customers are work for the collector of garbage.
    bought.months.length = 0
    bought.monthAmounts.length = 0
    ;[day, windowLow, windowHigh, beforeLow, beforeHigh] = [NaN, 0, 0, 0, 0]
  }

  let isEnded = false
  return {
    add: (dayOfRow, monthOfRow, isBuy, cents, cost, kind) => {
      if (isEnded) {
        begin()
        isEnded = false
      }
      if (dayOfRow !== day) {
        if (day === day) closeDay()
        ;[day, month] = [dayOfRow, monthOfRow]
      }
      ofDay.add(dayAmount, cents)
      if (cost === cost) ofDay.add(dayKnown, cents - cost)
      else ofDay.add(dayOpen, cents)
      if (isBuy) buys += 1
      if (kind >= kindsInOne) high |= 1 << (kind - kindsInOne)
      else if (kind >= 0) low |= 1 << kind
    },
    end: () => {
      if (isEnded) begin()
      if (day === day) closeDay()
      day = NaN
      isEnded = true
      bought.categories = bitsOf(windowLow | beforeLow) + bitsOf(windowHigh | beforeHigh)
      bought.newCategories = bitsOf(windowLow & ~beforeLow) + bitsOf(windowHigh & ~beforeHigh)
      return bought
    },
  }
}

function bitsOf(mask: number): number {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1
  return count
}
