import { useTranslation } from 'react-i18next'

import { formatMoney, formatNumber, formatPercent } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import styles from './statistics-page.module.css'

import type { StatisticsAnswer } from './statistics-answer.ts'

/** What was bought, with its share of the whole. */
export function ProductTable({ rows, total }: { rows: StatisticsAnswer['by_product']; total: number }) {
  const { t } = useTranslation()
  return (
    <ScrollBox label={t('sales.by_product')} className={styles.tableBox}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('sales.product')}</th>
            <th scope="col" className={styles.figure}>{t('sales.figures.count')}</th>
            <th scope="col" className={styles.figure}>{t('sales.figures.sum')}</th>
            <th scope="col" className={styles.figure}>{t('sales.share')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.product}>
              <th scope="row">{row.product}</th>
              <td className={styles.figure}>{formatNumber(row.count)}</td>
              <td className={styles.figure}>{formatMoney(row.sum)}</td>
              <td className={styles.figure}>{total > 0 ? formatPercent((Number(row.sum) / total) * 100, 1) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
