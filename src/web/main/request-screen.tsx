/** The page of a service request with the parts that other modules bring to it: modules do not know each other's screens. */
import { lazy, Suspense } from 'react'

import { TaboosOfCustomer } from '../../modules/customers/ui/taboo-bar.tsx'
import { RequestPage } from '../../modules/requests/ui/request-page.tsx'

import type { RequestPageParts } from '../../modules/requests/ui/request-page.tsx'
import type { RecordScreenProps } from '../records/record/record-screens.tsx'

const RequestComplaintCard = lazy(async () => ({ default: (await import('../../modules/complaints/ui/request-complaint-card.tsx')).RequestComplaintCard }))
const RecordContactsCard = lazy(async () => ({ default: (await import('../../modules/interactions/ui/record-contacts-card.tsx')).RecordContactsCard }))
const SuggestedCard = lazy(async () => ({ default: (await import('../../modules/knowledge/ui/suggested-card.tsx')).SuggestedCard }))
const InsertArticle = lazy(async () => ({ default: (await import('../../modules/knowledge/ui/insert-article.tsx')).InsertArticle }))

const parts: RequestPageParts = {
  Taboos: TaboosOfCustomer,
  Complaint: ({ record }) => (
    <Suspense fallback={null}>
      <RequestComplaintCard record={record} />
    </Suspense>
  ),
  Contacts: ({ record }) => (
    <Suspense fallback={null}>
      <RecordContactsCard record={record} title={String(record.subject ?? '')} field="request" />
    </Suspense>
  ),
  Knowledge: ({ record }) => (
    <Suspense fallback={null}>
      <SuggestedCard record={record} />
    </Suspense>
  ),
  Insert: (props) => (
    <Suspense fallback={null}>
      <InsertArticle {...props} />
    </Suspense>
  ),
}

export function RequestScreen(props: RecordScreenProps) {
  return <RequestPage {...props} parts={parts} />
}
