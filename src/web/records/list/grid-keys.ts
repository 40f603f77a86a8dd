/** The keyboard in the grid: arrows move, space chooses, Enter opens or edits, e edits, Esc lets go. */
import type { KeyboardEvent } from 'react'
import type { GridProps } from './grid.tsx'

interface Keyboard extends GridProps {
  /** Row of the active cell, -1 for none. */
  index: number
  /** Rows that a page key moves. */
  pageRows: number
  move(rowIndex: number, column: number): void
}

export function handleGridKey(event: KeyboardEvent<HTMLDivElement>, grid: Keyboard): void {
  // Keys in an input or on a button inside of the grid belong to that.
  if (event.target !== event.currentTarget || event.nativeEvent.isComposing || event.altKey) return
  const act = actionOf(event, grid)
  if (!act) return
  event.preventDefault()
  event.stopPropagation()
  act()
}

function actionOf(event: KeyboardEvent<HTMLDivElement>, grid: Keyboard): (() => void) | undefined {
  const { index, move, selection, rows, columns, place, onEdit, onOpen } = grid
  const column = place?.column ?? 0
  const record = rows.records[index]
  if (event.ctrlKey || event.metaKey) {
    if (event.key === 'a') return () => selection.chooseLoaded(rows.records)
    if (event.key === 'Home') return () => (rows.hasBefore ? grid.onJump('start') : move(0, 0))
    if (event.key === 'End') return () => (rows.hasMore ? grid.onJump('end') : move(rows.records.length - 1, columns.length - 1))
    return undefined
  }
  switch (event.key) {
    case 'ArrowDown':
      return () => {
        if (event.shiftKey && record) selection.extend(Math.min(index + 1, rows.records.length - 1), rows.records)
        move(index + 1, column)
      }
    case 'ArrowUp':
      return () => {
        if (event.shiftKey && record) selection.extend(Math.max(index - 1, 0), rows.records)
        move(index - 1, column)
      }
    case 'ArrowRight': return () => move(index, column + 1)
    case 'ArrowLeft': return () => move(index, column - 1)
    case 'Home': return () => move(index, 0)
    case 'End': return () => move(index, columns.length - 1)
    case 'PageDown': return () => move(index + grid.pageRows, column)
    case 'PageUp': return () => move(index - grid.pageRows, column)
  }
  if (!record || !place) return undefined
  const canEdit = columns[column]?.isEditable === true && record.can?.change !== false
  switch (event.key) {
    case ' ':
      return () => selection.toggle(index, rows.records)
    case 'X': return () => selection.extend(index, rows.records)
    case 'Enter':
      if (event.shiftKey) return () => onOpen(record, true)
      // On the title, and where nothing can be edited, Enter opens; once more opens the full page.
      if (canEdit && !columns[column]?.isTitle) return () => onEdit(place)
      return () => onOpen(record, grid.opened === record.id)
    case 'o': return () => onOpen(record, false)
    case 'e':
    case 'F2':
      return canEdit ? () => onEdit(place) : undefined
    default: return undefined
  }
}
