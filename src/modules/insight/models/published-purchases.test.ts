/** Figures that others published on data that everybody can have: the same must come out here. */
import { beforeAll, describe, expect, test } from 'vitest'
import { expectedPurchases, expectedRepeat, probabilityAlive, probabilityOfCount } from './bg-nbd.ts'
import { collapse, summaryOf, type Purchase, type Summary } from './customer-histories.ts'
import { fitBgNbd, logLikelihood } from './fit-bg-nbd.ts'
import { expectedSpend, fitGammaGamma } from './gamma-gamma.ts'
import { holdOut, trackedPurchases } from './hold-out.ts'
import { cdnowPurchases, hasPublishedData, publishedRows } from './test-data.ts'

const until = '1997-09-30'
const arraysOf = (list: { x: number; tx: number; T: number }[]) => ({ x: list.map(({ x }) => x), tx: list.map(({ tx }) => tx), T: list.map(({ T }) => T) })

describe.skipIf(!hasPublishedData)('CDNOW, 2,357 customers', () => {
  let purchases: Purchase[][]
  let published: Summary[]
  beforeAll(() => {
    purchases = cdnowPurchases()
    published = Array.from(publishedRows('cdnow/cdnow_customers_summary_with_transactions.csv'), (row) => row.map(Number)).map(([, x = 0, tx = 0, T = 0, meanSpend = 0]) => ({ x, tx, T, meanSpend }))
  })
  const fitted = () => {
    const fit = fitBgNbd(collapse(arraysOf(published)))
    if (fit.kind !== 'fitted') throw new Error(fit.kind)
    return fit
  }

  test('x, t_x, T and mean spend of every customer come out of its purchases', () => {
    expect(purchases).toHaveLength(2357)
    expect(purchases.flat()).toHaveLength(6919)
    for (const [i, list] of purchases.entries()) {
      const summary = summaryOf(list, until, 7)!
      expect(summary.x).toBe(published[i]!.x)
      for (const name of ['tx', 'T', 'meanSpend'] as const) expect(Math.abs(summary[name] - published[i]![name])).toBeLessThan(0.005 + 1e-9)
    }
  })

  test('BG/NBD has the published parameters and likelihood', () => {
    const { parameters, log_likelihood, customers, repeat_customers } = fitted()
    expect(parameters.r).toBeCloseTo(0.24259, 5)
    expect(parameters.alpha).toBeCloseTo(4.41353, 4)
    expect(parameters.a).toBeCloseTo(0.79289, 4)
    expect(parameters.b).toBeCloseTo(2.42575, 4)
    expect(log_likelihood).toBeCloseTo(-9582.4256, 3)
    expect(logLikelihood({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, collapse(arraysOf(published)))).toBeCloseTo(-9582.4, 1)
    expect({ customers, repeat_customers }).toEqual({ customers: 2357, repeat_customers: 946 })
  })

  test('BG/NBD expects as many repeat purchases of a new customer', () => {
    const { parameters } = fitted()
    const expected = { 1: 0.053184, 2: 0.103228, 39: 1.195009, 52: 1.444011, 78: 1.857956 }
    for (const [week, purchases] of Object.entries(expected)) expect(expectedRepeat(parameters, Number(week)) / purchases).toBeCloseTo(1, 4)
    // Published at the parameters as printed.
    expect(probabilityOfCount({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, 0, 39)).toBeCloseTo(0.5737864, 7)
  })

  test('BG/NBD says the same of the first customer', () => {
    const { parameters } = fitted()
    const first = { x: 2, tx: 30.43, T: 38.86 }
    expect(expectedPurchases(parameters, first, 39)).toBeCloseTo(1.225906, 5)
    expect(probabilityAlive(parameters, first)).toBeCloseTo(0.726609, 6)
  })

  test('in weeks 40 to 78 it comes as near', () => {
    const { parameters } = fitted()
    const later = purchases.map((list) => new Set(list.flatMap(({ day }) => (day > until ? [day] : []))).size)
    const judged = holdOut(parameters, published.map((one, i) => ({ ...one, actual: later[i]! })), 39)
    expect(judged.actual).toBe(1882)
    expect(judged.expected).toBeCloseTo(1653.4, 1)
    expect(judged.mean_absolute_error).toBeCloseTo(0.7855, 4)
    expect(judged.correlation).toBeCloseTo(0.6256, 4)
    expect(judged.bands.reduce((sum, { customers }) => sum + customers, 0)).toBe(2357)
    expect(judged.bands.reduce((sum, { customers, expected }) => sum + customers * expected, 0)).toBeCloseTo(judged.expected, 6)
  })

  test('week by week it follows what came, through the fitted time and beyond', () => {
    const { parameters } = fitted()
    const first = (list: Purchase[]) => list.map(({ day }) => day).sort()[0]!
    const week = (day: string) => (Date.parse(day) - Date.parse('1997-01-01')) / (7 * 86_400_000)
    const actual = new Float64Array(78)
    for (const list of purchases) for (const day of new Set(list.map((one) => one.day))) if (day !== first(list)) actual[Math.min(77, Math.floor(week(day)))]! += 1
    const firsts = collapse({ x: purchases.map((list) => week(first(list))), tx: purchases.map(() => 0), T: purchases.map(() => 0) })
    const tracked = trackedPurchases(parameters, { at: firsts.x, count: firsts.count }, actual, 1)
    expect(tracked).toHaveLength(78)
    // The figure of the paper (cumulative purchases): within 2% at the end of the fitted time, 4.2% below at the end.
    expect(Math.abs(tracked[38]!.expected_so_far / tracked[38]!.actual_so_far - 1)).toBeLessThan(0.02)
    expect(Math.abs(tracked[77]!.expected_so_far / tracked[77]!.actual_so_far - 1)).toBeLessThan(0.06)
  })

  test('gamma-gamma has the published parameters and likelihood', () => {
    const fit = fitGammaGamma({ x: published.map(({ x }) => x), mean: published.map(({ meanSpend }) => meanSpend), count: published.map(() => 1) })
    if (fit.kind !== 'fitted') throw new Error(fit.kind)
    expect(fit.customers).toBe(946)
    expect(fit.left_out).toBe(0)
    expect(fit.parameters.p).toBeCloseTo(6.2488, 4)
    expect(fit.parameters.q).toBeCloseTo(3.74459, 4)
    expect(fit.parameters.v).toBeCloseTo(15.44774, 4)
    expect(fit.log_likelihood).toBeCloseTo(-4055.92, 2)
    const spend = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17]
    for (const [i, expected] of spend.entries()) expect(Math.abs(expectedSpend(fit.parameters, { x: published[i]!.x, mean: published[i]!.meanSpend }) - expected)).toBeLessThan(0.1)
  })
})

test.skipIf(!hasPublishedData)('Online Retail: that nothing tells drop-out is said, and amounts are fitted', () => {
  const customers = new Map<string, Purchase[]>()
  // Descriptions have commas: from the end are quantity, time, price, customer, country.
  for (const row of publishedRows('online-retail/online_retail_2010_2011.csv.gz')) {
    const [quantity, price, customer = ''] = [Number(row.at(-5)), Number(row.at(-3)), row.at(-2)]
    if (!customer || !(quantity > 0) || !(price > 0)) continue
    const list = customers.get(customer) ?? []
    customers.set(customer, list)
    list.push({ day: row.at(-4)!.slice(0, 10), amount: quantity * price })
  }
  const summaries = [...customers.values()].map((list) => summaryOf(list, '2011-12-09')!)
  expect(summaries).toHaveLength(4338)
  const fit = fitBgNbd(collapse(arraysOf(summaries)))
  expect(fit).toMatchObject({ kind: 'not_identified', why: 'drop_out' })
  expect(fitGammaGamma({ x: summaries.map(({ x }) => x), mean: summaries.map(({ meanSpend }) => meanSpend), count: summaries.map(() => 1) }).kind).toBe('fitted')
})
