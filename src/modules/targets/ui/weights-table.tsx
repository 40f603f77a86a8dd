import { useTranslation } from 'react-i18next'

import { formatNumber, formatPercent } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { nameInLanguage } from '../../../web/kit/named-in-both.ts'
import styles from './targets.module.css'

import type { Forecast } from '../queries/forecast.ts'

/** What each stage is said to be worth, and what it was worth. */
export function WeightsTable({ stages }: { stages: Forecast['stages'] }) {
  const { t } = useTranslation()
  return (
    <ScrollBox label={t('targets.weights')} className={styles.box}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('targets.stage')}</th>
            <th scope="col" className={styles.figure}>{t('targets.probability')}</th>
            <th scope="col" className={styles.figure}>{t('targets.won_share')}</th>
            <th scope="col" className={styles.figure}>{t('targets.ended')}</th>
          </tr>
        </thead>
        <tbody>
          {stages.map((stage) => (
            <tr key={stage.stage}>
              <th scope="row">{nameInLanguage(stage.name)}</th>
              <td className={styles.figure}>{formatPercent(stage.probability)}</td>
              <td className={styles.figure}>{stage.is_enough ? formatPercent(100 * stage.weight, 1) : <span className={styles.quiet}>{t('targets.too_few')}</span>}</td>
              <td className={styles.figure}>{t('targets.won_of', { won: formatNumber(stage.won), ended: formatNumber(stage.ended) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
