import { useTranslation } from 'react-i18next'

import { bandOf } from '../../../web/kit/count-link.tsx'
import { formatNumber, formatPercent } from '../../../web/kit/format.ts'
import { LearntCount } from './learnt-count.tsx'
import styles from './leads.module.css'

import type { Quality } from '../../../platform/statistics/model-quality.ts'

/** On leads that were held out: does it tell them apart, and does what it says come true? */
export function QualityCard({ quality }: { quality: Quality }) {
  const { t } = useTranslation()
  const better = quality.brier_of_mean === 0 ? 0 : (1 - quality.brier / quality.brier_of_mean) * 100
  return (
    <>
      <dl className={styles.figures}>
        <div><dt>{t('leads.auc')}</dt><dd>{formatNumber(quality.auc, 2)}</dd></div>
        <div><dt>{t('leads.brier')}</dt><dd>{formatNumber(quality.brier, 3)}</dd></div>
        <div><dt>{t('leads.better')}</dt><dd>{formatPercent(better, 0)}</dd></div>
      </dl>
      <p className={styles.quiet}>{t('leads.auc_hint')}</p>
      <table className={styles.table}>
        <caption>{t('leads.calibration')}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.figure}>{t('leads.said')}</th>
            <th scope="col" className={styles.figure}>{t('leads.came')}</th>
            <th scope="col" className={styles.figure}>{t('leads.count')}</th>
          </tr>
        </thead>
        <tbody>
          {quality.calibration.map(({ said, came, count }) => (
            <tr key={said}>
              <td className={styles.figure}>{formatPercent(said * 100, 0)}</td>
              <td className={styles.figure}>{formatPercent(came * 100, 0)}</td>
              <td className={styles.figure}><LearntCount count={count} filter={bandOf(said, 5)} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
