/** The lines of a document as they are read; on a phone each is a small card. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useObject } from '../../../../web/client/metadata.tsx'
import { formatNumber, formatPercent } from '../../../../web/kit/format.ts'
import { ScrollBox } from '../../../../web/kit/scroll-box.tsx'
import styles from './lines-view.module.css'
import { amountOf } from './live-totals.ts'
import { linesOf, type Line } from './line.ts'
import { partsOfLine, type LinePart } from './line-parts.ts'
import { TotalsBlock } from './totals-block.tsx'

type Part = 'unit' | 'discount' | 'tax_rate'

export function LinesView({ record }: { record: Record<string, unknown> }) {
  const { t } = useTranslation()
  const lines = linesOf(record.lines)
  const has = (part: Part) => lines.some((line) => line[part])
  const shown = { unit: has('unit'), discount: has('discount'), tax_rate: has('tax_rate') }
  if (lines.length === 0) return <p className={styles.quiet}>{t('sales.lines.none')}</p>
  const [subtotal, discount_total, tax_total, total] = [record.subtotal, record.discount_total, record.tax_total, record.total].map(amountOf)
  return (
    <>
      <ScrollBox label={t('document.lines')} className={styles.box}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">{t('sales.lines.name')}</th>
              <th scope="col" className={styles.figure}>{t('sales.lines.quantity')}</th>
              {shown.unit && <th scope="col">{t('sales.lines.unit')}</th>}
              <th scope="col" className={styles.figure}>{t('sales.lines.price')}</th>
              {shown.discount && <th scope="col" className={styles.figure}>{t('sales.lines.discount')}</th>}
              {shown.tax_rate && <th scope="col" className={styles.figure}>{t('sales.lines.tax_rate')}</th>}
              <th scope="col" className={styles.figure}>{t('sales.lines.amount')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              <LineRow key={line.id} line={line} parts={partsOfLine(line, record.components)} place={index + 1} shown={shown} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <TotalsBlock totals={{ subtotal, discount_total, tax_total, total }} currency={String(record.currency ?? 'CNY')} includesTax={record.prices_include_tax !== false} />
    </>
  )
}

function LineRow({ line, parts, place, shown }: { line: Line; parts: LinePart[]; place: number; shown: Record<Part, boolean> }) {
  const { t } = useTranslation()
  const mayOpen = useObject('product')?.can.see === true && typeof line.product === 'string'
  const below = [line.code, line.remark].filter((text) => typeof text === 'string' && text !== '').join(' · ')
  return (
    <tr>
      <td className={styles.place}>{place}</td>
      <th scope="row" className={styles.name}>
        {mayOpen ? <Link to={`/products/${String(line.product)}`}>{String(line.name)}</Link> : String(line.name)}
        {below !== '' && <small>{below}</small>}
        {parts.length > 0 && (
          <ul className={styles.parts} aria-label={t('sales.lines.parts')}>
            {parts.map(({ level, name, quantity, unit }, index) => (
              <li key={index} data-level={level}>
                <span>{name}</span>
                <span>
                  {formatNumber(quantity)} {unit}
                </span>
              </li>
            ))}
          </ul>
        )}
      </th>
      <td className={`${styles.figure} ${styles.quantity}`}>{formatNumber(line.quantity)}</td>
      {shown.unit && <td className={styles.unit}>{String(line.unit ?? '')}</td>}
      <td className={`${styles.figure} ${styles.price}`}>{formatNumber(Number(line.price), digitsOf(line.price))}</td>
      {shown.discount && <td className={styles.figure} data-label={line.discount ? unsigned(t('sales.lines.discount')) : undefined}>{line.discount ? formatPercent(line.discount) : ''}</td>}
      {shown.tax_rate && <td className={styles.figure} data-label={line.tax_rate ? unsigned(t('sales.lines.tax_rate')) : undefined}>{formatPercent(line.tax_rate)}</td>}
      <td className={`${styles.figure} ${styles.amount}`}>{formatNumber(line.amount, 2)}</td>
    </tr>
  )
}

/** Beside its value the sign of the head would stand twice. */
function unsigned(label: string): string {
  return label.replace(/\s*%$/, '')
}

/** Prices are kept to four digits; the last two are said where they are something. */
function digitsOf(price: unknown): number {
  return Math.max(2, String(price ?? '').replace(/0+$/, '').split('.')[1]?.length ?? 0)
}
