/** Which rows of one part of a scrolled page are drawn: those in sight and a few around them. */
import { useLayoutEffect, useRef, useState } from 'react'

import type { RefObject } from 'react'

const around = 12

export interface RowsInSight {
  first: number
  /** Behind the last drawn row. */
  end: number
  /** Goes to the element that holds the rows, inside of `scroller`. */
  ref: RefObject<HTMLDivElement | null>
}

export function useRowsInSight(scroller: HTMLElement | null, options: { count: number; rowHeight: number }): RowsInSight {
  const { count, rowHeight } = options
  const ref = useRef<HTMLDivElement>(null)
  const [range, setRange] = useState({ first: 0, end: 40 })
  useLayoutEffect(() => {
    if (!scroller) return
    const measure = () => {
      const above = scroller.scrollTop - (ref.current?.offsetTop ?? 0)
      const first = Math.max(0, Math.floor(above / rowHeight / 5) * 5 - around)
      const end = Math.max(0, Math.ceil((above + scroller.clientHeight) / rowHeight / 5) * 5 + around)
      setRange((before) => (before.first === first && before.end === end ? before : { first, end }))
    }
    // Called at once, and when parts above open and close, which moves this one.
    const observer = new ResizeObserver(measure)
    observer.observe(scroller)
    for (const part of scroller.children) observer.observe(part)
    scroller.addEventListener('scroll', measure, { passive: true })
    return () => {
      observer.disconnect()
      scroller.removeEventListener('scroll', measure)
    }
  }, [scroller, rowHeight])
  return { first: Math.min(range.first, count), end: Math.min(range.end, count), ref }
}
