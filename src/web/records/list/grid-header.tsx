import { CaretDownFilled, CaretUpFilled } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'

import { twinOf } from '../../fields/index.ts'
import { sortSteps } from './sort.ts'
import styles from './grid.module.css'

import type { PointerEvent } from 'react'
import type { Column } from './columns.ts'
import type { GridProps } from './grid.tsx'
import type { SortStep } from './sort.ts'

interface Props extends GridProps {
  template: string
  width: number
  height: number
  /** `isDone`: the pointer was let go, the width is kept. */
  onResize(name: string, width: number, isDone: boolean): void
}

export function GridHeader({ columns, rows, selection, sort, onSort, template, width, height, onResize }: Props) {
  const { t } = useTranslation()
  const steps = sortSteps(sort)
  const chosen = selection.isAll ? rows.records.length : selection.ids.size === 0 ? 0 : rows.records.filter((record) => selection.has(record.id)).length
  return (
    <div role="row" aria-rowindex={1} className={styles.header} style={{ gridTemplateColumns: template, width, height }}>
      <div role="columnheader" aria-colindex={1} className={styles.check}>
        <input
          ref={(element) => {
            if (element) element.indeterminate = chosen > 0 && chosen < rows.records.length
          }}
          type="checkbox"
          className={styles.box}
          aria-label={t('list.choose_loaded')}
          checked={chosen > 0 && chosen === rows.records.length}
          onChange={() => (chosen > 0 ? selection.clear() : selection.chooseLoaded(rows.records))}
        />
      </div>
      {columns.map((column, index) => (
        <Head key={column.name} column={column} index={index} steps={steps} onSort={onSort} onResize={onResize} />
      ))}
    </div>
  )
}

interface HeadProps extends Pick<Props, 'onSort' | 'onResize'> {
  column: Column
  index: number
  steps: SortStep[]
}

function Head({ column, index, steps, onSort, onResize }: HeadProps) {
  const { t } = useTranslation()
  const position = steps.findIndex((step) => step.field === column.name)
  const step = steps[position]
  const Arrow = step?.isDescending ? CaretDownFilled : CaretUpFilled
  const { isSortable } = column
  const classes = [styles.head, column.isTitle ? styles.title : '', twinOf(column.field).align === 'right' ? styles.right : '']
  return (
    <div role="columnheader" aria-colindex={index + 2} aria-sort={step ? (step.isDescending ? 'descending' : 'ascending') : undefined} className={classes.join(' ')}>
      <button
        type="button"
        className={`${styles.sort} ${step ? styles.sorted : ''}`}
        disabled={!isSortable}
        title={isSortable ? t('list.sort_hint', { field: column.label }) : column.label}
        onClick={(event) => onSort(column.name, event.shiftKey)}
      >
        <span>{column.label}</span>
        {step && <Arrow className={styles.step} aria-hidden />}
        {step && steps.length > 1 && <sup className={styles.step}>{position + 1}</sup>}
      </button>
      <span className={styles.resize} aria-hidden="true" onPointerDown={(event) => startResize(event, (width, isDone) => onResize(column.name, width, isDone))} />
    </div>
  )
}

function startResize(event: PointerEvent<HTMLElement>, onResize: (width: number, isDone: boolean) => void): void {
  const handle = event.currentTarget
  const start = event.clientX
  const before = handle.parentElement?.offsetWidth ?? 0
  const widthAt = (x: number) => Math.max(64, Math.min(640, before + x - start))
  const onMove = (moved: globalThis.PointerEvent) => onResize(widthAt(moved.clientX), false)
  const onUp = (moved: globalThis.PointerEvent) => {
    onResize(widthAt(moved.clientX), true)
    handle.removeEventListener('pointermove', onMove)
  }
  handle.setPointerCapture(event.pointerId)
  handle.addEventListener('pointermove', onMove)
  handle.addEventListener('pointerup', onUp, { once: true })
  event.preventDefault()
}
