/**
 * Where one was in the lists that one left, by the entry of the browser's history: the way back leads there. In memory only, since
 * the way to a page names values of records.
 */
import { useLayoutEffect, useRef, useState } from 'react'
import { useLocation } from 'react-router'

import { firstCardInSight } from './card-in-sight.ts'

import type { Place } from './grid-place.ts'
import type { PageOfRows, Rows } from './rows.ts'

export interface KeptPlace {
  /** What the list was asked. */
  question: string
  page: PageOfRows
  /** How far down a table stood, in pixels; cards stood at a record. */
  top: number
  record: string | undefined
  place: Place | undefined
}

const most = 30
const kept = new Map<string, KeptPlace>()

/** Where this entry of the history was left, while the list asks what it asked then. */
export function usePlaceOfBefore(question: string, isReady: boolean): KeptPlace | undefined {
  const { key } = useLocation()
  const [found, setFound] = useState(() => kept.get(key))
  // Another question begins at its start, and so does the first one after it.
  if (found && isReady && found.question !== question) setFound(undefined)
  return found?.question === question ? found : undefined
}

interface Leaving {
  question: string
  rows: Rows
  place: Place | undefined
  scroller: React.RefObject<HTMLElement | null>
  /** Undefined: cards, each of its own height. */
  rowHeight: number | undefined
}

/** Remembers where one is when one leaves, under the entry of the history that leads back. */
export function useRememberedPlace(leaving: Leaving): void {
  const { key } = useLocation()
  const latest = useRef({ key, leaving })
  latest.current = { key, leaving }
  // As the page goes, while the rows still stand in it.
  useLayoutEffect(() => () => keep(latest.current.key, latest.current.leaving), [])
}

function keep(key: string, { question, rows, place, scroller, rowHeight }: Leaving): void {
  kept.delete(key)
  const element = scroller.current
  if (!element || element.scrollTop === 0) return
  const index = rowHeight === undefined ? (firstCardInSight(element)?.index ?? 0) : Math.floor(element.scrollTop / rowHeight) - rows.offset
  const page = rows.pageAt(Math.max(0, index))
  if (!page) return
  kept.set(key, { question, page, top: element.scrollTop, record: rows.records[index]?.id, place })
  const [oldest] = kept.keys()
  if (kept.size > most && oldest !== undefined) kept.delete(oldest)
}
