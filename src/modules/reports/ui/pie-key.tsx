/** What the colours of a pie mean, with figure and share; each leads to its records. */
import { formatPercent } from '../../../web/kit/format.ts'
import { figureOf, listOf } from './figures.ts'
import { colourOf } from './plot-of.ts'
import { Leading } from './report-table.tsx'
import styles from './reports.module.css'

import type { Part } from '../../../web/kit/plot.ts'
import type { ReportAnswer } from '../queries/answer.ts'

export function PieKey({ answer, parts }: { answer: ReportAnswer; parts: Part[] }) {
  const [measure] = answer.measures
  const whole = parts.reduce((sum, { value }) => sum + value, 0)
  if (!measure) return null
  return (
    <ul className={styles.pieKey}>
      {parts.map((part, at) => {
        const row = answer.rows[part.from]
        return (
          <li key={part.name}>
            <span className={styles.dot} style={{ background: colourOf(part, at) }} aria-hidden="true" />
            <span className={styles.keyName}>{part.name}</span>
            <Leading to={row && listOf(answer, [row])} label={part.name}>{figureOf(measure, part.value, true)}</Leading>
            <small>{formatPercent((part.value / whole) * 100, 0)}</small>
          </li>
        )
      })}
    </ul>
  )
}
