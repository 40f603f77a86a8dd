/** Whether the server is reached, and from when the oldest answer on the page is if it is not. */
import { useSyncExternalStore } from 'react'

interface Reach {
  isReached: boolean
  /** Milliseconds; null while everything shown came from the server itself. */
  asOf: number | null
}

let reach: Reach = { isReached: navigator.onLine, asOf: null }
const listeners = new Set<() => void>()

export function useReach(): Reach {
  return useSyncExternalStore(onReach, currentReach)
}

export function currentReach(): Reach {
  return reach
}

export function noteReached(isReached: boolean): void {
  if (isReached === reach.isReached) return
  change({ isReached, asOf: isReached ? null : reach.asOf })
}

/** What is shown was answered then. */
export function noteKeptAnswer(at: number): void {
  change({ isReached: false, asOf: Math.min(reach.asOf ?? at, at) })
}

export function onReach(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function change(next: Reach): void {
  if (next.isReached === reach.isReached && next.asOf === reach.asOf) return
  reach = next
  listeners.forEach((listener) => listener())
}
