/** The lines of a document as they are read. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { formatNumber, formatPercent } from '../../../../web/kit/format.ts'
import styles from './line-editor.module.css'
import { amountOf } from './live-totals.ts'
import { linesOf } from './line.ts'
import { TotalsBlock } from './totals-block.tsx'

export function LinesView({ record }: { record: Record<string, unknown> }) {
  const { t } = useTranslation()
  const lines = linesOf(record.lines)
  const has = (part: 'unit' | 'discount' | 'tax_rate') => lines.some((line) => line[part])
  const totals = Object.fromEntries(['subtotal', 'discount_total', 'tax_total', 'total'].map((name) => [name, amountOf(record[name])]))
  if (lines.length === 0) return <p className={styles.quiet}>{t('sales.lines.none')}</p>
  return (
    <>
      <div className={styles.viewBox}>
        <table className={styles.view}>
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">{t('sales.lines.name')}</th>
              <th scope="col" className={styles.number}>{t('sales.lines.quantity')}</th>
              {has('unit') && <th scope="col">{t('sales.lines.unit')}</th>}
              <th scope="col" className={styles.number}>{t('sales.lines.price')}</th>
              {has('discount') && <th scope="col" className={styles.number}>{t('sales.lines.discount')}</th>}
              {has('tax_rate') && <th scope="col" className={styles.number}>{t('sales.lines.tax_rate')}</th>}
              <th scope="col" className={styles.number}>{t('sales.lines.amount')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => {
              const below = [line.code, line.remark].filter((text) => typeof text === 'string' && text !== '').join(' · ')
              return (
                <tr key={line.id}>
                  <td>{index + 1}</td>
                  <td>
                    {typeof line.product === 'string' ? <Link to={`/products/${line.product}`}>{String(line.name)}</Link> : String(line.name)}
                    {below !== '' && <small>{below}</small>}
                    {typeof line.contents === 'string' && <small>{line.contents}</small>}
                  </td>
                  <td className={styles.number}>{formatNumber(line.quantity)}</td>
                  {has('unit') && <td>{String(line.unit ?? '')}</td>}
                  <td className={styles.number}>{formatNumber(Number(line.price), 2)}</td>
                  {has('discount') && <td className={styles.number}>{line.discount ? formatPercent(line.discount) : ''}</td>}
                  {has('tax_rate') && <td className={styles.number}>{formatPercent(line.tax_rate)}</td>}
                  <td className={styles.number}>{formatNumber(line.amount, 2)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <TotalsBlock totals={{ subtotal: totals.subtotal, discount_total: totals.discount_total, tax_total: totals.tax_total, total: totals.total }} currency={String(record.currency ?? 'CNY')} includesTax={record.prices_include_tax !== false} />
    </>
  )
}
