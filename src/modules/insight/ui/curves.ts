/** The whale and the Pareto curve as charts, and what they say. */
import { formatPercent } from '../../../web/kit/format.ts'

import type { TFunction } from 'i18next'
import type { ChartData } from '../../../web/kit/chart-data.ts'

type Curve = readonly [number, number][]

const percent = (share: number) => Math.round(share * 1000) / 10

/** @param eighty share of customers, 0 to 1, that bring 80% */
export function paretoChart(t: TFunction, curve: Curve, eighty: number | null): ChartData {
  const marks = eighty === null ? [] : [{ name: '80%', up: 80 }, { name: formatPercent(percent(eighty)), across: percent(eighty) }]
  return { ...chartOf(t, curve, t('insight.pareto'), t('insight.share_amount')), marks }
}

export function whaleChart(t: TFunction, curve: Curve): ChartData {
  const peak = peakOf(curve)
  const marks = peak && peak.profit > 1.005 ? [{ name: '100%', up: 100 }, { name: t('insight.whale_peak', { profit: formatPercent(percent(peak.profit)) }), across: percent(peak.customers) }] : [{ name: '100%', up: 100 }]
  return { ...chartOf(t, curve, t('insight.whale'), t('insight.share_profit')), marks }
}

/** Where all those stand who bring profit: shares of customers and of profit. */
export function peakOf(curve: Curve): { customers: number; profit: number } | null {
  const best = curve.reduce<readonly [number, number] | null>((highest, point) => (highest && highest[1] >= point[1] ? highest : point), null)
  return best && { customers: best[0], profit: best[1] }
}

function chartOf(t: TFunction, curve: Curve, title: string, name: string): ChartData {
  const points: Curve = [[0, 0], ...curve]
  return {
    title,
    category: t('insight.share_customers'),
    labels: points.map(([customers]) => t('insight.best_share', { percent: formatPercent(percent(customers)) })),
    places: points.map(([customers]) => percent(customers)),
    series: [{ name, values: points.map(([, share]) => percent(share)), format: (value) => formatPercent(value, 1) }],
  }
}
