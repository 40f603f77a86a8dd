/** The lines of a document as they are read, and what they come to. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { formatMoney, formatNumber, formatPercent } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { centsOf } from './cents.ts'
import styles from './orders.module.css'

import type { RecordData } from '../../../web/client/records.ts'

export function LineTable({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const products = useObject('product')
  const fields = useObject('order')?.fields ?? []
  const lines = linesOf(record.lines)
  if (lines.length === 0) return <p className={styles.hint}>{t('orders.no_lines')}</p>
  const has = (part: string) => lines.some((line) => line[part])
  const hasDiscount = has('discount')
  const hasTax = has('tax_rate')
  const currency = String(record.currency)
  const width = 4 + Number(hasDiscount) + Number(hasTax)
  const labels = new Map(fields.map((field) => [field.name, labelOf(field.label)]))
  const sums = ['subtotal', 'discount_total', 'tax_total', 'total'].filter((name) => name === 'total' || (centsOf(record[name]) ?? 0n) !== 0n)
  return (
    <ScrollBox label={t('orders.lines')} className={styles.box}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('orders.line.name')}</th>
            <th scope="col" className={styles.figure}>{t('orders.line.quantity')}</th>
            <th scope="col" className={styles.figure}>{t('orders.line.price')}</th>
            {hasDiscount && <th scope="col" className={styles.figure}>{t('orders.line.discount')}</th>}
            {hasTax && <th scope="col" className={styles.figure}>{t('orders.line.tax_rate')}</th>}
            <th scope="col" className={styles.figure}>{t('orders.line.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <tr key={textOf(line.id) || index}>
              <th scope="row">
                {products?.can.see && textOf(line.product) ? <Link to={`/products/${textOf(line.product)}`}>{textOf(line.name)}</Link> : textOf(line.name)}
                {textOf(line.contents) && <small>{textOf(line.contents)}</small>}
                {(textOf(line.code) || textOf(line.remark)) && <small>{[textOf(line.code), textOf(line.remark)].filter(Boolean).join(' · ')}</small>}
              </th>
              <td className={styles.figure}>
                {formatNumber(line.quantity)} {textOf(line.unit)}
              </td>
              <td className={styles.figure}>{formatMoney(shortPrice(line.price), { currency, scale: 4 })}</td>
              {hasDiscount && <td className={styles.figure}>{line.discount ? formatPercent(line.discount) : ''}</td>}
              {hasTax && <td className={styles.figure}>{formatPercent(line.tax_rate)}</td>}
              <td className={styles.figure}>{formatMoney(line.amount, { currency })}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {sums.map((name) => (
            <tr key={name} className={name === 'total' ? styles.total : undefined}>
              <td className={styles.figure} colSpan={width - 1}>
                {labels.get(name)}
              </td>
              <td className={styles.figure}>
                {name === 'discount_total' && '−'}
                {formatMoney(record[name], { currency })}
              </td>
            </tr>
          ))}
        </tfoot>
      </table>
    </ScrollBox>
  )
}

function linesOf(value: unknown): Record<string, unknown>[] {
  const list: unknown[] = Array.isArray(value) ? value : []
  return list.flatMap((line) => (typeof line === 'object' && line !== null ? [{ ...line }] : []))
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Prices are kept to four digits; the last two are said where they are something. */
function shortPrice(value: unknown): string {
  return String(value ?? '').replace(/(\.\d\d)0{1,2}$/, '$1')
}
