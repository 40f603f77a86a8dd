/** The drawing itself; only this file knows ECharts. */
import { BarChart, LineChart, PieChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

import { curveOf } from './chart-curve.ts'
import { flowOf } from './chart-flow.ts'
import { colour, hintLook, hintOf, labelLook, lines, shortNumber } from './chart-look.ts'
import { chartColours, fontFamily, useShade } from './theme.ts'

import type { RefObject } from 'react'
import type { ChartData, ChartKind } from './chart-data.ts'

echarts.use([BarChart, LineChart, PieChart, GridComponent, TooltipComponent, AriaComponent, CanvasRenderer])

interface Props {
  data: ChartData
  kind: ChartKind
  height: number
  /** Is set to what gives the drawing as a data URL. */
  picture: RefObject<(() => string) | undefined>
}

/** Bars, a line and pies draw the first series; the others stand in the hint and in the table. */
export function ChartCanvas({ data, kind, height, picture }: Props) {
  const element = useRef<HTMLDivElement>(null)
  const shade = useShade()
  useEffect(() => {
    if (!element.current) return
    const chart = echarts.init(element.current)
    chart.setOption(drawingOf(data, kind, height))
    picture.current = () => chart.getDataURL({ pixelRatio: 2, backgroundColor: colour('--surface') })
    const observer = new ResizeObserver(() => chart.resize())
    observer.observe(element.current)
    return () => {
      observer.disconnect()
      chart.dispose()
    }
    // `shade`: the colours are read anew from the theme.
  }, [data, kind, height, picture, shade])
  return <div ref={element} style={{ height }} role="img" aria-label={`${data.title}: ${summaryOf(data)}`} />
}

function drawingOf(data: ChartData, kind: ChartKind, height: number): echarts.EChartsCoreOption {
  if (kind === 'pie') return pieOf(data)
  if (kind === 'curve') return curveOf(data)
  return kind === 'flow' ? flowOf(data, height) : optionsOf(data, kind, height)
}

/** So many figures stand beside each other without touching. */
const mostLabelled = 12

function optionsOf(data: ChartData, kind: 'bar' | 'line' | 'lines', height: number): echarts.EChartsCoreOption {
  const [drawn] = data.series
  const values = drawn?.values ?? []
  const highest = Math.max(...values)
  // Where there is room every figure is said; else the highest.
  const isRoomy = values.length <= mostLabelled
  // Things that are counted have no halves.
  const minInterval = values.every(Number.isInteger) ? 1 : 0
  const label = labelLook()
  const others = kind === 'lines' ? data.series.slice(1) : []
  return {
    animation: false,
    color: chartColours[0],
    grid: { left: 4, right: kind === 'lines' ? 48 : 8, top: 18, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: {
      ...hintLook(),
      trigger: 'axis',
      axisPointer: { type: kind === 'bar' ? 'shadow' : 'line' },
      formatter: (points: { dataIndex: number }[]) => hintOf(data, points[0]?.dataIndex ?? 0),
    },
    xAxis: { type: 'category', data: data.labels, axisLabel: { ...label, hideOverlap: true }, axisTick: { show: false }, axisLine: { lineStyle: { color: colour('--outline') } } },
    // Bars always start at zero.
    yAxis: { type: 'value', min: (range: { min: number }) => Math.min(0, range.min), axisLabel: { ...label, formatter: shortNumber }, splitLine: { lineStyle: { color: colour('--border') } }, splitNumber: height > 240 ? 5 : 3, minInterval },
    series: [
      ...others.map((series, index) => ({ type: 'line', name: series.name, data: series.values, showSymbol: false, color: chartColours[index + 1], lineStyle: { width: 2, type: 'dashed' }, endLabel: { show: true, formatter: series.name, ...label } })),
      {
        type: kind === 'bar' ? kind : 'line',
        name: drawn?.name,
        ...(kind === 'lines' ? { showSymbol: false, endLabel: { show: true, formatter: drawn?.name, ...label } } : {}),
        data: values.map((value) => ({ value, label: { show: kind !== 'lines' && ((isRoomy && height > 240) || (value === highest && value > 0)) } })),
        ...(kind === 'bar' ? { barMaxWidth: height > 240 ? 56 : 28, itemStyle: { borderRadius: [2, 2, 0, 0] } } : { symbolSize: 6, lineStyle: { width: 2 } }),
        label: { position: 'top', ...label, formatter: ({ value }: { value: number }) => drawn?.format(value) ?? '' },
      },
    ],
  }
}

/** The largest parts with their share; what is smaller is one part, for nobody tells twenty colours apart. */
function pieOf(data: ChartData): echarts.EChartsCoreOption {
  const [drawn] = data.series
  const parts = data.labels.map((name, index) => ({ name, value: Math.max(0, drawn?.values[index] ?? 0) })).toSorted((one, other) => other.value - one.value)
  const [large, small] = [parts.slice(0, chartColours.length), parts.slice(chartColours.length)]
  const rest = small.reduce((sum, { value }) => sum + value, 0)
  const text = { color: colour('--secondary'), fontFamily, fontSize: 12 }
  return {
    animation: false,
    color: [...chartColours],
    tooltip: { ...hintLook(), trigger: 'item', formatter: ({ name, value, percent }: { name: string; value: number; percent: number }) => lines([name, `${drawn?.name ?? ''} ${drawn?.format(value) ?? ''}`, `${Math.round(percent)}%`]) },
    series: [
      {
        type: 'pie',
        radius: ['38%', '70%'],
        data: rest > 0 ? [...large, { name: '…', value: rest, itemStyle: { color: colour('--outline') } }] : large,
        itemStyle: { borderColor: colour('--surface'), borderWidth: 2 },
        label: { ...text, formatter: ({ name, percent }: { name: string; percent: number }) => `${name}  ${Math.round(percent)}%` },
        labelLine: { lineStyle: { color: colour('--outline') } },
      },
    ],
  }
}

function summaryOf(data: ChartData): string {
  if (data.marks) return data.marks.map(({ name }) => name).join(', ')
  const [drawn] = data.series
  return data.labels.map((label, index) => `${label} ${drawn?.format(drawn.values[index] ?? 0) ?? ''}`).join(', ')
}
