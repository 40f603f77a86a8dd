import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { OddsBar } from './odds-bar.tsx'
import { featureWord, valueWord, worthShowing } from './score-words.ts'
import styles from './leads.module.css'

import type { Model } from '../../../platform/statistics/feature-model.ts'

/** What raises and lowers the odds in this company, the strongest first. */
export function WeightsCard({ model, isUsed }: { model: Model; isUsed: boolean }) {
  const { t } = useTranslation()
  const object = useObject('lead')
  const groups = Object.entries(model.weights)
    .map(([feature, weights]) => ({ feature, weights: Object.entries(weights).filter(([, odds]) => Math.abs(odds) >= worthShowing).toSorted((one, other) => other[1] - one[1]) }))
    .filter(({ weights }) => weights.length > 0)
    .toSorted((one, other) => spread(other.weights) - spread(one.weights))
  const largest = Math.max(0.5, ...groups.flatMap(({ weights }) => weights.map(([, odds]) => Math.abs(odds))))
  return (
    <Card title={t('leads.weights')} note={t(isUsed ? 'leads.weights_note' : 'leads.weights_unused')}>
      <div className={styles.weights}>
        {groups.map(({ feature, weights }) => (
          <section key={feature} aria-label={featureWord(t, feature)}>
            <h3>{featureWord(t, feature)}</h3>
            <ul className={styles.reasonList}>
              {weights.map(([value, odds]) => (
                <li key={value}>
                  <span className={styles.reasonText}>{valueWord(t, object, feature, value)}</span>
                  <OddsBar logOdds={odds} largest={largest} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Card>
  )
}

function spread(weights: [string, number][]): number {
  return Math.max(...weights.map(([, odds]) => odds)) - Math.min(...weights.map(([, odds]) => odds))
}
