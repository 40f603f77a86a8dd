import { currentLanguage } from '../../../web/client/i18n.ts'
import { currencySign, formatMoney, formatNumber } from '../../../web/kit/format.ts'

import type { TFunction } from 'i18next'
import type { ChartData } from '../../../web/kit/chart-data.ts'

interface Month {
  month: string
  sum: string
  count: number
}

/** Months without a line are zero, not left out: else a quiet half year looks like none. `until` is the last month shown even when it is quiet. */
export function monthChart(t: TFunction, given: Month[], options: { most?: number; until?: string } = {}): ChartData {
  const months = withGaps(given, options.until).slice(-(options.most ?? 36))
  return {
    title: t('sales.by_month', { unit: currencySign() }),
    category: t('sales.month'),
    labels: months.map(({ month }) => monthName(month)),
    series: [
      { name: t('sales.figures.sum'), values: months.map(({ sum }) => Number(sum)), format: (value) => formatMoney(value, { scale: 0 }) },
      { name: t('sales.figures.count'), values: months.map(({ count }) => count), format: (value) => formatNumber(value) },
    ],
  }
}

export function withGaps(given: Month[], until = ''): Month[] {
  const known = new Map(given.map((entry) => [entry.month, entry]))
  const [first] = [...known.keys()].sort()
  if (!first) return []
  const last = [...known.keys(), until].sort().at(-1) ?? first
  const months: Month[] = []
  for (let month = first; month <= last; month = after(month)) months.push(known.get(month) ?? { month, sum: '0', count: 0 })
  return months
}

function after(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}

function monthName(month: string): string {
  const [year = '', number = ''] = month.split('-')
  if (currentLanguage() === 'zh-CN') return `${year.slice(2)}/${number}`
  return new Intl.DateTimeFormat('en-GB', { month: 'short', year: '2-digit', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`))
}
