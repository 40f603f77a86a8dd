import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayNumber } from '../../../platform/calendar/days.ts'
import { dayOf as dayOfInstant } from '../../../platform/calendar/zones.ts'
import { daysOfZone } from './days-of-zone.ts'
import { exactSums } from './exact-sums.ts'
import { foldPurchases, sumNames, type Bought, type Windows } from './fold-purchases.ts'

const windows: Windows = { asOf: dayNumber('2026-05-20'), windowDays: 365, stageDays: 180, discountRate: 0.1, assumedMargin: 0.3 }

const row = fc.record({
  ago: fc.oneof(fc.integer({ min: 0, max: 1500 }), fc.constantFrom(0, 179, 180, 359, 360, 364, 365, 539, 540, 729, 730)),
  isBuy: fc.boolean(),
  cents: fc.oneof(fc.integer({ min: -100_000, max: 100_000 }), fc.constantFrom(0, 99_999_999_999_999, -99_999_999_999_999)),
  cost: fc.option(fc.integer({ min: 0, max: 99_999_999_999_999 }), { nil: NaN }),
  kind: fc.integer({ min: -1, max: 61 }),
})
type Row = { ago: number; isBuy: boolean; cents: number; cost: number; kind: number }

const told = (bought: Bought) => ({ ...bought, sums: sumNames.map((name, index) => [name, BigInt(bought.sums.value(index))]), historicValue: undefined, months: bought.months.length, monthAmounts: bought.monthAmounts.length })

/** Each figure by its sentence, over all rows again for each. */
function plain(rows: Row[]) {
  const days = [...new Set(rows.map(({ ago }) => ago))].toSorted((one, other) => other - one).map((ago) => {
    const of = rows.filter((row) => row.ago === ago)
    const sum = (some: number[]) => some.reduce((total, one) => total + BigInt(one), 0n)
    return {
      ago, day: windows.asOf - ago, isBuy: of.some(({ isBuy }) => isBuy), amount: sum(of.map(({ cents }) => cents)), kinds: of.map(({ kind }) => kind).filter((kind) => kind >= 0),
      known: sum(of.filter(({ cost }) => !Number.isNaN(cost)).map(({ cents, cost }) => cents - cost)), open: sum(of.filter(({ cost }) => Number.isNaN(cost)).map(({ cents }) => cents)),
    }
  })
  const buys = days.filter(({ isBuy }) => isBuy)
  const sum = (some: { amount: bigint; known: bigint; open: bigint }[], of: 'amount' | 'known' | 'open' = 'amount') => some.reduce((total, one) => total + one[of], 0n)
  const inWindow = days.filter(({ ago }) => ago < 365)
  const kinds = (some: typeof days) => new Set(some.flatMap((one) => one.kinds))
  const before = kinds(buys.filter(({ ago }) => ago >= 365))
  return {
    purchaseDays: buys.length, frequency: buys.filter(({ ago }) => ago < 365).length, firstOn: buys[0]?.day ?? null, lastOn: buys.at(-1)?.day ?? null, historicValue: undefined,
    stageBuys: [0, 1, 2].map((stage) => buys.filter(({ ago }) => Math.floor(ago / 180) === stage).length),
    categories: kinds(buys).size, newCategories: [...kinds(buys.filter(({ ago }) => ago < 365))].filter((kind) => !before.has(kind)).length,
    months: new Set(buys.map(({ day }) => monthOf(day))).size, monthAmounts: new Set(buys.map(({ day }) => monthOf(day))).size,
    sums: Object.entries({
      monetary: sum(inWindow), amount_before: sum(days.filter(({ ago }) => ago >= 365 && ago < 730)), total_amount: sum(days), repeat_amount: sum(buys.slice(1)),
      stage_1: sum(days.filter(({ ago }) => ago < 180)), stage_2: sum(days.filter(({ ago }) => ago >= 180 && ago < 360)), stage_3: sum(days.filter(({ ago }) => ago >= 360 && ago < 540)),
      margin_known: sum(inWindow, 'known'), margin_open: sum(inWindow, 'open'), total_known: sum(days, 'known'), total_open: sum(days, 'open'),
    }),
  }
}

const { monthOf } = daysOfZone('Asia/Shanghai')

describe('the fold over the purchases of a customer', () => {
  test('comes to what each figure says, to the cent, one customer after the other', () => {
    const fold = foldPurchases(windows)
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (drawn) => {
        const rows = drawn.toSorted((one, other) => other.ago - one.ago)
        for (const { ago, isBuy, cents, cost, kind } of rows) fold.add(windows.asOf - ago, monthOf(windows.asOf - ago), isBuy, cents, cost, kind)
        expect(told(fold.end())).toEqual(plain(rows))
      }),
      { numRuns: 500 },
    )
  })

  test('brings a margin of a year ago to today at the discount rate', () => {
    const fold = foldPurchases(windows)
    fold.add(windows.asOf - 365, 0, true, 10_000, 5_000, -1)
    fold.add(windows.asOf, 0, true, 10_000, NaN, -1)
    expect(fold.end().historicValue).toBeCloseTo(5_000 * 1.1 + 3_000, 6)
  })
})

test('sums of cents are those of whole numbers of any size', () => {
  const cents = fc.integer({ min: -(2 ** 50), max: 2 ** 50 })
  fc.assert(
    fc.property(fc.array(cents, { maxLength: 100 }), fc.array(cents, { maxLength: 100 }), (some, others) => {
      const sums = exactSums(2)
      for (const one of some) sums.add(0, one)
      for (const one of others) sums.add(1, one)
      const of = (numbers: number[]) => numbers.reduce((total, one) => total + BigInt(one), 0n)
      expect(BigInt(sums.value(0))).toBe(of(some))
      sums.addSum(1, sums, 0)
      expect(BigInt(sums.value(1))).toBe(of(some) + of(others))
    }),
  )
})

test('days are those on the wall calendar of the zone, also where the clock jumps', () => {
  const instant = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(fc.constantFrom('Asia/Shanghai', 'America/Sao_Paulo', 'Pacific/Apia', 'Pacific/Kiritimati', 'Europe/Berlin', 'UTC'), fc.array(instant, { maxLength: 20 }), (zone, instants) => {
      const { dayOf } = daysOfZone(zone)
      for (const at of [...instants, new Date('2011-12-30T09:59:59Z'), new Date('2011-12-30T10:00:00Z'), new Date('2018-11-04T03:00:00Z'), new Date('1991-04-13T18:00:00Z')]) {
        expect(dayOf((at.getTime() - Date.UTC(2000, 0, 1)) * 1000)).toBe(dayNumber(dayOfInstant(at, zone)))
      }
    }),
  )
})
