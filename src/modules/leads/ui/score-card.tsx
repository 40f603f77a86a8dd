/** How likely the lead becomes a customer, and what speaks for and against it. */
import { useTranslation } from 'react-i18next'

import { Card } from '../../../web/kit/card.tsx'
import { formatDateTime } from '../../../web/kit/format.ts'
import { OddsBar } from './odds-bar.tsx'
import { featureWord, valueWord, worthShowing } from './score-words.ts'
import styles from './leads.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

const shown = 7

export function ScoreCard({ object, record }: { object: ObjectMetadata; record: RecordData }) {
  const { t } = useTranslation()
  if (typeof record.score !== 'number') {
    if (record.status === 'converted' || record.status === 'unqualified') return null
    return (
      <Card title={t('leads.score')}>
        <p className={styles.quiet}>{t('leads.score_none')}</p>
      </Card>
    )
  }
  const reasons = reasonsOf(record.score_reasons)
  const usual = reasons.find(({ feature }) => feature === 'usual')
  const parts = reasons.filter(({ feature, log_odds: odds }) => feature !== 'usual' && Math.abs(odds) >= worthShowing).slice(0, shown)
  const largest = Math.max(0.5, ...parts.map(({ log_odds: odds }) => Math.abs(odds)))
  return (
    <Card title={t('leads.score')} note={t('leads.score_at', { at: formatDateTime(record.scored_at, 'short') })}>
      <p className={styles.score}>
        <b>{record.score}</b>
        <span>{t('leads.score_of', { usual: usual ? Math.round(100 / (1 + Math.exp(-usual.log_odds))) : 50 })}</span>
      </p>
      <ul className={styles.reasonList}>
        {parts.map(({ feature, value, log_odds: odds }) => (
          <li key={feature}>
            <span className={styles.reasonText}>
              {featureWord(t, feature)} <b>{valueWord(t, object, feature, value)}</b>
            </span>
            <OddsBar logOdds={odds} largest={largest} />
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>{t('leads.score_hint')}</p>
    </Card>
  )
}

function reasonsOf(value: unknown): { feature: string; value: string; log_odds: number }[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((one: unknown) => (typeof one === 'object' && one !== null && 'feature' in one && 'value' in one && 'log_odds' in one ? [{ feature: String(one.feature), value: String(one.value), log_odds: Number(one.log_odds) }] : []))
}
