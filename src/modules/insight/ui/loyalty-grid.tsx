/** Attitude against behaviour (Dick and Basu 1994): who buys again and who is content are not the same people. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { formatMoney, formatNumber } from '../../../web/kit/format.ts'
import { nothing } from './cells.ts'
import { listOf, shareText } from './standing.ts'
import styles from './insight.module.css'

import type { Sums } from './cells.ts'

const rows = [{ attitude: 'high', kinds: ['latent', 'true'] }, { attitude: 'low', kinds: ['none', 'spurious'] }] as const

export function LoyaltyGrid({ sums, total }: { sums: ReadonlyMap<string, Sums>; total: Sums }) {
  const { t } = useTranslation()
  const options = useObject('customer_value')?.fields.find(({ name }) => name === 'loyalty_kind')?.options ?? []
  const unknown = sums.get('')?.customers ?? 0
  return (
    <>
      <table className={styles.grid}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('insight.behaviour.low')}</th>
            <th scope="col">{t('insight.behaviour.high')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ attitude, kinds }) => (
            <tr key={attitude}>
              <th scope="row">{t(`insight.attitude.${attitude}`)}</th>
              {kinds.map((kind) => {
                const { customers, monetary } = sums.get(kind) ?? nothing
                const name = labelOf(options.find(({ key }) => key === kind)?.label ?? { zh: kind, en: kind })
                return (
                  <td key={kind} className={kind === 'true' ? styles.best : undefined}>
                    <strong>{name}</strong>
                    <span>
                      {customers > 0 ? <Link to={listOf({ loyalty_kind: kind })} aria-label={t('insight.open', { name, count: customers, number: formatNumber(customers) })}>{formatNumber(customers)}</Link> : '0'} · {formatMoney(monetary, { compact: true, scale: 0 })} · {shareText(total.monetary > 0 ? (monetary / total.monetary) * 100 : 0)}
                    </span>
                    <small>{t(`insight.loyalty.${kind}`)}</small>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {unknown > 0 && <p className={styles.quiet}>{t('insight.no_attitude', { count: unknown, number: formatNumber(unknown) })}</p>}
    </>
  )
}
