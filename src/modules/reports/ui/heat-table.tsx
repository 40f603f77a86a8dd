/** Rows and columns as a field of squares, darker where there is more; each leads to its records. */
import { useTranslation } from 'react-i18next'

import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { figureOf, listOf } from './figures.ts'
import { titleOf } from './plot-of.ts'
import { Leading } from './report-table.tsx'
import { shadeOf } from './shade-of.ts'
import styles from './reports.module.css'

import type { ReportAnswer } from '../queries/answer.ts'

export function HeatTable({ answer }: { answer: ReportAnswer }) {
  const { t } = useTranslation()
  const { rows, columns, cells, measures: [measure] } = answer
  if (!measure) return null
  // The others together are no group: they would outshine every one of them.
  const highest = Math.max(0, ...cells.flatMap((row, at) => row.flatMap(({ now: [value] }, column) => (rows[at]?.is_rest || columns[column]?.is_rest ? [] : Number(value ?? 0)))))
  const heads = columns.length > 0 ? columns.map(({ names }) => names.join(' ')) : [measure.label]
  return (
    <ScrollBox label={titleOf(answer)} className={styles.tableBox}>
      <table className={styles.heat}>
        <thead>
          <tr>
            <th scope="col">{answer.row_groups.map(({ label }) => label).join(' · ') || t('reports.total')}</th>
            {heads.map((head) => <th key={head} scope="col">{head}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.names.join('\n')}>
              <th scope="row">{row.names.join(' · ')}</th>
              {(cells[at] ?? []).map(({ now: [value] }, column) => (
                <td key={heads[column]} style={shadeOf(Number(value ?? 0), highest)}>
                  <Leading to={listOf(answer, [row, columns[column]])} label={`${row.names.join(' ')} ${heads[column] ?? ''}`}>{figureOf(measure, value, true)}</Leading>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
