/** Parts of a whole. */
import { colour, hintLook, lines } from './chart-look.ts'
import { chartColours, fontFamily } from './theme.ts'

import type { Drawing } from './drawn.tsx'
import type { Part } from './plot.ts'

interface Whole {
  name: string
  /** In the order in which they are drawn, one for each colour and one that is the rest. */
  parts: Part[]
  /** The hole in the middle, as a share of the room. */
  hole: string
  /** A list beside it says what the colours mean, and leads to the rows. */
  isKeyed?: boolean
  format(value: number): string
}

export function pieOf({ name: whole, parts, hole, isKeyed, format }: Whole): Drawing {
  const text = { color: colour('--secondary'), fontFamily, fontSize: 12 }
  return {
    animation: false,
    color: [...chartColours],
    tooltip: { ...hintLook(), trigger: 'item', formatter: ({ name, value, percent }: { name: string; value: number; percent: number }) => lines([name, `${whole} ${format(value)}`, `${Math.round(percent)}%`]) },
    series: [
      {
        type: 'pie',
        radius: [hole, isKeyed ? '94%' : '70%'],
        ...(isKeyed ? { cursor: 'pointer' } : {}),
        data: parts.map((part) => (part.isRest ? { ...part, itemStyle: { color: colour('--outline') } } : part)),
        itemStyle: { borderColor: colour('--surface'), borderWidth: 2 },
        label: isKeyed ? { show: false } : { ...text, formatter: ({ name, percent }: { name: string; percent: number }) => `${name}  ${Math.round(percent)}%` },
        labelLine: { lineStyle: { color: colour('--outline') } },
      },
    ],
  }
}
