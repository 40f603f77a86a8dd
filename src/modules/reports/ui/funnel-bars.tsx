/** Steps under each other, each as wide as it is large, with its share of the largest. */
import { cellAt, figureOf, listOf, nameOf } from './figures.ts'
import { formatPercent } from '../../../web/kit/format.ts'
import { titleOf } from './plot-of.ts'
import { Leading } from './report-table.tsx'
import styles from './reports.module.css'

import type { ReportAnswer } from '../queries/answer.ts'

export function FunnelBars({ answer }: { answer: ReportAnswer }) {
  const [measure] = answer.measures
  if (!measure) return null
  const values = answer.rows.map((_, at) => Number((answer.columns.length > 0 ? answer.row_totals[at] : cellAt(answer, at))?.now[0] ?? 0))
  // All others together are no step: they would outshine every one of them.
  const highest = Math.max(0, ...values.filter((_, at) => !answer.rows[at]?.is_rest))
  return (
    <ol className={styles.funnel} aria-label={titleOf(answer)}>
      {answer.rows.map((entry, at) => {
        const value = values[at] ?? 0
        return (
          <li key={nameOf(entry)}>
            <span className={styles.step} title={nameOf(entry)}>{nameOf(entry)}</span>
            <span className={styles.bed}>
              {!entry.is_rest && <span className={styles.bar} style={{ width: `${highest > 0 ? Math.max(0.5, (value / highest) * 100) : 0}%` }} aria-hidden="true" />}
            </span>
            <span className={styles.stepFigure}>
              <Leading to={listOf(answer, [entry])} label={nameOf(entry)}>{figureOf(measure, String(value), true)}</Leading>
              {highest > 0 && !entry.is_rest && <small>{formatPercent((value / highest) * 100, 0)}</small>}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
