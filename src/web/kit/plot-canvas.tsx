/** Draws a plot: bars of series upon each other, now beside before; lines; parts of a whole. A point leads to its rows. */
import { useCallback } from 'react'

import { colour, hintLook, labelLook, lines, mostLabelled, shortNumber } from './chart-look.ts'
import { pieOf } from './chart-pie.ts'
import { Drawn } from './drawn.tsx'

import type { RefObject } from 'react'
import type { Drawing } from './drawn.tsx'
import type { Plot, PlotSeries } from './plot.ts'

interface Props {
  plot: Plot
  height: number
  /** Is set to what gives the drawing as a data URL. */
  picture: RefObject<(() => string) | undefined>
  /** A point was clicked: which label, which series. */
  onOpen?(at: { label: number; series: number }): void
}

export function PlotCanvas({ plot, height, picture, onOpen }: Props) {
  const draw = useCallback(() => (plot.kind === 'pie' ? partsOfWhole(plot) : axesOf(plot, height)), [plot, height])
  const open = ({ index, series, data }: { index: number; series: number; data: unknown }) => {
    // Parts of a whole are ordered by size: each knows where it came from.
    const label = typeof data === 'object' && data !== null && 'from' in data ? Number(data.from) : index
    if (label >= 0) onOpen?.({ label, series })
  }
  return <Drawn draw={draw} label={`${plot.title}: ${summaryOf(plot)}`} height={height} picture={picture} onOpen={open} />
}

function axesOf(plot: Plot, height: number): Drawing {
  const { labels, series } = plot
  const values = series.flatMap((each) => each.values)
  const label = labelLook()
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
    label: { show: isAlone, position: 'top', ...labelLook(), formatter: ({ value }: { value: number }) => format(value) },
  }
}

function lineOf({ colour: own, isBefore, isPlain }: PlotSeries): object {
  return { type: 'line', symbolSize: 5, ...(isPlain ? { symbol: 'none' } : {}), itemStyle: { color: own }, lineStyle: { width: 2, color: own, type: isBefore ? 'dashed' : 'solid', opacity: isBefore ? 0.6 : 1 } }
}

function partsOfWhole({ parts = [], series: [drawn] }: Plot): Drawing {
  return pieOf({ name: drawn?.name ?? '', parts, hole: '52%', isKeyed: true, format: (value) => drawn?.format(value) ?? '' })
}

function hintOf({ labels, series }: Plot, index: number): HTMLElement {
  const said = series.flatMap(({ name, values, format }) => (values[index] === null || values[index] === undefined ? [] : [`${name}  ${format(values[index])}`]))
  return lines([labels[index] ?? '', ...said])
}

function summaryOf({ labels, series }: Plot): string {
  const [drawn] = series
  return labels.map((label, index) => `${label} ${drawn?.format(drawn.values[index] ?? 0) ?? ''}`).join(', ')
}
