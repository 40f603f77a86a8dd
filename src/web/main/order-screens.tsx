/** The pages of orders, invoices and purchases. */
import { DeliveryCard } from '../../modules/orders/ui/delivery-card.tsx'
import { PaidBar } from '../../modules/orders/ui/paid-bar.tsx'
import { InvoiceActions, OrderActions, PurchaseActions } from '../../modules/orders/ui/state-actions.tsx'
import { ShipmentsCard } from '../../modules/orders/ui/shipments-card.tsx'
import { Steps } from '../../modules/orders/ui/steps.tsx'
import { DocumentScreen } from './document-screen.tsx'

import type { RecordData } from '../client/records.ts'
import type { RecordScreenProps } from '../records/record/record-screens.tsx'

const StepsAndPaid = ({ record }: { record: RecordData }) => (
  <>
    <Steps record={record} />
    <PaidBar record={record} />
  </>
)

const Delivered = ({ record }: { record: RecordData }) => (
  <>
    <DeliveryCard record={record} />
    <ShipmentsCard record={record} />
  </>
)

export const OrderScreen = (props: RecordScreenProps) => <DocumentScreen {...props} object="order" Actions={OrderActions} Progress={StepsAndPaid} Progressed={Delivered} without={['shipment']} />
export const InvoiceScreen = (props: RecordScreenProps) => <DocumentScreen {...props} object="invoice" Actions={InvoiceActions} Progress={PaidBar} />
export const PurchaseScreen = (props: RecordScreenProps) => <DocumentScreen {...props} object="purchase" Actions={PurchaseActions} />
