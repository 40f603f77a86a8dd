/** What the model learnt: by how much each word, and each usual difference of a number, changes the odds that a contract is not renewed. */
import { useTranslation } from 'react-i18next'

import { Card } from '../../../web/kit/card.tsx'
import { formatNumber } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import { featureText, valueText } from './reason-text.ts'
import styles from './renewals.module.css'

import type { Model } from '../../../platform/statistics/feature-model.ts'

/** Less than this is not worth a line: 3% of the odds. */
const worthTelling = 0.03

interface Learnt {
  feature: string
  /** A word; of a number how much more of it is meant. */
  value: string | null
  more: number | null
  odds: number
}

export function LearntCard({ model }: { model: Model }) {
  const { t } = useTranslation()
  const rows = learntFrom(model)
  const largest = Math.max(0.1, ...rows.map(({ odds }) => Math.abs(odds)))
  return (
    <Card title={t('renewals.learnt')} note={t('renewals.learnt_note')}>
      <ScrollBox label={t('renewals.learnt')} className={styles.box}>
        <table className={styles.table}>
          <thead><tr><th scope="col">{t('renewals.factor_of')}</th><th scope="col" className={styles.bars} aria-hidden="true" /><th scope="col" className={styles.figure}>{t('renewals.odds')}</th></tr></thead>
          <tbody>
            {rows.map(({ feature, value, more, odds }) => (
              <tr key={`${feature} ${value}`}>
                <th scope="row">{value === null ? t('renewals.per', { what: featureText(t, feature), more: formatNumber(more ?? 0, more !== null && more < 10 ? 1 : 0) }) : t('renewals.is', { what: featureText(t, feature), value: valueText(t, value) })}</th>
                <td className={styles.bars} aria-hidden="true"><span className={styles.odds}><i className={odds > 0 ? styles.raises : styles.lowers} style={{ width: `${(Math.abs(odds) / largest) * 50}%` }} /></span></td>
                <td className={styles.figure}>×{formatNumber(Math.exp(odds), 2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Card>
  )
}

/** The strongest first. */
function learntFrom({ weights, numbers = {} }: Model): Learnt[] {
  const words = Object.entries(weights).flatMap(([feature, of]) => Object.entries(of).map(([value, odds]): Learnt => ({ feature, value, more: null, odds })))
  const figures = Object.entries(numbers).map(([feature, { deviation, weight }]): Learnt => ({ feature, value: null, more: deviation, odds: weight }))
  return [...words, ...figures].filter(({ odds }) => Math.abs(odds) >= worthTelling).toSorted((one, other) => Math.abs(other.odds) - Math.abs(one.odds))
}
