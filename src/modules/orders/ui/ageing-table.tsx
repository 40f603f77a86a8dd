import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { formatMoney, formatNumber } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { buckets, invoicesOf, shareOf } from './ageing-rows.ts'
import { centsOf } from './cents.ts'
import styles from './sheets.module.css'

import type { AgeingRow, Bucket, Side } from './ageing-rows.ts'

interface Props {
  rows: AgeingRow[]
  total: AgeingRow
  by: Side
  asOf: string
  path: string
}

export function AgeingTable({ rows, total, by, asOf, path }: Props) {
  const { t } = useTranslation()
  const nameOf = (row: AgeingRow) => row.key?.name || t('orders.ageing.nobody')
  const linkOf = (row: AgeingRow, bucket?: Bucket, isTotal?: boolean) => `/${path}?${new URLSearchParams({ view: 'all', filter: JSON.stringify(invoicesOf({ by, row, asOf, bucket, isTotal })) })}`
  const figure = (row: AgeingRow, bucket: Bucket, isTotal?: boolean) =>
    centsOf(row[bucket]) === 0n ? (
      <span className={styles.quiet}>–</span>
    ) : (
      <Link to={linkOf(row, bucket, isTotal)} aria-label={`${t('orders.ageing.show', { name: isTotal ? t('orders.ageing.open') : nameOf(row), bucket: t(`orders.ageing.${bucket}`) })} ${formatMoney(row[bucket])}`}>
        {formatMoney(row[bucket])}
      </Link>
    )
  // On a phone only what is open is told, under its name.
  const cellOf = (row: AgeingRow, bucket: Bucket) => (centsOf(row[bucket]) === 0n ? { className: `${styles.figure} ${styles.aside}` } : { className: styles.figure, 'data-label': t(`orders.ageing.${bucket}`) })
  return (
    <ScrollBox label={t(`orders.ageing.by_${by}`)} className={styles.sheet}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.first}>{t(`orders.ageing.by_${by}`)}</th>
            <th scope="col">{t('orders.ageing.share')}</th>
            <th scope="col" className={styles.figure}>{t('orders.ageing.open')}</th>
            {buckets.map((bucket) => (
              <th key={bucket} scope="col" className={styles.figure}>{t(`orders.ageing.${bucket}`)}</th>
            ))}
            <th scope="col" className={styles.figure}>{t('orders.ageing.invoices')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key?.id ?? ''}>
              <th scope="row" className={styles.first}>
                <Link to={linkOf(row)}>{nameOf(row)}</Link>
              </th>
              <td className={styles.wide}>
                <Bars row={row} />
              </td>
              <td className={`${styles.figure} ${styles.open}`}>{formatMoney(row.open)}</td>
              {buckets.map((bucket) => (
                <td key={bucket} {...cellOf(row, bucket)}>{figure(row, bucket)}</td>
              ))}
              <td className={styles.figure} data-label={t('orders.ageing.invoices')}>{formatNumber(row.invoices)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className={styles.total}>
            <th scope="row" className={styles.first}>{t('orders.ageing.open')}</th>
            <td />
            <td className={`${styles.figure} ${styles.open}`}>{formatMoney(total.open)}</td>
            {buckets.map((bucket) => (
              <td key={bucket} {...cellOf(total, bucket)}>{figure(total, bucket, true)}</td>
            ))}
            <td className={styles.figure} data-label={t('orders.ageing.invoices')}>{formatNumber(total.invoices)}</td>
          </tr>
        </tfoot>
      </table>
    </ScrollBox>
  )
}

/** How what is open divides into its buckets; the figures beside it say the same. */
export function Bars({ row }: { row: AgeingRow }) {
  return (
    <div className={styles.bars} aria-hidden="true">
      {buckets.map((bucket) => {
        const share = shareOf(row, bucket)
        return share > 0 ? <span key={bucket} className={styles[bucket]} style={{ width: `${share}%` }} /> : null
      })}
    </div>
  )
}
