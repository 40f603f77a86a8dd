/**
 * node bench/models.ts: how long the models of insight take, and how much memory, in a process that does nothing else: BG/NBD on a million simulated
 * customers (equal histories counted once), the forecast for each of them, and the published sample of CDNOW where GUANXI_SHARED has it.
 */
import { forecaster, type BgNbdParameters } from '../src/modules/insight/models/bg-nbd.ts'
import { collapse, summaryOf } from '../src/modules/insight/models/customer-histories.ts'
import { fitBgNbd, type BgNbdFit } from '../src/modules/insight/models/fit-bg-nbd.ts'
import { fitGammaGamma } from '../src/modules/insight/models/gamma-gamma.ts'
import { simulatedHistories } from '../src/modules/insight/models/simulate-purchases.ts'
import { cdnowPurchases, hasPublishedData, randomOf } from '../src/modules/insight/models/test-data.ts'

const customers = Number(process.argv[2] ?? 1_000_000)
const days = 730
const truth: BgNbdParameters = { r: 0.5, alpha: 40, a: 0.8, b: 4 }

if (hasPublishedData) {
  const summaries = cdnowPurchases().flatMap((purchases) => summaryOf(purchases, '1997-09-30', 7) ?? [])
  const histories = { x: summaries.map(({ x }) => x), tx: summaries.map(({ tx }) => tx), T: summaries.map(({ T }) => T) }
  const spending = { x: histories.x, mean: summaries.map(({ meanSpend }) => meanSpend), count: summaries.map(() => 1) }
  measured('CDNOW, BG/NBD', () => fitBgNbd(collapse(histories)))
  measured('CDNOW, gamma-gamma', () => fitGammaGamma(spending))
}

const world = simulatedHistories(truth, customers, days, randomOf(1))
const start = performance.now()
const histories = measured(`${customers} customers, equal histories counted once`, () => collapse(world))
console.log(`  ${histories.x.length} different histories in ${days} days`)
const fit: BgNbdFit = measured('  fit', () => fitBgNbd(histories))
console.log(`  counting and fitting together ${seconds(start)} s (goal < 60)`)
console.log(`  made by ${JSON.stringify(truth)}, found ${JSON.stringify(fit.kind === 'fitted' ? fit.parameters : fit)}`)
if (fit.kind === 'fitted') {
  const forecast = forecaster(fit.parameters, { ahead: 365, discounting: { periods: 20, length: 365 / 4, rate: 0.02 } })
  measured('  forecast of a year, and of five years discounted by quarter, for each', () => world.x.reduce((sum, x, i) => sum + forecast({ x, tx: world.tx[i] ?? 0, T: world.T[i] ?? 0 }).discounted, 0))
}
// Of the whole life of the process, by the operating system; on Linux and macOS alike in kilobytes.
console.log(`memory at most ${Math.round(process.resourceUsage().maxRSS / 1000)} MB (goal < 500)`)

function measured<Result>(what: string, run: () => Result): Result {
  const begin = performance.now()
  const result = run()
  console.log(`${what}: ${seconds(begin)} s`)
  return result
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(2)
}
