/** Small habits kept on this machine: how dense, with totals or without. */
import { useState } from 'react'

export function useKept<T extends string>(name: string, options: readonly T[], start: T): [T, (value: T) => void] {
  const key = `guanxi.${name}`
  const [value, setValue] = useState<T>(() => {
    const stored = localStorage.getItem(key)
    return options.find((option) => option === stored) ?? start
  })
  return [
    value,
    (next) => {
      localStorage.setItem(key, next)
      setValue(next)
    },
  ]
}
