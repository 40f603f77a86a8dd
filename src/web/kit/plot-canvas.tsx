/** Draws a plot with ECharts: bars of series upon each other, now beside before; lines; parts of a whole. */
import { BarChart, LineChart, PieChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

import { colour, hintLook, lines, shortNumber } from './chart-look.ts'
import { chartColours, fontFamily, useShade } from './theme.ts'

import type { RefObject } from 'react'
import type { Plot, PlotSeries } from './plot.ts'

echarts.use([BarChart, LineChart, PieChart, GridComponent, TooltipComponent, AriaComponent, CanvasRenderer])

interface Props {
  plot: Plot
  height: number
  /** Is set to what gives the drawing as a data URL. */
  picture: RefObject<(() => string) | undefined>
  /** A point was clicked: which label, which series. */
  onOpen?(at: { label: number; series: number }): void
}

export function PlotCanvas({ plot, height, picture, onOpen }: Props) {
  const element = useRef<HTMLDivElement>(null)
  const open = useRef(onOpen)
  open.current = onOpen
  const shade = useShade()
  useEffect(() => {
    if (!element.current) return
    const chart = echarts.init(element.current)
    chart.setOption(plot.kind === 'pie' ? pieOf(plot) : axesOf(plot, height))
    chart.on('click', ({ dataIndex, seriesIndex, data }) => {
      // Parts of a whole are ordered by size: each knows where it came from.
      const from = typeof data === 'object' && data !== null && 'from' in data ? Number(data.from) : dataIndex
      if (from >= 0) open.current?.({ label: from, series: seriesIndex ?? 0 })
    })
    picture.current = () => chart.getDataURL({ pixelRatio: 2, backgroundColor: colour('--surface') })
    const observer = new ResizeObserver(() => chart.resize())
    observer.observe(element.current)
    return () => {
      observer.disconnect()
      chart.dispose()
    }
    // `shade`: the colours are read anew from the theme.
  }, [plot, height, picture, shade])
  return <div ref={element} style={{ height }} role="img" aria-label={`${plot.title}: ${summaryOf(plot)}`} />
}

/** So many figures stand beside each other without touching. */
const mostLabelled = 12

function axesOf(plot: Plot, height: number): echarts.EChartsCoreOption {
  const { labels, series } = plot
  const values = series.flatMap((each) => each.values)
  const label = { color: colour('--secondary'), fontFamily, fontSize: 11 }
  return {
    animation: false,
    grid: { left: 4, right: 12, top: 20, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: { ...hintLook(), trigger: 'axis', axisPointer: { type: plot.kind === 'bar' ? 'shadow' : 'line' }, formatter: (points: { dataIndex: number }[]) => hintOf(plot, points[0]?.dataIndex ?? 0) },
    xAxis: { type: 'category', data: labels, axisLabel: { ...label, hideOverlap: true, width: 120, overflow: 'truncate' }, axisTick: { show: false }, axisLine: { lineStyle: { color: colour('--outline') } } },
    // Bars always start at zero; things that are counted have no halves.
    yAxis: { type: 'value', min: (range: { min: number }) => Math.min(0, range.min), axisLabel: { ...label, formatter: shortNumber }, splitLine: { lineStyle: { color: colour('--border') } }, splitNumber: height > 240 ? 5 : 3, minInterval: values.every((value) => value === null || Number.isInteger(value)) ? 1 : 0 },
    series: series.map((each) => ({ ...(plot.kind === 'bar' ? barOf(each, plot, height) : lineOf(each)), name: each.name, data: each.values, cursor: 'pointer' })),
  }
}

function barOf({ colour: own, isBefore, format }: PlotSeries, { labels, series }: Plot, height: number): object {
  const isAlone = series.length === 1 && labels.length <= mostLabelled && height > 200
  return {
    // What is of one time stands upon each other, the two times beside each other.
    type: 'bar', stack: isBefore ? 'before' : 'now', barMaxWidth: 44, barGap: '8%', itemStyle: { color: own, opacity: isBefore ? 0.38 : 1 },
    label: { show: isAlone, position: 'top', color: colour('--secondary'), fontFamily, fontSize: 11, formatter: ({ value }: { value: number }) => format(value) },
  }
}

function lineOf({ colour: own, isBefore, isPlain }: PlotSeries): object {
  return { type: 'line', symbolSize: 5, ...(isPlain ? { symbol: 'none' } : {}), itemStyle: { color: own }, lineStyle: { width: 2, color: own, type: isBefore ? 'dashed' : 'solid', opacity: isBefore ? 0.6 : 1 } }
}

/** The largest parts with their share; what is smaller is one part, for nobody tells twenty colours apart. */
function pieOf({ labels, series }: Plot): echarts.EChartsCoreOption {
  const [drawn] = series
  const parts = labels.map((name, from) => ({ name, from, value: Math.max(0, drawn?.values[from] ?? 0) })).filter(({ value }) => value > 0).toSorted((one, other) => other.value - one.value)
  const [large, small] = [parts.slice(0, chartColours.length), parts.slice(chartColours.length)]
  const rest = small.reduce((sum, { value }) => sum + value, 0)
  const text = { color: colour('--secondary'), fontFamily, fontSize: 12 }
  return {
    animation: false,
    color: [...chartColours],
    tooltip: { ...hintLook(), trigger: 'item', formatter: ({ name, value, percent }: { name: string; value: number; percent: number }) => lines([name, `${drawn?.name ?? ''} ${drawn?.format(value) ?? ''}`, `${Math.round(percent)}%`]) },
    series: [{
      type: 'pie', radius: ['40%', '70%'], cursor: 'pointer',
      data: rest > 0 ? [...large, { name: '…', from: -1, value: rest, itemStyle: { color: colour('--outline') } }] : large,
      itemStyle: { borderColor: colour('--surface'), borderWidth: 2 },
      label: { ...text, formatter: ({ name, percent }: { name: string; percent: number }) => `${name}  ${Math.round(percent)}%` },
      labelLine: { lineStyle: { color: colour('--outline') } },
    }],
  }
}

function hintOf({ labels, series }: Plot, index: number): HTMLElement {
  const said = series.flatMap(({ name, values, format }) => (values[index] === null || values[index] === undefined ? [] : [`${name}  ${format(values[index])}`]))
  return lines([labels[index] ?? '', ...said])
}

function summaryOf({ labels, series }: Plot): string {
  const [drawn] = series
  return labels.map((label, index) => `${label} ${drawn?.format(drawn.values[index] ?? 0) ?? ''}`).join(', ')
}
