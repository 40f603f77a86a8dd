/** The page of a document: who and when beside it, in the middle its lines and what they come to, below them what hangs on it. */
import { useTranslation } from 'react-i18next'

import { LinesView } from '../../modules/sales/ui/lines/lines-view.tsx'
import { labelOf, useObject } from '../client/metadata.tsx'
import { useRecord } from '../client/records.ts'
import { twinOf } from '../fields/index.ts'
import { Card } from '../kit/card.tsx'
import { useIsPhone } from '../kit/use-media.ts'
import { FieldPanels } from '../records/record/field-panels.tsx'
import { History } from '../records/record/history-drawer.tsx'
import { RecordHeader } from '../records/record/record-header.tsx'
import { RecordLayout } from '../records/record/record-layout.tsx'
import { HangingParts } from '../records/record/record-screens.tsx'
import { RecordProblem, RecordSkeleton } from '../records/record/record-view.tsx'
import { RelatedLists } from '../records/record/related-lists.tsx'
import { TimeLine } from '../records/record/time-line.tsx'
import styles from './document-screen.module.css'

import type { ComponentType } from 'react'
import type { ObjectMetadata } from '../client/metadata.tsx'
import type { RecordData } from '../client/records.ts'
import type { RecordScreenProps } from '../records/record/record-screens.tsx'

interface Parts {
  object: string
  Actions: ComponentType<{ record: RecordData; isPanel: boolean }>
  /** Above the lines: how far it is. */
  Progress?: ComponentType<{ record: RecordData }>
  /** Below the lines: what came of them so far. */
  Progressed?: ComponentType<{ record: RecordData }>
  /** Objects whose lists say nothing here. */
  without?: string[]
  /** Only a draft is edited by hand; everything else is an act. */
  isFixedOnceSent?: boolean
}

/** In the middle of the page, or said by the lines. */
const elsewhere = ['lines', 'products', 'subtotal', 'discount_total', 'net_total', 'tax_total', 'total', 'paid_total', 'open_amount', 'terms', 'remark']

export function DocumentScreen({ id, isPanel, onGone, object: name, Actions, Progress, Progressed, without, isFixedOnceSent }: RecordScreenProps & Parts) {
  const { t } = useTranslation()
  // In tabs the lines come first.
  const isPhone = useIsPhone()
  const isNarrow = isPanel || isPhone
  const object = useObject(name)
  const answer = useRecord(object?.path ?? '', object ? id : undefined)
  if (!object) return null
  if (answer.isError) return <RecordProblem error={answer.error} object={object} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <RecordSkeleton />
  const record = answer.data
  const isFixed = isFixedOnceSent === true && record.status !== 'draft'
  const shown = isFixed ? { ...record, can: { ...record.can, change: false, delete: false } } : record
  const untold = [...elsewhere, ...(Number(record.exchange_rate) === 1 ? ['currency', 'exchange_rate', 'base_total'] : []), ...(record.is_historic === true ? [] : ['is_historic'])]
  const facts = {
    key: 'facts',
    label: t('record.profile'),
    content: <FieldPanels object={object} record={shown} without={untold} />,
  }
  const past = (
    <>
      <RelatedLists object={object} record={record} without={without} />
      {object.has_timeline ? <TimeLine object={object} id={record.id} /> : <History object={object} record={record} />}
    </>
  )
  const content = {
    key: 'lines',
    label: t('document.content'),
    content: (
      <>
        <div className={styles.body}>
          {isNarrow && <Whose object={object} record={record} />}
          {Progress && <Progress record={record} />}
          <DocumentBody record={record} />
          {Progressed && <Progressed record={record} />}
        </div>
        <HangingParts object={object} record={record} />
        {!isNarrow && past}
      </>
    ),
  }
  return (
    <RecordLayout
      isPanel={isPanel}
      header={<RecordHeader object={object} record={shown} isPanel={isPanel} onGone={onGone} actions={<Actions record={record} isPanel={isPanel} />} />}
      left={isNarrow ? content : facts}
      middle={isNarrow ? facts : content}
      right={isNarrow ? { key: 'time', label: object.has_timeline ? t('timeline.title') : t('record.history'), content: past } : undefined}
    />
  )
}

/** In tabs the facts are one tab away: whose document it is stands above its lines. */
function Whose({ object, record }: { object: ObjectMetadata; record: RecordData }) {
  const field = object.fields.find(({ type, required }) => type === 'reference' && required)
  if (!field || !record[field.name]) return null
  const { Cell } = twinOf(field)
  return (
    <p className={styles.whose}>
      <span>{labelOf(field.label)}</span> <Cell field={field} value={record[field.name]} record={record} />
    </p>
  )
}

function DocumentBody({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const prose = [['document.terms', record.terms], ['document.remark', record.remark]] as const
  return (
    <>
      <Card title={t('document.lines')}>
        <LinesView record={record} />
      </Card>
      {prose.map(([label, text]) =>
        typeof text === 'string' && text !== '' ? (
          <Card key={label} title={t(label)}>
            <p className={styles.prose}>{text}</p>
          </Card>
        ) : null,
      )}
    </>
  )
}
