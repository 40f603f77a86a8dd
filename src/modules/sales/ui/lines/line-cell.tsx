/** One cell of a line: a plain input that keeps what is typed until it is left, and says at once what it is. */
import { useState } from 'react'

import styles from './line-editor.module.css'
import { figureOf, figures } from './line.ts'

import type { ComponentProps } from 'react'
import type { TypedPart } from './line.ts'

interface Props extends Omit<ComponentProps<'input'>, 'value' | 'onChange'> {
  part: TypedPart
  value: unknown
  isWrong: boolean
  onChange(value: unknown): void
}

export function LineCell({ part, value, isWrong, onChange, onFocus, onBlur, ...rest }: Props) {
  const isFigure = figures.has(part)
  const [draft, setDraft] = useState<string>()
  const shown = value === null || value === undefined ? '' : isFigure ? shownFigure(value, part) : String(value)
  return (
    <input
      {...rest}
      className={isFigure ? styles.figureCell : styles.cell}
      value={draft ?? shown}
      inputMode={isFigure ? 'decimal' : undefined}
      autoComplete="off"
      aria-invalid={isWrong || undefined}
      data-part={part}
      onChange={({ target }) => {
        if (isFigure) setDraft(target.value)
        onChange(isFigure ? figureOf(target.value, part) : target.value || null)
      }}
      onFocus={(event) => {
        if (isFigure) event.target.select()
        onFocus?.(event)
      }}
      onBlur={(event) => {
        setDraft(undefined)
        onBlur?.(event)
      }}
    />
  )
}

/** 1280.0000 is 1280.00: digits beyond the cents only where there are some. */
function shownFigure(value: unknown, part: TypedPart): string {
  const text = String(value)
  return part === 'price' && /^-?\d+\.\d{3,}$/.test(text) ? text.replace(/(\.\d\d\d*?)0+$/, '$1') : text
}
