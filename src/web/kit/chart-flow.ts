/** What comes and goes by time, bars up and down, below the line of what there is: two pictures over one axis. */
import { colour, hintLook, hintOf, labelLook, shortNumber } from './chart-look.ts'
import { chartColours } from './theme.ts'

import type { EChartsCoreOption } from 'echarts/core'
import type { ChartData } from './chart-data.ts'

/** The first series is the line; the others stand on each other, those that go away with their sign. */
export function flowOf(data: ChartData, height: number): EChartsCoreOption {
  const [line, ...bars] = data.series
  const label = labelLook()
  const middle = Math.round(height * 0.46)
  // The same edge for both, so that each month stands below itself.
  const frame = { left: 44, right: 8, outerBoundsMode: 'none' }
  const axis = { type: 'category', data: data.labels, axisTick: { show: false }, axisLine: { lineStyle: { color: colour('--outline') } } }
  const values = { type: 'value', axisLabel: { ...label, formatter: shortNumber, width: 34, overflow: 'truncate' }, splitLine: { lineStyle: { color: colour('--border') } }, splitNumber: 3, minInterval: 1, nameTextStyle: { ...label, align: 'left' }, nameGap: 8 }
  // One after the other, so that neighbours differ for every eye.
  const palette = [chartColours[0], chartColours[4], chartColours[1]]
  return {
    animation: false,
    color: [chartColours[2], ...palette],
    grid: [{ ...frame, top: 26, height: middle - 34 }, { ...frame, top: middle + 24, bottom: 24 }],
    tooltip: { ...hintLook(), trigger: 'axis', axisPointer: { type: 'shadow' }, formatter: (points: { dataIndex: number }[]) => hintOf(data, points[0]?.dataIndex ?? 0) },
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    xAxis: [{ ...axis, gridIndex: 0, axisLabel: { show: false } }, { ...axis, gridIndex: 1, axisLabel: { ...label, hideOverlap: true }, axisLine: { onZero: false, lineStyle: { color: colour('--outline') } } }],
    yAxis: [{ ...values, gridIndex: 0, name: line?.name, scale: false }, { ...values, gridIndex: 1, name: bars.map(({ name }, index) => `{c${index}|■} ${name}`).join('   '), nameTextStyle: { ...label, align: 'left', rich: Object.fromEntries(palette.map((shade, index) => [`c${index}`, { color: shade, fontSize: 12 }])) } }],
    series: [
      { type: 'line', name: line?.name, xAxisIndex: 0, yAxisIndex: 0, data: line?.values ?? [], symbolSize: 5, lineStyle: { width: 2 }, areaStyle: { opacity: 0.08 } },
      ...bars.map((series) => ({ type: 'bar', name: series.name, stack: 'flow', xAxisIndex: 1, yAxisIndex: 1, data: series.values, barMaxWidth: 24 })),
    ],
  }
}
