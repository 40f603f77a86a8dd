/** Everything about a customer on one page: who, what happened, what it is worth and what is to be done. */
import { useTranslation } from 'react-i18next'

import { titleOf, useObject } from '../../../web/client/metadata.tsx'
import { Collaborators } from '../../../web/records/access/collaborators.tsx'
import { Completeness } from '../../../web/records/record/completeness.tsx'
import { FieldPanels } from '../../../web/records/record/field-panels.tsx'
import { RecordHeader } from '../../../web/records/record/record-header.tsx'
import { RecordLayout } from '../../../web/records/record/record-layout.tsx'
import { HangingParts } from '../../../web/records/record/record-screens.tsx'
import { RecordProblem, RecordSkeleton } from '../../../web/records/record/record-view.tsx'
import { RelatedLists } from '../../../web/records/record/related-lists.tsx'
import { TimeLine } from '../../../web/records/record/time-line.tsx'
import { CallNotice } from './call-notice.tsx'
import { ContactList } from './contact-list.tsx'
import { useCustomer } from './customer-answer.ts'
import { MergeWith } from './duplicates/merge-with.tsx'
import { PairsNotice } from './duplicates/pairs-notice.tsx'
import { NextDays } from './next-days.tsx'
import { PreferenceList } from './preference-list.tsx'
import { RelationshipList } from './relationship-list.tsx'
import { TabooBar } from './taboo-bar.tsx'
import { CustomerViews } from './views.tsx'
import styles from './customer-page.module.css'

import type { ComponentType } from 'react'
import type { RecordData, Reference } from '../../../web/client/records.ts'
import type { RecordScreenProps } from '../../../web/records/record/record-screens.tsx'
import type { CustomerAnswer, CustomerStatistics } from './customer-answer.ts'

/** What other modules bring to the page; `web/main` puts them together. */
export interface CustomerPageParts {
  LogContact: ComponentType<{ customer: Reference; contacts: RecordData[]; isPanel: boolean }>
  OpenTasks: ComponentType<{ tasks: RecordData[]; customer: Reference }>
  Figures: ComponentType<{ statistics: CustomerStatistics; customer: Reference }>
  Ownership: ComponentType<{ customer: RecordData; ownership: unknown }>
  PersonActions: ComponentType<{ record: RecordData; isPanel: boolean }>
  PrivacyNotice: ComponentType<{ privacy: CustomerAnswer['privacy'] }>
  ArchiveNotice: ComponentType<{ clocks: unknown }>
  Credit: ComponentType<{ record: RecordData }>
  Value: ComponentType<{ customer: string }>
  Suggestions: ComponentType<{ customer: string }>
  Complaints: ComponentType<{ customer: string }>
  Tier: ComponentType<{ customer: string }>
  Consents: ComponentType<{ privacy: CustomerAnswer['privacy']; record: RecordData; customer: Reference }>
}

export function CustomerPage({ id, isPanel, onGone, parts }: RecordScreenProps & { parts: CustomerPageParts }) {
  const { t } = useTranslation()
  const object = useObject('customer')
  const answer = useCustomer(id)
  if (!object) return null
  if (answer.isError && !answer.data) return <RecordProblem error={answer.error} object={object} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <RecordSkeleton />
  const page = answer.data
  const { record } = page
  const customer = { id: record.id, name: titleOf(object, record) }
  const isTaboo = (preference: RecordData) => preference.kind === 'taboo'
  const { LogContact, OpenTasks, Figures, Ownership, PersonActions, PrivacyNotice, ArchiveNotice, Credit, Value, Suggestions, Complaints, Tier, Consents } = parts
  return (
    <RecordLayout
      isPanel={isPanel}
      banner={
        <>
          <TabooBar taboos={page.preferences.filter(isTaboo)} />
          <PrivacyNotice privacy={page.privacy} />
          <PairsNotice customer={record.id} pairs={page.open_pairs ?? 0} />
          <CustomerViews record={record} contacts={page.contacts} customer={customer} />
        </>
      }
      header={<RecordHeader object={object} record={record} isPanel={isPanel} onGone={onGone} actions={<><MergeWith record={record} isPanel={isPanel} /><PersonActions record={record} isPanel={isPanel} /></>} />}
      left={{
        key: 'who',
        label: t('record.profile'),
        content: (
          <>
            <CallNotice record={record} />
            {!record.anonymised_at && <ArchiveNotice clocks={page.archive_clocks} />}
            {!record.anonymised_at && <Completeness object={object} record={record} wordFor={(name) => t(`customers.missing.${name}`, { defaultValue: name })} />}
            <FieldPanels object={object} record={record} without={shownElsewhere} />
          </>
        ),
      }}
      middle={{
        key: 'time',
        label: t('timeline.title'),
        content: (
          <>
            <LogContact key={record.id} customer={customer} contacts={page.contacts} isPanel={isPanel} />
            <HangingParts object={object} record={record} />
            <TimeLine object={object} id={record.id} start={page.timeline} startedAt={answer.dataUpdatedAt} />
          </>
        ),
      }}
      right={{
        key: 'worth',
        label: t('customers.page.worth'),
        content: (
          <div className={styles.stack}>
            <OpenTasks tasks={page.tasks} customer={customer} />
            <Ownership customer={record} ownership={page.ownership} />
            {page.statistics && <Figures statistics={page.statistics} customer={customer} />}
            <Complaints customer={record.id} />
            <Value customer={record.id} />
            {!record.anonymised_at && <Suggestions customer={record.id} />}
            <Tier customer={record.id} />
            {!record.anonymised_at && <Credit record={record} />}
            {record.kind !== 'person' && <ContactList contacts={page.contacts} customer={customer} />}
            <PreferenceList preferences={page.preferences} customer={customer} />
            <NextDays days={page.special_days} customer={customer} />
            <Collaborators object={object} record={record} />
            <Consents privacy={page.privacy} record={record} customer={customer} />
            <RelationshipList relationships={page.relationships} customer={customer} />
            <RelatedLists object={object} record={record} without={listedAbove} />
          </div>
        ),
      }}
    />
  )
}

/** In the head or as a bar of their own. */
const shownElsewhere = ['number', 'completeness', 'completeness_missing', 'consents']
const listedAbove = ['contact', 'preference', 'special_day', 'relationship', 'task', 'interaction', 'customer', 'consent', 'handover_item', 'duplicate_pair', 'merge', 'customer_value', 'product_exclusion', 'contract_risk', 'learnt_contract', 'held_out_customer', 'compensation', 'tier_move']
