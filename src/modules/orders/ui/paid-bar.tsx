import { Progress } from 'antd'
import { useTranslation } from 'react-i18next'

import { formatMoney, formatPercent } from '../../../web/kit/format.ts'
import { centsOf } from './cents.ts'
import styles from './orders.module.css'

import type { RecordData } from '../../../web/client/records.ts'

/** How much of an order or invoice is paid. */
export function PaidBar({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const [paid, total] = [centsOf(record.paid_total) ?? 0n, centsOf(record.total) ?? 0n]
  if (total <= 0n || record.status === 'draft' || record.status === 'cancelled' || record.status === 'void') return null
  const percent = Number((paid * 1000n) / total) / 10
  return (
    <div className={styles.paid}>
      <span>
        {t('orders.paid')} <strong>{formatMoney(record.paid_total)}</strong> {t('orders.of_total', { total: formatMoney(record.total) })}
      </span>
      <Progress className={styles.paidBar} percent={Math.min(100, percent)} size="small" showInfo={false} aria-label={t('orders.paid')} />
      <span className={styles.quiet}>{formatPercent(percent)}</span>
    </div>
  )
}
