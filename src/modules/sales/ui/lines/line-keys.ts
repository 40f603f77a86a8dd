import { typed, type TypedPart } from './line.ts'

import type { KeyboardEvent } from 'react'

export interface KeyWork {
  row: number
  part: TypedPart
  /** Rows, the new one among them. */
  count: number
  go(row: number, part: TypedPart): void
  move(by: -1 | 1): void
  duplicate(): void
  remove(): void
}

/** The keys of a spreadsheet: Enter and arrows go, Alt with an arrow moves the line, Ctrl+D copies it, Ctrl+Delete takes it away. */
export function onLineKey(event: KeyboardEvent<HTMLElement>, { row, part, count, go, move, duplicate, remove }: KeyWork): void {
  if (event.nativeEvent.isComposing || !(event.target instanceof HTMLInputElement)) return
  const isCommand = event.ctrlKey || event.metaKey
  const [input, at] = [event.target, typed.indexOf(part)]
  const isWhole = input.selectionStart === 0 && input.selectionEnd === input.value.length
  const isAtStart = input.selectionEnd === 0 || isWhole
  const isAtEnd = input.selectionStart === input.value.length || isWhole
  const act = (work: () => void) => {
    event.preventDefault()
    event.stopPropagation()
    work()
  }
  const left = typed[at - 1]
  const right = typed[at + 1]
  switch (event.key) {
    case 'Enter':
      // With a command key it saves the form.
      if (!isCommand) act(() => go(row + (event.shiftKey ? -1 : 1), part))
      return
    case 'ArrowUp':
    case 'ArrowDown': {
      const by = event.key === 'ArrowUp' ? -1 : 1
      return act(() => (event.altKey ? move(by) : go(row + by, part)))
    }
    case 'ArrowLeft':
      if (isAtStart && left && !event.shiftKey && !isCommand) act(() => go(row, left))
      return
    case 'ArrowRight':
      if (isAtEnd && right && !event.shiftKey && !isCommand) act(() => go(row, right))
      return
    case 'Tab':
      // From the end of a line to the beginning of the next, not through its buttons.
      if (!event.shiftKey && !right && row + 1 < count) act(() => go(row + 1, 'name'))
      return
    case 'd':
      if (isCommand) act(duplicate)
      return
    case 'Delete':
    case 'Backspace':
      if (isCommand) act(remove)
  }
}
