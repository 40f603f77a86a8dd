/** Kinds of customers, each with its share of the customers and of the amount: where both bars differ, the company lives of few or of many. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { formatMoney, formatNumber } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { optionColour } from '../../../web/kit/theme.ts'
import { nothing, useReadable } from './cells.ts'
import { listOf, shareText } from './standing.ts'
import styles from './insight.module.css'

import type { Sorting, Sums } from './cells.ts'

interface Props {
  sorting: Sorting
  sums: ReadonlyMap<string, Sums>
  total: Sums
  label: string
  /** What to do about each kind, by key. */
  advice?(key: string): string
}

export function SumBars({ sorting, sums, total, label, advice }: Props) {
  const { t } = useTranslation()
  const options = useObject('customer_value')?.fields.find(({ name }) => name === sorting)?.options ?? []
  const showsProfit = useReadable()('profit')
  const share = (part: number, whole: number) => (whole > 0 ? Math.max(0, (part / whole) * 100) : 0)
  return (
    <ScrollBox label={label} className={styles.box}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('insight.kind')}</th>
            <th scope="col" className={styles.bars}>
              <span className={styles.key}><i className={styles.ofCustomers} />{t('insight.share_customers')}</span> <span className={styles.key}><i className={styles.ofAmount} />{t('insight.share_amount')}</span>
            </th>
            <th scope="col" className={styles.figure}>{t('insight.customers')}</th>
            <th scope="col" className={styles.figure}>{t('insight.amount')}</th>
            {showsProfit && <th scope="col" className={`${styles.figure} ${styles.desk}`}>{t('insight.profit')}</th>}
          </tr>
        </thead>
        <tbody>
          {options.map(({ key, label: name, color = 'default' }) => {
            const sum = sums.get(key) ?? nothing
            const [ofCustomers, ofAmount] = [share(sum.customers, total.customers), share(sum.monetary, total.monetary)]
            return (
              <tr key={key}>
                <th scope="row">
                  <i className={styles.dot} style={{ background: optionColour(color) }} aria-hidden="true" />
                  {labelOf(name)}
                  {advice && <small>{advice(key)}</small>}
                </th>
                <td className={styles.bars}>
                  <Bar className={styles.ofCustomers} percent={ofCustomers} />
                  <Bar className={styles.ofAmount} percent={ofAmount} />
                </td>
                <td className={styles.figure}>{sum.customers > 0 ? <Link to={listOf({ [sorting]: key })} aria-label={t('insight.open', { name: labelOf(name), count: sum.customers, number: formatNumber(sum.customers) })}>{formatNumber(sum.customers)}</Link> : '0'}</td>
                <td className={styles.figure}><Sum of="monetary" sum={sum} name={labelOf(name)} within={{ [sorting]: key }} /></td>
                {showsProfit && <td className={`${styles.figure} ${styles.desk} ${sum.profit < 0 ? styles.loss : ''}`}><Sum of="profit" sum={sum} name={labelOf(name)} within={{ [sorting]: key }} /></td>}
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** Opens to the customers it is the sum of, who bring most first. */
function Sum({ of, sum, name, within }: { of: 'monetary' | 'profit'; sum: Sums; name: string; within: Record<string, unknown> }) {
  const { t } = useTranslation()
  const text = formatMoney(sum[of], { compact: true, scale: 0 })
  if (sum.customers === 0) return text
  return <Link to={listOf(within, `-${of}`)} aria-label={t('insight.open_sum', { name, of: t(of === 'profit' ? 'insight.profit' : 'insight.amount'), sum: text })}>{text}</Link>
}

function Bar({ className, percent }: { className: string | undefined; percent: number }) {
  return (
    <span className={styles.line}>
      <i className={className} style={{ width: `${percent * 0.8}%` }} aria-hidden="true" />
      <span>{shareText(percent)}</span>
    </span>
  )
}
