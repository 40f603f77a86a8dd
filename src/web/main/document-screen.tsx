/** The pages of quotes and contracts: their lines from one module, what can be done with them from another. */
import { useTranslation } from 'react-i18next'

import { LinesView } from '../../modules/sales/ui/lines/lines-view.tsx'
import { ContractActions } from '../../modules/quotes/ui/contract-actions.tsx'
import { QuoteActions } from '../../modules/quotes/ui/quote-actions.tsx'
import { useObject } from '../client/metadata.tsx'
import { useRecord } from '../client/records.ts'
import { Card } from '../kit/card.tsx'
import { useIsPhone } from '../kit/use-media.ts'
import { FieldPanels } from '../records/record/field-panels.tsx'
import { History } from '../records/record/history-drawer.tsx'
import { RecordHeader } from '../records/record/record-header.tsx'
import { RecordLayout } from '../records/record/record-layout.tsx'
import { HangingParts } from '../records/record/record-screens.tsx'
import { RecordProblem, RecordSkeleton } from '../records/record/record-view.tsx'
import { RelatedLists } from '../records/record/related-lists.tsx'
import styles from './document-screen.module.css'

import type { ComponentType } from 'react'
import type { RecordData } from '../client/records.ts'
import type { RecordScreenProps } from '../records/record/record-screens.tsx'

export function QuoteScreen(props: RecordScreenProps) {
  return <DocumentScreen {...props} name="quote" Actions={QuoteActions} />
}

export function ContractScreen(props: RecordScreenProps) {
  return <DocumentScreen {...props} name="contract" Actions={ContractActions} />
}

interface Props extends RecordScreenProps {
  name: 'quote' | 'contract'
  Actions: ComponentType<{ record: RecordData; isPanel: boolean }>
}

/** In the middle of the page, or said by the lines. */
const elsewhere = ['lines', 'subtotal', 'discount_total', 'net_total', 'tax_total', 'total', 'terms', 'remark']

function DocumentScreen({ id, isPanel, onGone, name, Actions }: Props) {
  const { t } = useTranslation()
  // In tabs the lines come first.
  const isPhone = useIsPhone()
  const isNarrow = isPanel || isPhone
  const object = useObject(name)
  const answer = useRecord(`${name}s`, id)
  if (!object) return null
  if (answer.isError) return <RecordProblem error={answer.error} object={object} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <RecordSkeleton />
  const record = answer.data
  // Only a draft is edited; everything else is an act.
  const shown = { ...record, can: { ...record.can, change: record.can.change && record.status === 'draft', delete: record.can.delete && record.status === 'draft' } }
  const without = [...elsewhere, ...(record.exchange_rate === 1 ? ['exchange_rate', 'base_total'] : [])]
  const facts = { key: 'facts', label: t('record.profile'), content: <FieldPanels object={object} record={shown} without={without} /> }
  const past = (
    <>
      <RelatedLists object={object} record={record} without={['quote', 'contract']} />
      <History object={object} record={record} />
    </>
  )
  const content = { key: 'lines', label: t('document.content'), content: <><DocumentBody record={record} /><HangingParts object={object} record={record} />{!isNarrow && past}</> }
  return (
    <RecordLayout
      isPanel={isPanel}
      header={<RecordHeader object={object} record={shown} isPanel={isPanel} onGone={onGone} actions={<Actions record={record} isPanel={isPanel} />} />}
      left={isNarrow ? content : facts}
      middle={isNarrow ? facts : content}
      right={isNarrow ? { key: 'time', label: t('record.history'), content: past } : undefined}
    />
  )
}

function DocumentBody({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const prose = [['document.terms', record.terms], ['document.remark', record.remark]] as const
  return (
    <div className={styles.body}>
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
    </div>
  )
}
