/** A lead on one page: who and what they want, what was said, how likely it is, and what comes next. */
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { Collaborators } from '../../../web/records/access/collaborators.tsx'
import { FieldPanels } from '../../../web/records/record/field-panels.tsx'
import { RecordHeader } from '../../../web/records/record/record-header.tsx'
import { RecordLayout } from '../../../web/records/record/record-layout.tsx'
import { HangingParts } from '../../../web/records/record/record-screens.tsx'
import { RecordProblem, RecordSkeleton } from '../../../web/records/record/record-view.tsx'
import { RelatedLists } from '../../../web/records/record/related-lists.tsx'
import { TimeLine } from '../../../web/records/record/time-line.tsx'
import { LeadActions } from './lead-actions.tsx'
import { useLead } from './lead-answer.ts'
import { LeadContact } from './lead-contact.tsx'
import { LeadNotice } from './lead-notice.tsx'
import { ScoreCard } from './score-card.tsx'
import { WantsCard } from './wants-card.tsx'
import styles from './leads.module.css'

import type { RecordScreenProps } from '../../../web/records/record/record-screens.tsx'

export function LeadPage({ id, isPanel, onGone }: RecordScreenProps) {
  const { t } = useTranslation()
  const object = useObject('lead')
  const answer = useLead(id)
  if (!object) return null
  if (answer.isError && !answer.data) return <RecordProblem error={answer.error} object={object} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <RecordSkeleton />
  const { record, timeline } = answer.data
  return (
    <RecordLayout
      isPanel={isPanel}
      banner={<LeadNotice record={record} />}
      header={<RecordHeader object={object} record={record} isPanel={isPanel} onGone={onGone} actions={<LeadActions record={record} isPanel={isPanel} />} />}
      left={{
        key: 'who',
        label: t('leads.who'),
        content: (
          <>
            <WantsCard object={object} record={record} />
            <FieldPanels object={object} record={record} without={shownElsewhere} />
          </>
        ),
      }}
      middle={{
        key: 'time',
        label: t('timeline.title'),
        content: (
          <>
            <LeadContact key={record.id} record={record} />
            <HangingParts object={object} record={record} />
            <TimeLine object={object} id={record.id} start={timeline} startedAt={answer.dataUpdatedAt} />
          </>
        ),
      }}
      right={{
        key: 'score',
        label: t('leads.score'),
        content: (
          <div className={styles.stack}>
            <ScoreCard object={object} record={record} />
            <Collaborators object={object} record={record} />
            <RelatedLists object={object} record={record} without={['lead_interaction']} />
          </div>
        ),
      }}
    />
  )
}

/** In the head, as a bar or as a card of their own. */
const shownElsewhere = ['number', 'status', 'wants', 'products', 'budget', 'expected_on']
