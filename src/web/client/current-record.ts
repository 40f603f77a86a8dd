/** The record one is at: the open page or panel, or the row of a list. Keys that work everywhere act on it. */
import { useEffect } from 'react'

export interface CurrentRecord {
  object: string
  title: string
  record: { id: string; [field: string]: unknown }
}

/** The last one to come is the one in front. */
const stack: { current: CurrentRecord }[] = []

export function useCurrentRecord(current: CurrentRecord | undefined): void {
  useEffect(() => {
    if (!current) return
    const entry = { current }
    stack.push(entry)
    return () => void stack.splice(stack.indexOf(entry), 1)
  }, [current])
}

export function currentRecord(): CurrentRecord | undefined {
  return stack.at(-1)?.current
}
