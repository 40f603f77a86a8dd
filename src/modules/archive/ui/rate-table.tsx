import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { formatNumber, formatPercent } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { shareOf } from './share-of.ts'
import styles from './archive.module.css'

import type { Rate } from './share-of.ts'

/** Rates with a bar from zero to a hundred; what is overdue leads to its list. */
export function RateTable({ rates, nameless, linkOf }: { rates: Rate[]; nameless: string; linkOf(id: string | null): string }) {
  const { t } = useTranslation()
  return (
    <ScrollBox label={t('archive.rates')} className={styles.box}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('archive.who')}</th>
            <th scope="col" className={styles.figure}>{t('archive.due')}</th>
            <th scope="col" className={styles.figure}>{t('archive.late')}</th>
            <th scope="col" className={styles.figure}>{t('archive.open_late')}</th>
            <th scope="col">{t('archive.rate')}</th>
          </tr>
        </thead>
        <tbody>
          {rates.map((rate) => (
            <tr key={rate.id ?? 'none'}>
              <th scope="row">{rate.name ?? nameless}</th>
              <td className={styles.figure}>{formatNumber(rate.due)}</td>
              <td className={styles.figure}>{formatNumber(rate.late)}</td>
              <td className={styles.figure}>{rate.overdue > 0 ? <Link to={linkOf(rate.id)} className={styles.alarm}>{formatNumber(rate.overdue)}</Link> : 0}</td>
              <td>
                <span className={styles.rate}>
                  <span className={styles.track} aria-hidden="true"><i style={{ width: `${shareOf(rate)}%` }} /></span>
                  {formatPercent(shareOf(rate), 1)}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
