/** The lines of a document, edited like a spreadsheet; as cards on a phone. The input of the field `lines` of quotes, contracts, orders and the like. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { idOf } from '../../../../web/client/reference-parts.ts'

import { useToast } from '../../../../web/kit/toast.tsx'
import styles from './line-editor.module.css'
import { onLineKey } from './line-keys.ts'
import { LineRow } from './line-row.tsx'
import { blankLine, linesOf, moved, typed } from './line.ts'
import { liveTotals } from './live-totals.ts'
import { pastedCells, pasteInto } from './pasted-rows.ts'
import { ProductChoices, productQuery, useProducts } from './product-choices.tsx'
import { TotalsBlock } from './totals-block.tsx'

import type { ClipboardEvent, KeyboardEvent } from 'react'
import type { FieldInputProps } from '../../../../web/records/record/record-screens.tsx'
import type { Line, TypedPart } from './line.ts'
import type { FoundProduct } from './product-choices.tsx'
import type { RowWork } from './line-row.tsx'

interface Place {
  id: string
  part: TypedPart
  element: HTMLInputElement
}

export function LineEditor({ value, onChange, id, disabled = false, invalid, describedBy, values }: FieldInputProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const table = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => linesOf(value), [value])
  const fresh = useFreshLine(lines)
  const rows = useMemo(() => [...lines, fresh], [lines, fresh])
  const latest = useRef({ rows, lines, onChange })
  latest.current = { rows, lines, onChange }
  const [place, setPlace] = useState<Place>()
  const [words, setWords] = useState('')
  const [active, setActive] = useState(0)
  const [grabbed, setGrabbed] = useState<string>()

  const currency = String(values.currency ?? 'CNY')
  const includesTax = values.prices_include_tax !== false
  const customer = idOf(values.customer) || null
  const { products, isCurrent } = useProducts({ words, customer, currency })
  const isChoosing = place?.part === 'name' && words !== '' && products.length > 0
  const choicesId = `${id}-products`
  const totals = useMemo(
    () => liveTotals({ lines, currency, prices_include_tax: includesTax, discount_percent: values.discount_percent, discount_amount: values.discount_amount }),
    [lines, currency, includesTax, values.discount_percent, values.discount_amount],
  )

  const go = useCallback((row: number, part: TypedPart) => {
    const line = latest.current.rows[Math.max(0, row)]
    // The row may be drawn only after the change that made it.
    requestAnimationFrame(() => line && table.current?.querySelector<HTMLInputElement>(`[data-line="${line.id}"] [data-part="${part}"]`)?.focus())
  }, [])

  const work = useMemo<RowWork>(
    () => ({
      change: (lineId, part, given) => {
        const { rows, lines, onChange } = latest.current
        const changed = rows.map((line) => (line.id === lineId ? { ...line, [part]: given } : line))
        onChange(changed.slice(0, Math.max(lines.length, rows.findIndex((line) => line.id === lineId) + 1)))
        if (part === 'name') {
          setWords(String(given ?? ''))
          setActive(0)
        }
      },
      duplicate: (lineId) => {
        const { lines, onChange } = latest.current
        const at = lines.findIndex((line) => line.id === lineId)
        const line = lines[at]
        if (!line) return
        onChange(lines.toSpliced(at + 1, 0, { ...line, id: blankLine().id }))
        requestAnimationFrame(() => go(at + 1, 'quantity'))
      },
      remove: (lineId) => {
        const { lines, onChange } = latest.current
        const at = lines.findIndex((line) => line.id === lineId)
        const line = lines[at]
        if (!line) return
        onChange(lines.toSpliced(at, 1))
        requestAnimationFrame(() => go(at, 'name'))
        toast.done(t('sales.lines.deleted', { name: String(line.name ?? at + 1) }), { undo: () => latest.current.onChange(latest.current.lines.toSpliced(at, 0, line)) })
      },
      grab: setGrabbed,
      focused: (lineId, part, element) => {
        setPlace({ id: lineId, part, element })
        setWords('')
      },
      left: () => setWords(''),
    }),
    [go, t, toast],
  )

  const fill = (lineId: string, { record, price }: FoundProduct) => {
    const { rows, lines, onChange } = latest.current
    const row = rows.findIndex((line) => line.id === lineId)
    const line = rows[row]
    if (!line) return
    const chosen = { ...line, product: record.id, code: record.code ?? null, name: record.name, unit: record.unit ?? line.unit ?? null, price: price ?? line.price, tax_rate: record.tax_rate ?? line.tax_rate, quantity: line.quantity ?? 1 }
    onChange(row < lines.length ? lines.with(row, chosen) : [...lines, chosen])
  }
  const pick = (product: FoundProduct) => {
    if (!place) return
    fill(place.id, product)
    setWords('')
    go(rows.findIndex((line) => line.id === place.id), 'quantity')
  }
  /** Whoever types a code and goes on need not wait for the choices. */
  const lookUp = async (lineId: string, code: string) => {
    const found = await client.fetchQuery(productQuery({ words: code.trim(), customer, currency }))
    const product = found.find(({ record }) => String(record.code ?? '').toLowerCase() === code.trim().toLowerCase())
    if (product && latest.current.rows.find((line) => line.id === lineId)?.name === code) fill(lineId, product)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const row = rows.findIndex((line) => line.id === place?.id)
    if (!place || row < 0) return
    if (isChoosing && isCurrent && !event.nativeEvent.isComposing && onChoiceKey(event, { count: products.length, active, setActive, close: () => setWords(''), pick: () => products[active] && pick(products[active]) })) return
    if (event.key === 'Enter' && place.part === 'name' && words !== '' && !event.nativeEvent.isComposing && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      void lookUp(place.id, words).catch(() => {})
      return go(row, 'quantity')
    }
    onLineKey(event, {
      row, part: place.part, count: rows.length, go,
      move: (by) => {
        onChange(moved(lines, row, row + by))
        requestAnimationFrame(() => place.element.focus())
      },
      duplicate: () => work.duplicate(place.id),
      remove: () => work.remove(place.id),
    })
  }

  const onPaste = (event: ClipboardEvent) => {
    const cells = pastedCells(event.clipboardData.getData('text/plain'))
    const row = rows.findIndex((line) => line.id === place?.id)
    if (!cells || !place || row < 0) return
    event.preventDefault()
    const { lines: pasted, count } = pasteInto(row < lines.length ? lines : rows, { row, part: place.part, cells })
    onChange(pasted)
    setWords('')
    toast.done(t('sales.lines.pasted', { count }), { undo: () => onChange(lines) })
  }

  /** While a line is dragged it goes where the pointer is. */
  const onPointerMove = (y: number) => {
    const over = [...(table.current?.querySelectorAll<HTMLElement>('[data-line]') ?? [])].findIndex((row) => y < row.getBoundingClientRect().bottom)
    const from = lines.findIndex((line) => line.id === grabbed)
    const to = Math.min(over < 0 ? lines.length - 1 : over, lines.length - 1)
    if (from >= 0 && from !== to) onChange(moved(lines, from, to))
  }

  return (
    <div className={styles.editor} id={id} tabIndex={-1} role="group" aria-labelledby={`${id}-label`} aria-describedby={describedBy}>
      <div
        className={styles.table}
        ref={table}
        role="grid"
        aria-labelledby={`${id}-label`}
        aria-rowcount={rows.length + 1}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onPointerMove={grabbed ? (event) => onPointerMove(event.clientY) : undefined}
        onPointerUp={() => setGrabbed(undefined)}
        onPointerLeave={() => setGrabbed(undefined)}
      >
        <div className={styles.head} role="row">
          <span role="columnheader" aria-label={t('sales.lines.place')}>
            #
          </span>
          {typed.map((part) => (
            <span key={part} className={styles[`${part}Head`]} role="columnheader">
              {t(`sales.lines.${part}`)}
            </span>
          ))}
          <span className={styles.amountHead} role="columnheader">
            {t('sales.lines.amount')}
          </span>
          <span role="columnheader" aria-label={t('sales.lines.actions')} />
        </div>
        {rows.map((line, index) => {
          const isOpen = isChoosing && place.id === line.id
          return (
            <LineRow
              key={line.id}
              line={line}
              index={index}
              amount={totals.amounts[index] ?? null}
              isNew={index === lines.length}
              marksEmpty={invalid ?? false}
              isGrabbed={grabbed === line.id}
              disabled={disabled}
              choices={isOpen ? choicesId : undefined}
              activeChoice={isOpen ? `${choicesId}-${active}` : undefined}
              work={work}
            />
          )
        })}
      </div>
      {isChoosing && <ProductChoices id={choicesId} anchor={place.element} products={products} active={active} currency={currency} onPick={pick} />}
      <div className={styles.foot}>
        <p className={styles.keys}>{t('sales.lines.keys')}</p>
        <TotalsBlock totals={totals} currency={currency} includesTax={includesTax} />
      </div>
    </div>
  )
}

/** The empty row at the end; another one as soon as it has become a line. */
function useFreshLine(lines: readonly Line[]): Line {
  const fresh = useRef(blankLine())
  if (lines.some((line) => line.id === fresh.current.id)) fresh.current = blankLine()
  return fresh.current
}

interface ChoiceKeys {
  count: number
  active: number
  setActive(index: number): void
  close(): void
  pick(): void
}

/** @returns whether the key was for the choices */
function onChoiceKey(event: KeyboardEvent, { count, active, setActive, close, pick }: ChoiceKeys): boolean {
  const work = { ArrowDown: () => setActive((active + 1) % count), ArrowUp: () => setActive((active + count - 1) % count), Enter: pick, Escape: close }[event.key]
  if (!work || event.altKey || event.ctrlKey || event.metaKey) return false
  event.preventDefault()
  event.stopPropagation()
  work()
  return true
}
