import type { KeyboardEvent } from 'react'

const steps: Record<string, [rows: number, cells: number] | undefined> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

/**
 * Arrows walk over the rights as over cells of a sheet; a figure from 0 on chooses the scope by its place; Enter or space open
 * the list as the browser does.
 */
export function walkGrants(event: KeyboardEvent<HTMLElement>): void {
  const { target } = event
  if (!(target instanceof HTMLSelectElement) || !('cell' in target.dataset) || event.altKey || event.ctrlKey || event.metaKey) return
  const step = steps[event.key]
  if (step) {
    event.preventDefault()
    cellBeside(target, step)?.focus()
  } else if (/^[0-9]$/.test(event.key)) {
    const option = target.options[Number(event.key)]
    event.preventDefault()
    if (option) choose(target, option.value)
  }
}

function cellBeside(select: HTMLSelectElement, [rows, cells]: [number, number]): HTMLSelectElement | undefined {
  const row = select.closest('tr')
  const table = row?.closest('table')
  if (!row || !table) return undefined
  const withCells = [...table.querySelectorAll('tr')].filter((each) => each.querySelector('select[data-cell]'))
  const next = rows === 0 ? row : withCells[withCells.indexOf(row) + rows]
  if (!next) return undefined
  const place = cellsOf(row).indexOf(select)
  return cellsOf(next)[place + cells]
}

function cellsOf(row: HTMLTableRowElement): HTMLSelectElement[] {
  return [...row.querySelectorAll<HTMLSelectElement>('select[data-cell]')]
}

/** As if the person had chosen: React hears of it. */
function choose(select: HTMLSelectElement, value: string): void {
  Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')?.set?.call(select, value)
  select.dispatchEvent(new Event('change', { bubbles: true }))
}
