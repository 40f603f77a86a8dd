/** A curve over an axis of numbers, with lines where something is to be read off. */
import { colour, hintLook, hintOf, labelLook } from './chart-look.ts'
import { chartColours } from './theme.ts'

import type { EChartsCoreOption } from 'echarts/core'
import type { ChartData } from './chart-data.ts'

/** Both axes in percent. */
export function curveOf(data: ChartData): EChartsCoreOption {
  const [drawn] = data.series
  const label = labelLook()
  const values = drawn?.values ?? []
  const percent = (value: number) => `${value}%`
  const highest = Math.max(100, ...values)
  const step = Math.ceil((highest - Math.min(0, ...values)) / 120) * 20
  const lowest = Math.floor(Math.min(0, ...values) / step) * step
  return {
    animation: false,
    color: chartColours[0],
    grid: { left: 4, right: 16, top: 18, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: { ...hintLook(), trigger: 'axis', axisPointer: { type: 'line' }, formatter: (points: { dataIndex: number; seriesIndex: number }[]) => hintOf(data, points.find(({ seriesIndex }) => seriesIndex === 0)?.dataIndex ?? 0) },
    xAxis: { type: 'value', min: 0, max: 100, axisLabel: { ...label, formatter: percent }, splitLine: { show: false }, axisLine: { show: true, onZero: false, lineStyle: { color: colour('--outline') } } },
    yAxis: { type: 'value', min: lowest, max: Math.ceil(highest / step) * step, interval: step, axisLabel: { ...label, formatter: percent }, splitLine: { lineStyle: { color: colour('--border') } } },
    series: [
      {
        type: 'line',
        data: values.map((value, index) => [data.places?.[index] ?? index, value]),
        symbol: 'none',
        lineStyle: { width: 2 },
        areaStyle: { opacity: 0.1 },
      },
      // Lines of their own: the component that marks would make the library too large.
      ...(data.marks ?? []).map(({ name, across, up = highest }) => ({
        type: 'line',
        silent: true,
        tooltip: { show: false },
        symbol: 'circle',
        symbolSize: 1,
        lineStyle: { width: 1, type: 'dashed', color: colour('--outline') },
        data: [
          across === undefined ? [0, up] : [across, 0],
          { value: across === undefined ? [100, up] : [across, up], label: { show: true, position: across === undefined || across > 70 ? 'left' : 'right', offset: [across === undefined || across > 70 ? -2 : 2, -8], ...label, color: colour('--text'), formatter: name } },
        ],
      })),
    ],
  }
}
