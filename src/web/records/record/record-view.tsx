/** The page of any record: who it is, what happened, what belongs to it. */
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { ProblemError } from '../../client/api.ts'
import { labelOf } from '../../client/metadata.tsx'
import { useRecord } from '../../client/records.ts'
import { referencesOf } from '../../fields/reference-select.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../kit/states.tsx'
import { Completeness } from './completeness.tsx'
import { FieldPanels } from './field-panels.tsx'
import { History } from './history-drawer.tsx'
import { RecordHeader } from './record-header.tsx'
import { RecordLayout } from './record-layout.tsx'
import { RelatedLists } from './related-lists.tsx'
import { TimeLine } from './time-line.tsx'
import { HangingParts, useRecordScreen } from './record-screens.tsx'
import styles from './record.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordScreenProps } from './record-screens.tsx'

export function RecordView({ object, id, isPanel, onGone }: RecordScreenProps & { object: ObjectMetadata }) {
  const { t } = useTranslation()
  const { Banner, Actions, Aside, asideLists } = useRecordScreen(object.name)
  const answer = useRecord(object.path, id)
  if (answer.isError) return <RecordProblem error={answer.error} object={object} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <RecordSkeleton />
  const record = answer.data
  const hasRelated = object.related.length > 0 || Aside !== undefined
  return (
    <RecordLayout
      isPanel={isPanel}
      banner={
        Banner && (
          <Suspense fallback={null}>
            <Banner record={record} />
          </Suspense>
        )
      }
      header={<RecordHeader object={object} record={record} isPanel={isPanel} onGone={onGone} actions={Actions && <Suspense fallback={null}><Actions record={record} isPanel={isPanel} /></Suspense>} />}
      left={{
        key: 'who',
        label: t('record.profile'),
        content: (
          <>
            <Completeness object={object} record={record} />
            <FieldPanels object={object} record={record} />
          </>
        ),
      }}
      middle={{
        key: 'time',
        label: t(object.has_timeline ? 'timeline.title' : 'record.history'),
        content: (
          <>
            <HangingParts object={object} record={record} />
            {object.has_timeline ? <TimeLine object={object} id={record.id} /> : <History object={object} record={record} />}
          </>
        ),
      }}
      right={hasRelated ? { key: 'related', label: t('record.related'), content: <>{Aside && <Suspense fallback={<SkeletonLines lines={6} />}><Aside record={record} /></Suspense>}<RelatedLists object={object} record={record} without={asideLists} /></> } : undefined}
    />
  )
}

export function RecordSkeleton() {
  return (
    <div className={styles.waiting}>
      <SkeletonLines lines={1} height={32} />
      <SkeletonLines lines={10} height={22} />
    </div>
  )
}

/** What is not there, or may not be seen, is not an error of the page. */
export function RecordProblem({ error, object, onRetry }: { error: unknown; object: ObjectMetadata; onRetry(): void }) {
  const { t } = useTranslation()
  const survivor = error instanceof ProblemError ? referencesOf(error.body.merged_into)[0] : undefined
  if (survivor) return <EmptyState title={t('record.merged', { name: survivor.name })} action={<Link to={`/${object.path}/${survivor.id}`}>{t('record.merged_open', { name: survivor.name })}</Link>} />
  if (error instanceof ProblemError && error.status === 404) return <EmptyState title={t('record.not_there', { object: labelOf(object.label) })} hint={t('record.not_there_hint')} action={<Link to={`/${object.path}`}>{labelOf(object.plural_label)}</Link>} />
  return <ErrorState error={error} onRetry={onRetry} />
}
