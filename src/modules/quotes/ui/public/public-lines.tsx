import { useTranslation } from 'react-i18next'

import { formatMoney, formatNumber } from '../../../../web/kit/format.ts'
import styles from './public-quote.module.css'

import type { Paper } from '../../paper/paper.ts'

export function PublicLines({ paper }: { paper: Paper }) {
  const { t } = useTranslation()
  const money = (amount: string) => formatMoney(amount, { currency: paper.currency, scale: 2 })
  const totals = [
    ['subtotal', paper.subtotal],
    ...(Number(paper.discount_total) === 0 ? [] : ([['discount_total', `-${paper.discount_total}`]] as const)),
    ...(Number(paper.tax_total) === 0 ? [] : ([[paper.prices_include_tax ? 'tax_within' : 'tax_added', paper.tax_total]] as const)),
  ] as const
  return (
    <>
      <table className={styles.lines}>
        <thead>
          <tr>
            <th scope="col">{t('quotes.public.item')}</th>
            <th scope="col" className={styles.figure}>{t('quotes.public.quantity')}</th>
            <th scope="col" className={styles.figure}>{t('quotes.public.price')}</th>
            <th scope="col" className={styles.figure}>{t('quotes.public.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {paper.lines.map((line, index) => {
            const notes = [line.code, line.discount ? t('quotes.public.discount', { percent: line.discount }) : '', line.tax_rate ? t('quotes.public.tax', { percent: line.tax_rate }) : '', line.remark].filter(Boolean)
            return (
              <tr key={index}>
                <th scope="row">
                  {line.name}
                  {notes.length > 0 && <small>{notes.join(' · ')}</small>}
                  {line.contents && <small>{line.contents}</small>}
                  {line.parts && (
                    <ul className={styles.parts}>
                      {line.parts.map((part, place) => (
                        <li key={place} data-level={part.level}>
                          {part.name} <span>{[formatNumber(Number(part.quantity)), part.unit, part.price && `× ${formatNumber(Number(part.price), 2)}`].filter(Boolean).join(' ')}</span>
                        </li>
                      ))}
                    </ul>
                  )}
                </th>
                <td className={styles.figure}>
                  {formatNumber(line.quantity)} {line.unit}
                </td>
                <td className={styles.figure}>× {formatNumber(Number(line.price), 2)}</td>
                <td className={styles.figure}>{formatNumber(line.amount, 2)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <dl className={styles.totals}>
        {totals.map(([name, amount]) => (
          <div key={name}>
            <dt>{t(`quotes.public.${name}`)}</dt>
            <dd>{money(amount)}</dd>
          </div>
        ))}
        <div className={styles.total}>
          <dt>{t('quotes.public.total')}</dt>
          <dd>{money(paper.total)}</dd>
        </div>
      </dl>
    </>
  )
}
