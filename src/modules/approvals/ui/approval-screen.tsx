/** One approval: what is asked and on which facts, who said what, and one's own decision where it is one's turn. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf, titleOf, useMetadata, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList, useRecord } from '../../../web/client/records.ts'
import { useSession } from '../../../web/client/session.tsx'
import { idOf, nameOf } from '../../../web/client/reference-parts.ts'
import { ChoiceLabel } from '../../../web/fields/choice-label.tsx'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDateTime, formatMoney } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { RecordProblem, RecordSkeleton } from '../../../web/records/record/record-view.tsx'
import { factsOf, useWaiting } from './approval-answer.ts'
import { DecisionBar } from './decision-bar.tsx'
import { Trail } from './trail.tsx'
import { WithdrawButton } from './withdraw-button.tsx'
import styles from './approvals.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'
import type { RecordScreenProps } from '../../../web/records/record/record-screens.tsx'

export function ApprovalScreen({ id }: RecordScreenProps) {
  const object = useObject('approval')
  const answer = useRecord('approvals', id)
  if (!object) return null
  if (answer.isError && !answer.data) return <RecordProblem error={answer.error} object={object} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <RecordSkeleton />
  return <Approval object={object} approval={answer.data} />
}

function Approval({ object, approval }: { object: ObjectMetadata; approval: RecordData }) {
  const { t } = useTranslation()
  const { person } = useSession()
  const signatures = useList('approval-signatures', { filter: { approval: approval.id }, limit: 200 })
  const turn = useWaiting().data?.data.find(({ id }) => id === approval.id)
  const status = object.fields.find(({ name }) => name === 'status')
  const isOpen = approval.status === 'waiting' || approval.status === 'returned'
  const isMine = idOf(approval.requested_by) === person.id
  return (
    <div className={styles.sheet}>
      <PageHeader
        title={String(approval.title)}
        note={status && <ChoiceLabel field={status} option={approval.status} />}
        actions={isOpen && isMine && <WithdrawButton id={approval.id} />}
      />
      <div className={styles.body}>
        <Card title={t('approvals.asked')} note={t('approvals.asked_by', { name: nameOf(approval.requested_by), when: formatDateTime(approval.created_at, 'short') })}>
          <Facts approval={approval} />
        </Card>
        <Card title={t('approvals.trail')}>
          <Loaded query={signatures} lines={4}>
            {(data) => <Trail approval={approval} signatures={recordsOf(data)} />}
          </Loaded>
        </Card>
      </div>
      {approval.status === 'returned' && isMine && <p className={styles.hint}>{t('approvals.ask_again')}</p>}
      {turn && approval.status === 'waiting' && <DecisionBar key={approval.version} approval={approval} standsFor={turn.for} />}
    </div>
  )
}

function Facts({ approval }: { approval: RecordData }) {
  const { t } = useTranslation()
  return (
    <>
      {approval.amount !== null && <p className={styles.amount}>{formatMoney(approval.amount)}</p>}
      <dl className={styles.facts}>
        {factsOf(approval.facts).map(({ label, text }) => (
          <div key={label.en}>
            <dt>{labelOf(label)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        <AboutRecord approval={approval} />
      </dl>
      {typeof approval.reason === 'string' && approval.reason && <blockquote className={styles.words} aria-label={t('approvals.reason')}>{approval.reason}</blockquote>}
      {typeof approval.withdrawal === 'string' && approval.withdrawal && <p className={styles.hint}>{t('approvals.withdrawn_because', { words: approval.withdrawal })}</p>}
    </>
  )
}

/** The record itself, for those who see it. */
function AboutRecord({ approval }: { approval: RecordData }) {
  const { objects } = useMetadata()
  const object = objects.find(({ name }) => name === approval.object)
  const record = useRecord(object?.path ?? '', object ? String(approval.record) : undefined)
  if (!object || !record.data) return null
  return (
    <div>
      <dt>{labelOf(object.label)}</dt>
      <dd>
        <Link to={`/${object.path}/${record.data.id}`}>{titleOf(object, record.data)}</Link>
      </dd>
    </div>
  )
}
