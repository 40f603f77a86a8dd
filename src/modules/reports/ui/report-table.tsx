/** Every figure of a report, each leading to the records behind it. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { changeOf, figureOf, listOf } from './figures.ts'
import { titleOf } from './plot-of.ts'
import styles from './reports.module.css'

import type { Cell, Entry, ReportAnswer } from '../queries/answer.ts'

export function ReportTable({ answer }: { answer: ReportAnswer }) {
  const { t } = useTranslation()
  const { rows, columns, measures, row_groups: groups } = answer
  const isPivot = columns.length > 0
  const isTotalled = rows.length > 1
  return (
    <ScrollBox label={titleOf(answer)} className={styles.tableBox}>
      <table className={styles.table}>
        <thead>
          {isPivot && (
            <tr>
              <th colSpan={Math.max(1, groups.length)} className={styles.corner}>{answer.column_groups[0]?.label}</th>
              {columns.map((column) => (
                <th key={column.names.join()} scope="colgroup" colSpan={measures.length} className={styles.figure}>{column.names.join(' · ')}</th>
              ))}
              <th scope="colgroup" colSpan={measures.length} className={styles.figure}>{t('reports.total')}</th>
            </tr>
          )}
          <tr>
            {groups.map(({ field, label }) => <th key={field} scope="col">{label}</th>)}
            {(isPivot ? [...columns, null] : [null]).flatMap((_, at) => measures.map((measure, index) => <th key={`${at} ${index}`} scope="col" className={styles.figure}>{measure.label}</th>))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.names.join('\n')}>
              {row.names.map((name, index) => (
                <th key={groups[index]?.field} scope="row">
                  {name}
                  {index === 0 && answer.before && row.before_names && row.before_names[0] !== name && <small>{t('reports.against', { what: row.before_names[0] })}</small>}
                </th>
              ))}
              {(answer.cells[at] ?? []).flatMap((cell, column) => figuresOf(answer, cell, [row, columns[column]], `${at} ${column}`))}
              {isPivot && figuresOf(answer, answer.row_totals[at], [row], `${at} total`)}
            </tr>
          ))}
          {(isTotalled || rows.length === 0) && (
            <tr className={styles.totals}>
              {groups.length > 0 && <th scope="row" colSpan={groups.length}>{t('reports.total')}</th>}
              {answer.column_totals.flatMap((cell, at) => figuresOf(answer, cell, [columns[at]], `total ${at}`))}
              {figuresOf(answer, answer.total, [], 'total')}
            </tr>
          )}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function figuresOf(answer: ReportAnswer, cell: Cell | undefined, entries: (Entry | undefined)[], key: string) {
  return answer.measures.map((measure, at) => <Figure key={`${key} ${at}`} answer={answer} cell={cell} entries={entries} at={at} label={measure.label} />)
}

function Figure({ answer, cell, entries, at, label }: { answer: ReportAnswer; cell: Cell | undefined; entries: (Entry | undefined)[]; at: number; label: string }) {
  const measure = answer.measures[at]
  if (!measure) return null
  const [now, before] = [cell?.now[at], cell?.before?.[at]]
  const change = changeOf(now, before)
  const where = entries.map((entry) => entry?.names.join(' ')).join(' ')
  return (
    <td className={styles.figure}>
      <Leading to={listOf(answer, entries)} label={`${where} ${label}`}>{figureOf(measure, now)}</Leading>
      {cell?.before && (
        <small>
          <Leading to={listOf(answer, entries, 'before')} label={`${where} ${label}`}>{figureOf(measure, before)}</Leading>
          {change && ` ${change}`}
        </small>
      )}
    </td>
  )
}

/** A figure with its records one click away. */
export function Leading({ to, label, children }: { to: string | undefined; label: string; children: string }) {
  const { t } = useTranslation()
  return to && children !== '–' ? <Link to={to} aria-label={t('reports.rows', { what: label.trim(), figure: children })}>{children}</Link> : <>{children}</>
}
