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
  return {
    animation: false,
    color: chartColours[0],
    grid: { left: 4, right: 16, top: 18, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: { ...hintLook(), trigger: 'axis', axisPointer: { type: 'line' }, formatter: (points: { dataIndex: number }[]) => hintOf(data, points[0]?.dataIndex ?? 0) },
    xAxis: { type: 'value', min: 0, max: 100, axisLabel: { ...label, formatter: percent }, splitLine: { show: false }, axisLine: { show: true, onZero: false, lineStyle: { color: colour('--outline') } } },
    yAxis: { type: 'value', min: Math.min(0, ...values), max: (range: { max: number }) => Math.max(100, Math.ceil(range.max / 20) * 20), axisLabel: { ...label, formatter: percent }, splitLine: { lineStyle: { color: colour('--border') } }, splitNumber: 4 },
    series: [
      {
        type: 'line',
        data: values.map((value, index) => [data.places?.[index] ?? index, value]),
        symbol: 'none',
        lineStyle: { width: 2 },
        areaStyle: { opacity: 0.1 },
        markLine: {
          symbol: 'none', silent: true,
          lineStyle: { color: colour('--outline'), type: 'dashed' },
          label: { ...label, color: colour('--text'), formatter: ({ name }: { name: string }) => name },
          data: (data.marks ?? []).map(({ across, up, name }) => ({ name, label: { position: across === undefined ? 'insideEndTop' : 'insideEndBottom', rotate: 0, align: across !== undefined && across > 60 ? 'right' : 'left', padding: across === undefined ? 0 : [0, 6] }, ...(across === undefined ? { yAxis: up } : { xAxis: across }) })),
        },
      },
    ],
  }
}
