/** What customers are valued by: thresholds and weights in groups, felt after the next run. */
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { RuleFields, RuleFoot } from '../../../web/records/rule/rule-parts.tsx'
import { useRule } from '../../../web/records/rule/use-rule.ts'
import { ComputeButton } from './compute-button.tsx'
import { PersonRates } from './person-rates.tsx'
import styles from './insight.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

export function ValueRulePage() {
  const { t } = useTranslation()
  const object = useObject('value_rule')
  const query = useList('value-rules', { limit: 1 })
  if (!object) return null
  return (
    <>
      <PageHeader title={t('insight.rule')} note={t('insight.rule_note')} actions={<ComputeButton />} />
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
  const draft = useRule(object, rule, t('insight.rule_saved'))
  const [rates, like] = ['person_rates', 'visit_rate'].map((wanted) => object.fields.find(({ name }) => name === wanted))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void draft.save()
      }}
    >
      <div className={styles.rules}>
        {object.panels.map((panel) => (
          <Card key={panel.key} title={labelOf(panel.label)}>
            <p className={styles.saying}>{t(`insight.rule.${panel.key}`)}</p>
            <RuleFields object={object} panel={{ ...panel, fields: panel.fields.filter((name) => name !== 'person_rates') }} rule={rule} draft={draft} />
            {rates && like && panel.fields.includes('person_rates') && <PersonRates field={rates} like={like} value={draft.values.person_rates} disabled={!rule.can.change} onChange={(given) => draft.set('person_rates', given)} />}
          </Card>
        ))}
      </div>
      <div className={styles.foot}>
        <RuleFoot rule={rule} draft={draft} />
      </div>
    </form>
  )
}
