/** The drawing itself; only this file knows ECharts. */
import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

import { chartColours, fontFamily, useShade } from './theme.ts'

import type { RefObject } from 'react'
import type { ChartData } from './chart-data.ts'

echarts.use([BarChart, GridComponent, TooltipComponent, AriaComponent, CanvasRenderer])

interface Props {
  data: ChartData
  height: number
  /** Is set to what gives the drawing as a data URL. */
  picture: RefObject<(() => string) | undefined>
}

/** The first series is drawn; the others stand in the hint and in the table. */
export function ChartCanvas({ data, height, picture }: Props) {
  const element = useRef<HTMLDivElement>(null)
  const shade = useShade()
  useEffect(() => {
    if (!element.current) return
    const chart = echarts.init(element.current)
    chart.setOption(optionsOf(data))
    picture.current = () => chart.getDataURL({ pixelRatio: 2, backgroundColor: colour('--surface') })
    const observer = new ResizeObserver(() => chart.resize())
    observer.observe(element.current)
    return () => {
      observer.disconnect()
      chart.dispose()
    }
    // `shade`: the colours are read anew from the theme.
  }, [data, picture, shade])
  return <div ref={element} style={{ height }} role="img" aria-label={`${data.title}: ${summaryOf(data)}`} />
}

function optionsOf(data: ChartData): echarts.EChartsCoreOption {
  const [drawn] = data.series
  const values = drawn?.values ?? []
  const highest = Math.max(...values)
  const label = { color: colour('--secondary'), fontFamily, fontSize: 11 }
  return {
    animation: false,
    color: chartColours[0],
    grid: { left: 4, right: 8, top: 18, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      backgroundColor: colour('--raised'),
      borderColor: colour('--border'),
      textStyle: { color: colour('--text'), fontFamily, fontSize: 12 },
      formatter: (points: { dataIndex: number }[]) => hintOf(data, points[0]?.dataIndex ?? 0),
    },
    xAxis: { type: 'category', data: data.labels, axisLabel: { ...label, hideOverlap: true }, axisTick: { show: false }, axisLine: { lineStyle: { color: colour('--outline') } } },
    // Bars always start at zero.
    yAxis: { type: 'value', min: (range: { min: number }) => Math.min(0, range.min), axisLabel: { ...label, formatter: shortNumber }, splitLine: { lineStyle: { color: colour('--border') } }, splitNumber: 3 },
    series: [
      {
        type: 'bar',
        data: values.map((value) => ({ value, label: { show: value === highest && value > 0 } })),
        barMaxWidth: 28,
        itemStyle: { borderRadius: [2, 2, 0, 0] },
        label: { position: 'top', ...label, formatter: ({ value }: { value: number }) => drawn?.format(value) ?? '' },
      },
    ],
  }
}

/** Only digits and words of our own: no markup of users gets in, for it is set as text content. */
function hintOf(data: ChartData, index: number): HTMLElement {
  const box = document.createElement('div')
  const lines = [data.labels[index] ?? '', ...data.series.map((series) => `${series.name} ${series.format(series.values[index] ?? 0)}`)]
  for (const line of lines) box.appendChild(document.createElement('div')).textContent = line
  return box
}

function summaryOf(data: ChartData): string {
  const [drawn] = data.series
  return data.labels.map((label, index) => `${label} ${drawn?.format(drawn.values[index] ?? 0) ?? ''}`).join(', ')
}

const compact = new Map<string, Intl.NumberFormat>()

function shortNumber(value: number): string {
  const language = document.documentElement.lang
  const formatter = compact.get(language) ?? new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 })
  compact.set(language, formatter)
  return formatter.format(value)
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}
