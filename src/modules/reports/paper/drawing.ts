/** The drawing of a report on paper, as SVG: bars, lines and parts of a whole as the page draws them. Knows no records; runs in the thread of the printer. */
import { BarChart, LineChart, PieChart } from 'echarts/charts'
import { GridComponent, LegendComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Language } from '../../../platform/label.ts'
import { drawable } from './drawable.ts'

export interface PaperDrawing {
  kind: 'bar' | 'line' | 'pie'
  labels: string[]
  /** Each against its time before, paler or dashed. */
  series: { name: string; values: (number | null)[]; isBefore: boolean; column: number }[]
  /** What the small parts of a whole come to. */
  others: string
}

echarts.use([BarChart, LineChart, PieChart, GridComponent, LegendComponent, SVGRenderer])

/** Those of the pages (web/kit/theme.ts), which a server does not read. */
const colours = ['#0e7c66', '#e69f00', '#3b5ba9', '#c8382d', '#56b4e9', '#8a6bbf', '#7a7468']
const [grey, hair, rest] = ['#6B675F', '#D9D5CC', '#B9B4A8']
const mostParts = 6
/** So many figures stand beside each other without touching. */
const mostLabelled = 12

export function drawingOf(given: PaperDrawing, { width, height, language }: { width: number; height: number; language: Language }): string {
  // What is smaller than a millionth has no height, and the library finds no steps for an axis of it.
  const drawing = { ...given, series: given.series.map((each) => ({ ...each, values: each.values.map((value) => (value === null ? null : Math.abs(value) < 1e-6 ? 0 : value)) })) }
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    const text = { fontFamily: 'Noto', fontSize: 8, color: grey }
    const short = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', { notation: 'compact', maximumFractionDigits: 1 })
    chart.setOption(drawable({ animation: false, textStyle: text, ...(drawing.kind === 'pie' ? wholeOf(drawing, text) : axesOf(drawing, text, (value) => short.format(value))) }))
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}

type Look = { fontFamily: string; fontSize: number; color: string }

function axesOf({ kind, labels, series }: PaperDrawing, text: Look, short: (value: number) => string): object {
  const isAlone = kind === 'bar' && series.length === 1 && labels.length <= mostLabelled
  const values = series.flatMap((each) => each.values)
  return {
    legend: { show: series.length > 1, top: 0, left: 0, itemWidth: 10, itemHeight: 8, textStyle: text, icon: 'rect' },
    grid: { left: 2, right: 8, top: series.length > 1 ? 26 : 14, bottom: 2, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { type: 'category', data: labels, axisLabel: { ...text, hideOverlap: true, width: 90, overflow: 'truncate' }, axisTick: { show: false }, axisLine: { lineStyle: { color: grey } } },
    yAxis: { type: 'value', min: (range: { min: number }) => Math.min(0, range.min), axisLabel: { ...text, formatter: short }, splitLine: { lineStyle: { color: hair } }, minInterval: values.every((value) => value === null || Number.isInteger(value)) ? 1 : 0 },
    series: series.map(({ name, values: data, isBefore, column }) => {
      const color = colours[column % colours.length]
      if (kind === 'line') return { type: 'line', name, data, symbolSize: 3, itemStyle: { color }, lineStyle: { width: 1.5, color, type: isBefore ? 'dashed' : 'solid', opacity: isBefore ? 0.6 : 1 } }
      return { type: 'bar', name, data, stack: isBefore ? 'before' : 'now', barMaxWidth: 30, barGap: '8%', itemStyle: { color, opacity: isBefore ? 0.38 : 1 }, label: { show: isAlone, position: 'top', ...text, formatter: ({ value }: { value: number }) => short(value) } }
    }),
  }
}

/** The largest parts by name, the others as one: nobody tells twenty colours apart. */
function wholeOf({ labels, series: [drawn], others }: PaperDrawing, text: Look): object {
  const parts = labels.map((name, at) => ({ name, value: drawn?.values[at] ?? 0 })).filter(({ value }) => value > 0).toSorted((one, other) => other.value - one.value)
  const small = parts.slice(mostParts).reduce((sum, { value }) => sum + value, 0)
  const data = [...parts.slice(0, mostParts), ...(small > 0 ? [{ name: others, value: small, itemStyle: { color: rest } }] : [])]
  return { color: colours, series: [{ type: 'pie', radius: ['38%', '74%'], data, itemStyle: { borderColor: '#fff', borderWidth: 1.5 }, label: { ...text, formatter: ({ name, percent }: { name: string; percent: number }) => `${name}  ${Math.round(percent)}%` }, labelLine: { lineStyle: { color: grey } } }] }
}
