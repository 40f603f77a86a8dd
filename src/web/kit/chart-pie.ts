/** Parts of a whole. */
import { colour, hintLook, lines } from './chart-look.ts'
import { chartColours, fontFamily } from './theme.ts'

import type { Drawing } from './drawn.tsx'

interface Part {
  name: string
  value: number
  /** Which label it came from: parts are ordered by size. */
  from: number
}

interface Whole {
  name: string
  parts: Part[]
  /** The hole in the middle, as a share of the room. */
  hole: string
  /** Parts lead to their rows. */
  isOpened?: boolean
  format(value: number): string
}

/** The largest parts with their share; what is smaller is one part, for nobody tells twenty colours apart. */
export function pieOf({ name: whole, parts, hole, isOpened, format }: Whole): Drawing {
  const ordered = parts.toSorted((one, other) => other.value - one.value)
  const [large, small] = [ordered.slice(0, chartColours.length), ordered.slice(chartColours.length)]
  const rest = small.reduce((sum, { value }) => sum + value, 0)
  const text = { color: colour('--secondary'), fontFamily, fontSize: 12 }
  return {
    animation: false,
    color: [...chartColours],
    tooltip: { ...hintLook(), trigger: 'item', formatter: ({ name, value, percent }: { name: string; value: number; percent: number }) => lines([name, `${whole} ${format(value)}`, `${Math.round(percent)}%`]) },
    series: [
      {
        type: 'pie',
        radius: [hole, '70%'],
        ...(isOpened ? { cursor: 'pointer' } : {}),
        data: rest > 0 ? [...large, { name: '…', from: -1, value: rest, itemStyle: { color: colour('--outline') } }] : large,
        itemStyle: { borderColor: colour('--surface'), borderWidth: 2 },
        label: { ...text, formatter: ({ name, percent }: { name: string; percent: number }) => `${name}  ${Math.round(percent)}%` },
        labelLine: { lineStyle: { color: colour('--outline') } },
      },
    ],
  }
}

/** A part that is less than nothing has no room. */
export function partsOf(labels: string[], values: readonly (number | null)[]): Part[] {
  return labels.map((name, from) => ({ name, from, value: Math.max(0, values[from] ?? 0) }))
}
