/** Bars that lie, a name before each: for many groups, or long names, that would not stand below bars. */
import { figureOf, listOf, nameOf, cellAt } from './figures.ts'
import { titleOf } from './plot-of.ts'
import { Leading } from './report-table.tsx'
import styles from './reports.module.css'

import type { ReportAnswer } from '../queries/answer.ts'

/** Half-width signs that stand below bars side by side. */
const room = { wide: 110, narrow: 40 }

/** Of times bars always stand: one reads them from left to right. */
export function isLying({ display, columns, row_groups: groups, rows }: ReportAnswer, isPhone: boolean): boolean {
  if (display !== 'bar' || columns.length > 0 || rows.length < 2 || groups.some(({ by }) => by !== null)) return false
  const longest = Math.max(...rows.map((row) => [...nameOf(row)].reduce((sum, sign) => sum + (sign > '⺀' ? 2 : 1), 0)))
  return (longest + 2) * rows.length > room[isPhone ? 'narrow' : 'wide']
}

export function LyingBars({ answer }: { answer: ReportAnswer }) {
  const [measure] = answer.measures
  if (!measure) return null
  const figures = answer.rows.map((_, at) => cellAt(answer, at))
  // All others together would outshine every group by itself.
  const highest = Math.max(0, ...figures.flatMap((cell, at) => (answer.rows[at]?.is_rest ? [] : [Number(cell?.now[0] ?? 0), Number(cell?.before?.[0] ?? 0)])))
  const widthOf = (value: string | null | undefined) => `${highest > 0 ? Math.min(100, Math.max(0, (Number(value ?? 0) / highest) * 100)) : 0}%`
  return (
    <ol className={styles.lying} aria-label={titleOf(answer)}>
      {answer.rows.map((row, at) => {
        const { now, before } = figures[at] ?? { now: [], before: null }
        return (
          <li key={nameOf(row)}>
            <span className={styles.step} title={nameOf(row)}>{nameOf(row)}</span>
            <span className={styles.beds} aria-hidden="true">
              {!row.is_rest && <span className={styles.lie} style={{ width: widthOf(now[0]) }} />}
              {!row.is_rest && before && <span className={styles.lieBefore} style={{ width: widthOf(before[0]) }} />}
            </span>
            <span className={styles.stepFigure}>
              <Leading to={listOf(answer, [row])} label={nameOf(row)}>{figureOf(measure, now[0], true)}</Leading>
              {before && <small><Leading to={listOf(answer, [row], 'before')} label={nameOf(row)}>{figureOf(measure, before[0], true)}</Leading></small>}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
