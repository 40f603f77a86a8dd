import { useTranslation } from 'react-i18next'

import { formatNumber } from '../../kit/format.ts'
import { ScrollBox } from '../../kit/scroll-box.tsx'
import styles from './import.module.css'

import type { ImportResult } from './import-answer.ts'

/** The first rows that cannot go in and values that are left out: where, what stands there, why. */
export function RowProblems({ result: { errors_preview: problems, failed, left_out: leftOut = 0 } }: { result: ImportResult }) {
  const { t } = useTranslation()
  if (problems.length === 0) return null
  return (
    <ScrollBox label={t('import.some_bad')} className={styles.tableBox}>
      <table className={styles.table}>
        <caption className={styles.caption}>
          {[failed > 0 && t('import.problem_rows', { count: failed, number: formatNumber(failed) }), leftOut > 0 && t('import.problem_values', { count: leftOut, number: formatNumber(leftOut) })].filter(Boolean).join(t('filter.list_words'))}
          {t('import.problems_shown', { count: problems.length })}
        </caption>
        <thead>
          <tr>
            <th scope="col" className={styles.figure}>{t('import.row')}</th>
            <th scope="col">{t('import.column')}</th>
            <th scope="col">{t('import.value')}</th>
            <th scope="col">{t('import.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map((problem, index) => (
            <tr key={index}>
              <td className={styles.figure}>{formatNumber(problem.row)}</td>
              <td>{problem.column}</td>
              <td className={styles.cellValue}>{problem.value || <span className={styles.quiet}>{t('import.empty_cell')}</span>}</td>
              <td>{problem.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
