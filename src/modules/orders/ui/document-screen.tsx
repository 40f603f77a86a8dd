/** The pages of orders, invoices and purchases: what was agreed in the middle, with its lines; who and when beside it. */
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { useRecord } from '../../../web/client/records.ts'
import { Card } from '../../../web/kit/card.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { FieldPanels } from '../../../web/records/record/field-panels.tsx'
import { RecordHeader } from '../../../web/records/record/record-header.tsx'
import { RecordLayout } from '../../../web/records/record/record-layout.tsx'
import { HangingParts } from '../../../web/records/record/record-screens.tsx'
import { RecordProblem, RecordSkeleton } from '../../../web/records/record/record-view.tsx'
import { RelatedLists } from '../../../web/records/record/related-lists.tsx'
import { History } from '../../../web/records/record/history-drawer.tsx'
import { TimeLine } from '../../../web/records/record/time-line.tsx'
import { DeliveryCard } from './delivery-card.tsx'
import { LineTable } from './line-table.tsx'
import { PaidBar } from './paid-bar.tsx'
import { InvoiceActions, OrderActions, PurchaseActions } from './state-actions.tsx'
import { Steps } from './steps.tsx'
import styles from './orders.module.css'

import type { ComponentType } from 'react'
import type { RecordData } from '../../../web/client/records.ts'
import type { RecordScreenProps } from '../../../web/records/record/record-screens.tsx'

export const OrderScreen = (props: RecordScreenProps) => <DocumentScreen {...props} name="order" Actions={OrderActions} />
export const InvoiceScreen = (props: RecordScreenProps) => <DocumentScreen {...props} name="invoice" Actions={InvoiceActions} />
export const PurchaseScreen = (props: RecordScreenProps) => <DocumentScreen {...props} name="purchase" Actions={PurchaseActions} />

interface Props extends RecordScreenProps {
  name: 'order' | 'invoice' | 'purchase'
  Actions: ComponentType<{ record: RecordData; isPanel: boolean }>
}

/** Said by the lines and what stands below them. */
const elsewhere = ['lines', 'products', 'subtotal', 'discount_total', 'net_total', 'tax_total', 'total', 'paid_total', 'open_amount']

function DocumentScreen({ id, isPanel, onGone, name, Actions }: Props) {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  // In tabs what was agreed comes first.
  const isNarrow = isPanel || isPhone
  const object = useObject(name)
  const answer = useRecord(object?.path ?? '', object ? id : undefined)
  if (!object) return null
  if (answer.isError) return <RecordProblem error={answer.error} object={object} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <RecordSkeleton />
  const record = answer.data
  const without = [...elsewhere, ...(Number(record.exchange_rate) === 1 ? ['exchange_rate', 'base_total'] : [])]
  const facts = { key: 'facts', label: t('record.profile'), content: <FieldPanels object={object} record={record} without={without} /> }
  const past = (
    <>
      <RelatedLists object={object} record={record} />
      {object.has_timeline ? <TimeLine object={object} id={record.id} /> : <History object={object} record={record} />}
    </>
  )
  const body = {
    key: 'document',
    label: t('orders.document'),
    content: (
      <div className={styles.body}>
        {name === 'order' && <Steps record={record} />}
        {name !== 'purchase' && <PaidBar record={record} />}
        <Card title={t('orders.lines')}>
          <LineTable record={record} />
        </Card>
        {name === 'order' && <DeliveryCard record={record} />}
        <HangingParts object={object} record={record} />
        {!isNarrow && past}
      </div>
    ),
  }
  return (
    <RecordLayout
      isPanel={isPanel}
      header={<RecordHeader object={object} record={record} isPanel={isPanel} onGone={onGone} actions={<Actions record={record} isPanel={isPanel} />} />}
      left={isNarrow ? body : facts}
      middle={isNarrow ? facts : body}
      right={isNarrow ? { key: 'time', label: t('timeline.title'), content: past } : undefined}
    />
  )
}
