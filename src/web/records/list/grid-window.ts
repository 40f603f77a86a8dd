/** Which rows of a long list are drawn: those in sight and a few around them. */
import { useCallback, useLayoutEffect, useRef, useState } from 'react'

export interface GridWindow {
  first: number
  /** Behind the last drawn row. */
  end: number
  /** So many rows are drawn at most: elements are used again for the rows that come. */
  pool: number
  /** Goes to the element that scrolls. */
  ref: React.RefObject<HTMLDivElement | null>
  onScroll(): void
  /** Brings a row into sight without moving more than needed. */
  show(index: number): void
}

const around = 10

/** All rows have the same height; `top` is what sticks above them. */
export function useGridWindow(options: { count: number; rowHeight: number; top: number }): GridWindow {
  const { count, rowHeight, top } = options
  const ref = useRef<HTMLDivElement>(null)
  const [range, setRange] = useState({ first: 0, end: 60, pool: 60 })

  const measure = useCallback(() => {
    const element = ref.current
    if (!element) return
    // Steps of five rows: scrolling draws again only when it must.
    const first = Math.max(0, Math.floor(element.scrollTop / rowHeight / 5) * 5 - around)
    const pool = Math.ceil(element.clientHeight / rowHeight) + 2 * around + 5
    const end = first + pool
    setRange((before) => (before.first === first && before.end === end ? before : { first, end, pool }))
  }, [rowHeight])

  useLayoutEffect(() => {
    measure()
    const element = ref.current
    if (!element) return
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [measure])

  const show = useCallback(
    (index: number) => {
      const element = ref.current
      if (!element) return
      const start = index * rowHeight
      if (start < element.scrollTop) element.scrollTop = start
      else if (start + rowHeight > element.scrollTop + element.clientHeight - top) element.scrollTop = start + rowHeight - element.clientHeight + top
    },
    [rowHeight, top],
  )

  return { first: Math.min(range.first, Math.max(0, count - 1)), end: Math.min(range.end, count), pool: range.pool, ref, onScroll: measure, show }
}
