/** Draws the data of a chart: bars, a line and pies draw the first series; the others stand in the hint and in the table. */
import { useCallback } from 'react'

import { curveOf } from './chart-curve.ts'
import { flowOf } from './chart-flow.ts'
import { colour, hintLook, hintOf, labelLook, mostLabelled, shortNumber } from './chart-look.ts'
import { pieOf } from './chart-pie.ts'
import { Drawn } from './drawn.tsx'
import { largestParts } from './largest-parts.ts'
import { chartColours } from './theme.ts'

import type { RefObject } from 'react'
import type { ChartData, ChartKind } from './chart-data.ts'
import type { Drawing } from './drawn.tsx'

interface Props {
  data: ChartData
  kind: ChartKind
  height: number
  /** Is set to what gives the drawing as a data URL. */
  picture: RefObject<(() => string) | undefined>
}

export function ChartCanvas({ data, kind, height, picture }: Props) {
  const draw = useCallback(() => drawingOf(data, kind, height), [data, kind, height])
  return <Drawn draw={draw} label={`${data.title}: ${summaryOf(data)}`} height={height} picture={picture} />
}

function drawingOf(data: ChartData, kind: ChartKind, height: number): Drawing {
  if (kind === 'pie') {
    const [drawn] = data.series
    return pieOf({ name: drawn?.name ?? '', parts: largestParts(data.labels.map((name, from) => ({ name, from, value: drawn?.values[from] ?? 0 })), '…'), hole: '38%', format: (value) => drawn?.format(value) ?? '' })
  }
  if (kind === 'curve') return curveOf(data)
  return kind === 'flow' ? flowOf(data, height) : optionsOf(data, kind, height)
}

function optionsOf(data: ChartData, kind: 'bar' | 'line' | 'lines', height: number): Drawing {
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
    grid: { left: 4, right: kind === 'lines' ? 60 : 8, top: 18, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
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

function summaryOf(data: ChartData): string {
  if (data.marks) return data.marks.map(({ name }) => name).join(', ')
  const [drawn] = data.series
  return data.labels.map((label, index) => `${label} ${drawn?.format(drawn.values[index] ?? 0) ?? ''}`).join(', ')
}
