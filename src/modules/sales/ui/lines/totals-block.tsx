import { useTranslation } from 'react-i18next'

import { formatMoney } from '../../../../web/kit/format.ts'
import styles from './line-editor.module.css'

interface Props {
  totals: { subtotal: unknown; discount_total: unknown; tax_total: unknown; total: unknown }
  currency: string
  includesTax: boolean
}

/** What a document comes to, from the lines down to what is to be paid. */
export function TotalsBlock({ totals, currency, includesTax }: Props) {
  const { t } = useTranslation()
  const rows = [
    ['subtotal', totals.subtotal],
    ...(Number(totals.discount_total) === 0 ? [] : [['discount_total', `-${String(totals.discount_total)}`]]),
    ...(Number(totals.tax_total) === 0 ? [] : [[includesTax ? 'tax_within' : 'tax_added', totals.tax_total]]),
  ] as const
  return (
    <dl className={styles.totals} aria-live="polite">
      {rows.map(([name, amount]) => (
        <div key={String(name)}>
          <dt>{t(`sales.lines.${String(name)}`)}</dt>
          <dd>{formatMoney(amount, { currency, scale: 2 })}</dd>
        </div>
      ))}
      <div className={styles.total}>
        <dt>{t('sales.lines.total')}</dt>
        <dd>{formatMoney(totals.total, { currency, scale: 2 })}</dd>
      </div>
    </dl>
  )
}
