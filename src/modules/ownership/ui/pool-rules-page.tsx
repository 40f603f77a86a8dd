import { useTranslation } from 'react-i18next'

import { formatDate } from '../../../web/kit/format.ts'
import { PoolSimulation } from './pool-simulation.tsx'
import { RulesPage } from './rules-page.tsx'

import type { RecordData } from '../../../web/client/records.ts'

const fields = ['name', 'position', 'contact_days', 'deal_days', 'warn_days', 'exempt_tiers', 'most_held', 'most_claims', 'cooling_days', 'departments']

/** When customers come back to the pool, and who may claim how many of them. */
export function PoolRulesPage() {
  const { t } = useTranslation()
  const words = (rule: RecordData) => [
    rule.contact_days ? t('ownership.pool.contact_words', { days: Number(rule.contact_days) }) : '',
    rule.deal_days ? t('ownership.pool.deal_words', { days: Number(rule.deal_days) }) : '',
    rule.contact_days || rule.deal_days ? t('ownership.pool.warn_words', { days: Number(rule.warn_days) }) : t('ownership.pool.claims_only'),
    rule.most_held ? t('ownership.pool.held_words', { count: Number(rule.most_held) }) : '',
    rule.most_claims ? t('ownership.pool.claims_words', { count: Number(rule.most_claims) }) : '',
    rule.active_on ? t('ownership.pool.on_since', { day: formatDate(rule.active_on) }) : '',
  ]
  return (
    <RulesPage
      objectName="pool"
      title={t('ownership.pool.rules')}
      note={t('ownership.pool.first_fits')}
      fields={fields}
      words={words}
      preview={(draft, rule) => <PoolSimulation draft={draft} rule={rule} />}
    />
  )
}
