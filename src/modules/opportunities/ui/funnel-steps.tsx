/** The funnel as rows: how many came to each stage, how many went on, how long they stayed. */
import { useTranslation } from 'react-i18next'

import { formatNumber, formatPercent } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { nameInLanguage } from './stage-words.ts'
import styles from './funnel.module.css'

import type { Funnel } from '../queries/funnel.ts'

export function FunnelSteps({ funnel }: { funnel: Funnel }) {
  const { t } = useTranslation()
  const share = (count: number) => `${(100 * count) / Math.max(1, funnel.total)}%`
  return (
    <ScrollBox label={t('opportunities.conversion')} className={styles.box}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('opportunities.stage')}</th>
            <th scope="col" className={styles.wide}>{t('opportunities.reached')}</th>
            <th scope="col" className={styles.figure}>{t('opportunities.onward')}</th>
            <th scope="col" className={styles.figure}>{t('opportunities.win_rate')}</th>
            <th scope="col" className={styles.figure}>{t('opportunities.lost_here')}</th>
            <th scope="col" className={styles.figure}>{t('opportunities.mean_days')}</th>
          </tr>
        </thead>
        <tbody>
          {funnel.stages.map((stage) => (
            <tr key={stage.id}>
              <th scope="row">{nameInLanguage(stage.name)}</th>
              <td>
                <span className={styles.bar100}>
                  <span className={styles.fill} style={{ width: share(stage.reached) }} />
                  <span className={styles.onBar}>{formatNumber(stage.reached)}</span>
                </span>
              </td>
              <td className={styles.figure}>{stage.onward === null ? '' : formatPercent(stage.onward, 1)}</td>
              <td className={styles.figure}>{stage.won === null ? '' : formatPercent(stage.won, 1)}</td>
              <td className={styles.figure}>{formatNumber(stage.lost)}</td>
              <td className={styles.figure}>{stage.days === null ? '—' : stage.expected_days === null ? formatNumber(stage.days, 1) : t('opportunities.mean_of', { days: formatNumber(stage.days, 1), expected: stage.expected_days })}</td>
            </tr>
          ))}
          <tr className={styles.wonRow}>
            <th scope="row">{t('opportunities.is_won')}</th>
            <td>
              <span className={styles.bar100}>
                <span className={styles.fillWon} style={{ width: share(funnel.won) }} />
                <span className={styles.onBar}>{formatNumber(funnel.won)}</span>
              </span>
            </td>
            <td />
            <td className={styles.figure}>{formatPercent((100 * funnel.won) / Math.max(1, funnel.total), 1)}</td>
            <td className={styles.figure}>{formatNumber(funnel.lost)}</td>
            <td />
          </tr>
        </tbody>
      </table>
    </ScrollBox>
  )
}
