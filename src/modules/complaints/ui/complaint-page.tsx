/** A complaint on one page: how far it is, what was said at each step, what is next, what it costs, and what happened before. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useLanguage } from '../../../web/client/i18n.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { formatDate, today } from '../../../web/kit/format.ts'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { Collaborators } from '../../../web/records/access/collaborators.tsx'
import { FieldPanels } from '../../../web/records/record/field-panels.tsx'
import { RecordHeader } from '../../../web/records/record/record-header.tsx'
import { RecordLayout } from '../../../web/records/record/record-layout.tsx'
import { HangingParts } from '../../../web/records/record/record-screens.tsx'
import { RecordProblem, RecordSkeleton } from '../../../web/records/record/record-view.tsx'
import { RelatedLists } from '../../../web/records/record/related-lists.tsx'
import { CompensationCard } from './compensation-card.tsx'
import { useComplaintActs } from './complaint-acts.tsx'
import { referenceOf, useComplaint } from './complaint-answer.ts'
import styles from './complaints.module.css'
import { OthersCard } from './complaints-card.tsx'
import { StepTrail } from './step-trail.tsx'

import type { ComponentType } from 'react'
import type { RecordData } from '../../../web/client/records.ts'
import type { RecordScreenProps } from '../../../web/records/record/record-screens.tsx'

/** @param Taboos what the customer must not be met with, brought by whoever puts the page together */
export function ComplaintPage({ id, isPanel, onGone, Taboos }: RecordScreenProps & { Taboos: ComponentType<{ record: RecordData }> }) {
  const { t } = useTranslation()
  const isNarrow = useIsPhone() || isPanel
  const object = useObject('complaint')
  const answer = useComplaint(id)
  const acts = useComplaintActs(answer.data?.record, isPanel)
  if (!object) return null
  if (answer.isError && !answer.data) return <RecordProblem error={answer.error} object={object} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <RecordSkeleton />
  const { record, compensations } = answer.data
  const facts = { key: 'facts', label: t('record.profile'), content: <FieldPanels object={object} record={record} without={shownElsewhere} /> }
  const steps = {
    key: 'steps',
    label: t('complaints.steps'),
    content: (
      <div className={styles.stack}>
        <Why record={record} />
        <StepTrail record={record} next={acts.next} />
        <HangingParts object={object} record={record} />
      </div>
    ),
  }
  return (
    <>
      <RecordLayout
        isPanel={isPanel}
        banner={<Taboos record={record} />}
        header={<RecordHeader object={object} record={record} isPanel={isPanel} onGone={onGone} actions={acts.more} />}
        left={isNarrow ? steps : facts}
        middle={isNarrow ? facts : steps}
        right={{
          key: 'around',
          label: t('complaints.around'),
          content: (
            <div className={styles.stack}>
              <CompensationCard record={record} compensations={compensations ?? []} />
              <OthersCard record={record} />
              <Collaborators object={object} record={record} />
              <RelatedLists object={object} record={record} without={['compensation', 'complaint']} />
            </div>
          ),
        }}
      />
      {acts.dialog}
    </>
  )
}

/** Why somebody should look twice: a repeat, a case that a rule opened, a call-back that is late; and the plan for it. */
function Why({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const repeats = referenceOf(record.repeats)
  const rule = referenceOf(record.rule)
  const isLate = record.status === 'done' && typeof record.call_back_on === 'string' && record.call_back_on < today()
  const facts: unknown[] = Array.isArray(record.facts) ? record.facts : []
  const key = language === 'en' ? 'en' : 'zh'
  const words = facts.flatMap((fact) => (typeof fact === 'object' && fact !== null && key in fact ? [String(fact[key as keyof typeof fact])] : []))
  return (
    <>
      {repeats && (
        <p className={styles.warning} role="status">
          {t('complaints.repeats')} <Link to={`/complaints/${repeats.id}`}>{repeats.name}</Link>
        </p>
      )}
      {record.origin === 'warning' && (
        <p className={styles.warning} role="status">
          {[rule && t('complaints.by_rule', { rule: rule.name }), ...words].filter(Boolean).join(' · ')}
        </p>
      )}
      {isLate && (
        <p className={styles.late} role="status">
          {t('complaints.call_back_late', { day: formatDate(record.call_back_on) })}
        </p>
      )}
      {typeof record.plan === 'string' && record.plan !== '' && (
        <section className={styles.plan} aria-label={t('complaints.plan')}>
          <h2>{t('complaints.plan')}</h2>
          <p className={styles.text}>{record.plan}</p>
        </section>
      )}
    </>
  )
}

/** In the head, in the trail or on a card. */
const shownElsewhere = ['status', 'plan', 'heard', 'definition', 'proposed', 'agreed', 'apology', 'outcome', 'call_back_words', 'withdrawn_reason', 'repeats', 'rule']
