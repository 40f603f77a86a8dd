/** A request on one page: what is wanted, the conversation, how much time is left, whose it is, and what comes next. */
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { Collaborators } from '../../../web/records/access/collaborators.tsx'
import { FieldPanels } from '../../../web/records/record/field-panels.tsx'
import { RecordHeader } from '../../../web/records/record/record-header.tsx'
import { RecordLayout } from '../../../web/records/record/record-layout.tsx'
import { RecordProblem, RecordSkeleton } from '../../../web/records/record/record-view.tsx'
import { RelatedLists } from '../../../web/records/record/related-lists.tsx'
import { ClocksCard } from './clocks-card.tsx'
import { Conversation } from './conversation.tsx'
import { CustomerCard } from './customer-card.tsx'
import { RequestActions } from './request-actions.tsx'
import { useRequest } from './request-answer.ts'
import styles from './requests.module.css'
import { SimilarCard } from './similar-card.tsx'
import { StepBar } from './step-bar.tsx'

import type { ComponentType } from 'react'
import type { RecordData } from '../../../web/client/records.ts'
import type { RecordScreenProps } from '../../../web/records/record/record-screens.tsx'

/** What other modules bring to the page; `web/main` puts them together. */
export interface RequestPageParts {
  /** What the customer must not be met with. */
  Taboos: ComponentType<{ record: RecordData }>
  Complaint: ComponentType<{ record: RecordData }>
  /** What was said and is to be done about it. */
  Contacts: ComponentType<{ record: RecordData }>
  Knowledge: ComponentType<{ record: RecordData }>
  /** Beside the answer: puts text in. */
  Insert: ComponentType<{ record: RecordData; onInsert(text: string): void }>
}

export function RequestPage({ id, isPanel, onGone, parts }: RecordScreenProps & { parts: RequestPageParts }) {
  const { t } = useTranslation()
  const isNarrow = useIsPhone() || isPanel
  const object = useObject('request')
  const answer = useRequest(id)
  if (!object) return null
  if (answer.isError && !answer.data) return <RecordProblem error={answer.error} object={object} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <RecordSkeleton />
  const { record, messages } = answer.data
  const { Taboos, Complaint, Contacts, Knowledge, Insert } = parts
  const facts = {
    key: 'facts',
    label: t('record.profile'),
    content: <FieldPanels object={object} record={record} without={shownElsewhere} />,
  }
  const talk = {
    key: 'talk',
    label: t('requests.conversation'),
    content: (
      <div className={styles.stack}>
        <StepBar record={record} />
        <Conversation key={record.id} record={record} messages={messages} isNarrow={isNarrow} Insert={Insert} />
      </div>
    ),
  }
  return (
    <RecordLayout
      isPanel={isPanel}
      banner={<Taboos record={record} />}
      header={<RecordHeader object={object} record={record} isPanel={isPanel} onGone={onGone} actions={<RequestActions record={record} isPanel={isPanel} />} />}
      // In tabs what is read and written all day comes first.
      left={isNarrow ? talk : facts}
      middle={isNarrow ? facts : talk}
      right={{
        key: 'around',
        label: t('requests.around'),
        content: (
          <div className={styles.stack}>
            <Complaint record={record} />
            <ClocksCard record={record} />
            <CustomerCard record={record} />
            <Contacts record={record} />
            <Knowledge record={record} />
            <SimilarCard record={record} />
            <Collaborators object={object} record={record} />
            <RelatedLists object={object} record={record} without={['request_message', 'complaint', 'article', 'interaction', 'task']} />
          </div>
        ),
      }}
    />
  )
}

/** In the head, in the conversation or on a card. */
const shownElsewhere = ['status', 'description', 'response_due_at', 'response_state', 'solution_due_at', 'solution_state', 'sla_policy']
