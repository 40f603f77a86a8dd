import { useRef } from 'react'

/** The value as it stood when it was asked to be still, until it may move again: nothing shifts under a hand that carries something. */
export function useStill<T>(value: T, isStill: boolean): T {
  const kept = useRef(value)
  if (!isStill) kept.current = value
  return kept.current
}
