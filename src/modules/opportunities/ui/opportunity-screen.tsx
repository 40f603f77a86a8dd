/** The page of an opportunity: where it stands first, then what it is worth, what the customer needs, who else wants it. */
import { CheckOutlined, CloseOutlined, RollbackOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { useRecord, useRecordAction } from '../../../web/client/records.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { FieldPanels } from '../../../web/records/record/field-panels.tsx'
import { History } from '../../../web/records/record/history-drawer.tsx'
import { RecordHeader } from '../../../web/records/record/record-header.tsx'
import { RecordLayout } from '../../../web/records/record/record-layout.tsx'
import { HangingParts } from '../../../web/records/record/record-screens.tsx'
import { RecordProblem, RecordSkeleton } from '../../../web/records/record/record-view.tsx'
import { RelatedLists } from '../../../web/records/record/related-lists.tsx'
import { CloseDialog } from './close-dialog.tsx'
import { CompetitionCard } from './competition-card.tsx'
import { NeedsCard } from './needs-card.tsx'
import { PeopleCard } from './people-card.tsx'
import { CommitmentsCard, ObjectionsCard } from './talk-cards.tsx'
import { StageStepper } from './stage-stepper.tsx'
import styles from './opportunity.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'
import type { RecordScreenProps } from '../../../web/records/record/record-screens.tsx'

/** Shown by cards and the stepper. */
const shownElsewhere = ['contacts', 'contact_roles', 'needs', 'objections', 'commitments', 'stage', 'status']

export function OpportunityScreen({ id, isPanel, onGone }: RecordScreenProps) {
  const { t } = useTranslation()
  const object = useObject('opportunity')
  const answer = useRecord('opportunities', id)
  if (!object) return null
  if (answer.isError) return <RecordProblem error={answer.error} object={object} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <RecordSkeleton />
  const record = answer.data
  return (
    <RecordLayout
      isPanel={isPanel}
      header={
        <>
          <RecordHeader object={object} record={record} isPanel={isPanel} onGone={onGone} actions={<Ends object={object} record={record} />} />
          <StageStepper object={object} record={record} />
        </>
      }
      left={{ key: 'who', label: t('record.profile'), content: <FieldPanels object={object} record={record} without={shownElsewhere} /> }}
      middle={{
        key: 'needs',
        label: t('opportunities.needs'),
        content: (
          <div className={styles.cards}>
            <NeedsCard object={object} record={record} />
            <PeopleCard object={object} record={record} />
            <ObjectionsCard object={object} record={record} />
            <CommitmentsCard object={object} record={record} />
            <CompetitionCard record={record} />
          </div>
        ),
      }}
      right={{
        key: 'related',
        label: t('record.related'),
        content: (
          <>
            <RelatedLists object={object} record={record} without={['opportunity_competitor']} />
            <HangingParts object={object} record={record} />
            <History object={object} record={record} />
          </>
        ),
      }}
    />
  )
}

function Ends({ object, record }: { object: ObjectMetadata; record: RecordData }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [end, setEnd] = useState<'won' | 'lost'>()
  const reopen = useRecordAction('opportunities', 'reopen')
  if (!object.can.change || record.can?.change === false) return null
  if (record.status !== 'open') {
    return (
      <>
        {!record.reason && record.is_historic !== true && (
          <Button type="primary" onClick={() => setEnd(record.status === 'won' ? 'won' : 'lost')}>
            {t('opportunities.explain')}
          </Button>
        )}
        <Button icon={<RollbackOutlined aria-hidden />} loading={reopen.isPending} onClick={() => reopen.mutate({ id: record.id, body: { version: record.version } }, { onError: toast.problem })}>
          {t('opportunities.reopen')}
        </Button>
        {end && <CloseDialog record={record} end={end} onClose={() => setEnd(undefined)} />}
      </>
    )
  }
  return (
    <>
      <Button type="primary" icon={<CheckOutlined aria-hidden />} onClick={() => setEnd('won')}>
        {t('opportunities.won_do')}
      </Button>
      <Button icon={<CloseOutlined aria-hidden />} onClick={() => setEnd('lost')}>
        {t('opportunities.lost_do')}
      </Button>
      {end && <CloseDialog record={record} end={end} onClose={() => setEnd(undefined)} />}
    </>
  )
}
