import { twinOf } from '../../fields/index.ts'
import styles from './grid.module.css'

import type { Column } from './columns.ts'

interface Props {
  columns: Column[]
  sums: Record<string, unknown>
  template: string
  width: number
  height: number
  label: string
}

/** Totals of the whole filter under the columns that can be added up. */
export function GridSums({ columns, sums, template, width, height, label }: Props) {
  return (
    <div role="row" className={styles.sums} style={{ gridTemplateColumns: template, width, height }}>
      <div role="gridcell" className={styles.check} />
      {columns.map((column) => {
        const twin = twinOf(column.field)
        return (
          <div key={column.name} role="gridcell" className={[styles.cell, column.isTitle ? styles.title : '', twin.align === 'right' ? styles.right : ''].join(' ')}>
            {column.isTitle ? label : column.name in sums && <twin.Cell field={column.field} value={sums[column.name]} dense />}
          </div>
        )
      })}
    </div>
  )
}
