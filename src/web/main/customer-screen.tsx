/** The page of a customer with the parts that other modules bring to it: modules do not know each other's screens. */
import { lazy, Suspense } from 'react'

import { ArchiveNotice } from '../../modules/archive/ui/archive-notice.tsx'
import { CustomerPage } from '../../modules/customers/ui/customer-page.tsx'
import { LogContact } from '../../modules/interactions/ui/log-contact.tsx'
import { OpenTasks } from '../../modules/interactions/ui/open-tasks.tsx'
import { PersonActions } from '../../modules/privacy/ui/person-actions.tsx'
import { standingOf } from '../../modules/privacy/ui/privacy-answer.ts'
import { PrivacyNotice } from '../../modules/privacy/ui/privacy-notice.tsx'
import { CustomerFigures } from '../../modules/sales/ui/customer-figures.tsx'

import type { CustomerPageParts } from '../../modules/customers/ui/customer-page.tsx'
import type { RecordScreenProps } from '../records/record/record-screens.tsx'

// They stand far down the page, and come when the rest is there.
const PortalAccessActions = lazy(async () => ({ default: (await import('../../modules/portal/ui/access-actions.tsx')).PortalAccessActions }))
const ConsentsCard = lazy(async () => ({ default: (await import('../../modules/privacy/ui/consents-card.tsx')).ConsentsCard }))
const OwnershipCard = lazy(async () => ({ default: (await import('../../modules/ownership/ui/ownership-card.tsx')).OwnershipCard }))
const CreditCard = lazy(async () => ({ default: (await import('../../modules/credit/ui/credit-card.tsx')).CreditCard }))
const ComplaintsCard = lazy(async () => ({ default: (await import('../../modules/complaints/ui/complaints-card.tsx')).ComplaintsCard }))
const ValueCard = lazy(async () => ({ default: (await import('../../modules/insight/ui/value-card.tsx')).ValueCard }))
const SuggestionCards = lazy(async () => ({ default: (await import('../../modules/suggestions/ui/customer-cards.tsx')).CustomerCards }))
const RiskCard = lazy(async () => ({ default: (await import('../../modules/renewals/ui/risk-card.tsx')).RiskCard }))
const TierCard = lazy(async () => ({ default: (await import('../../modules/tiers/ui/tier-card.tsx')).TierCard }))

const parts: CustomerPageParts = {
  LogContact,
  OpenTasks,
  Figures: CustomerFigures,
  ArchiveNotice,
  Credit: ({ record }) => (
    <Suspense fallback={null}>
      <CreditCard record={record} />
    </Suspense>
  ),
  Value: ({ customer }) => (
    <Suspense fallback={null}>
      <ValueCard customer={customer} />
    </Suspense>
  ),
  Suggestions: ({ customer }) => (
    <Suspense fallback={null}>
      <SuggestionCards customer={customer} />
      <RiskCard customer={customer} />
    </Suspense>
  ),
  Complaints: ({ customer }) => (
    <Suspense fallback={null}>
      <ComplaintsCard customer={customer} />
    </Suspense>
  ),
  Tier: ({ customer }) => (
    <Suspense fallback={null}>
      <TierCard customer={customer} />
    </Suspense>
  ),
  Ownership: (props) => (
    <Suspense fallback={null}>
      <OwnershipCard {...props} />
    </Suspense>
  ),
  PersonActions: ({ record, isPanel }) => (
    <>
      {record.kind === 'person' && (
        <Suspense fallback={null}>
          <PortalAccessActions record={record} field="customer" isPanel={isPanel} />
        </Suspense>
      )}
      <PersonActions objectName="customer" record={record} isPanel={isPanel} />
    </>
  ),
  PrivacyNotice: ({ privacy }) => <PrivacyNotice standing={standingOf(privacy)} />,
  Consents: ({ privacy, record, customer }) => (
    <Suspense fallback={null}>
      <ConsentsCard words={standingOf(privacy)?.consents ?? []} customer={customer} isAnonymised={Boolean(record.anonymised_at)} />
    </Suspense>
  ),
}

export function CustomerScreen(props: RecordScreenProps) {
  return <CustomerPage {...props} parts={parts} />
}
