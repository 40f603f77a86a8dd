import type { KeyboardEvent } from 'react'

/** Up and down (or k and j) from entry to entry; x marks the one with the focus as read. Enter opens it, as any link. */
export function walkEntries(event: KeyboardEvent<HTMLElement>): void {
  const entries = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-entry]')]
  const at = entries.findIndex((entry) => entry.closest('li')?.contains(document.activeElement))
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key]
  if (step !== undefined) entries[Math.max(0, Math.min(entries.length - 1, at + step))]?.focus()
  else if (event.key === 'x') entries[at]?.closest('li')?.querySelector<HTMLElement>('[data-mark]')?.click()
  else return
  event.preventDefault()
}
