/** The rule of credit, and beside it how many customers would be rated otherwise: seen before it is saved. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatNumber } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { RuleFields, RuleFoot } from '../../../web/records/rule/rule-parts.tsx'
import { useRule } from '../../../web/records/rule/use-rule.ts'
import { RatingBars } from './rating-bars.tsx'
import styles from './credit.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'
import type { Simulation } from './rating-bars.tsx'

export function CreditRulePage() {
  const { t } = useTranslation()
  const object = useObject('credit_rule')
  const query = useList('credit-rules', { limit: 1 })
  if (!object) return null
  return (
    <>
      <PageHeader title={t('credit.rule')} note={t('credit.rule_note')} />
      <div className={styles.page}>
        <Loaded query={query} lines={8} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: labelOf(object.empty_hint) }}>
          {(data) => recordsOf(data).map((rule) => <RuleForm key={`${rule.id} ${rule.version}`} object={object} rule={rule} />)}
        </Loaded>
      </div>
    </>
  )
}

function RuleForm({ object, rule }: { object: ObjectMetadata; rule: RecordData }) {
  const { t } = useTranslation()
  const draft = useRule(object, rule, t('credit.saved'))
  const asked = useDeferredValue(draft.values)
  const simulation = useQuery({
    queryKey: ['records', 'credit-rules', 'simulate', asked, rule.version],
    queryFn: ({ signal }) => api.post<Simulation>('/credit-rules/simulate', asked, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  return (
    <form
      className={styles.columns}
      onSubmit={(event) => {
        event.preventDefault()
        void draft.save()
      }}
    >
      <div className={styles.stack}>
        {object.panels.map((panel) => (
          <Card key={panel.key} title={labelOf(panel.label)}>
            <RuleFields object={object} panel={panel} rule={rule} draft={draft} />
          </Card>
        ))}
      </div>
      <div className={styles.aside}>
        <Card title={t('credit.preview')}>
          <Loaded query={simulation} lines={8}>
            {(shown) => (
              <div aria-busy={simulation.isFetching}>
                <p className={styles.changed}>{draft.isChanged ? t('credit.would_change', { count: shown.changed, text: formatNumber(shown.changed), all: formatNumber(shown.customers) }) : t('credit.in_force', { all: formatNumber(shown.customers) })}</p>
                <RatingBars simulation={shown} />
              </div>
            )}
          </Loaded>
          <RuleFoot rule={rule} draft={draft} />
        </Card>
      </div>
    </form>
  )
}
