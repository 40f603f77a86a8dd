/** Widths of columns: what the field type usually needs, or what the person pulled it to on this machine. */
import { useCallback, useMemo, useState } from 'react'

import { twinOf } from '../../fields/index.ts'

import type { Column } from './columns.ts'

type Widths = Record<string, number>

export interface ColumnWidths {
  /** For `grid-template-columns`, with the column of the check boxes. */
  template: string
  total: number
  resize(name: string, width: number, isDone: boolean): void
}

const checkWidth = 40
const titleWidth = 220

export function useColumnWidths(object: string, columns: Column[]): ColumnWidths {
  const [pulled, setPulled] = useState<{ object: string; widths: Widths }>(() => ({ object, widths: stored(object) }))
  const widths = useMemo(() => (pulled.object === object ? pulled.widths : stored(object)), [pulled, object])
  const resize = useCallback(
    (name: string, width: number, isDone: boolean) => {
      const next = { ...widths, [name]: Math.round(width) }
      setPulled({ object, widths: next })
      if (isDone) localStorage.setItem(storageKey(object), JSON.stringify(next))
    },
    [object, widths],
  )
  return useMemo(() => {
    const sizes = columns.map((column) => widths[column.name] ?? usualWidth(column))
    const growing = columns.map((column) => widths[column.name] === undefined && isGrowing(column))
    // Words take what is left; where nothing grows the last column does, so that the lines reach the edge.
    if (!growing.includes(true)) growing[growing.length - 1] = true
    const template = [`${checkWidth}px`, ...sizes.map((size, index) => (growing[index] ? `minmax(${size}px, ${size}fr)` : `${size}px`))].join(' ')
    return { template, total: sizes.reduce((sum, size) => sum + size, checkWidth), resize }
  }, [columns, widths, resize])
}

/** Names and texts are cut where the page is narrow; numbers, days and choices never need more. */
function isGrowing(column: Column): boolean {
  const { align, width = 150 } = twinOf(column.field)
  return column.isTitle || (align !== 'right' && width >= 140)
}

function usualWidth(column: Column): number {
  if (column.isTitle) return titleWidth
  // A day that may be late has its words beside it.
  const needed = (twinOf(column.field).width ?? 150) + (column.field.late_when ? 70 : 0)
  // Chinese characters are about 12 pixels wide in the header, letters 7.
  const label = [...column.label].reduce((sum, letter) => sum + (letter > '⺀' ? 13 : 7.5), 38)
  return Math.max(needed, Math.min(240, Math.ceil(label)))
}

function storageKey(object: string): string {
  return `guanxi.columns.${object}`
}

function stored(object: string): Widths {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageKey(object)) ?? '{}')
    if (typeof value !== 'object' || value === null) return {}
    return Object.fromEntries(Object.entries(value).filter(([, width]) => typeof width === 'number' && width >= 64))
  } catch {
    return {}
  }
}
