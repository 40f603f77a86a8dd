/** The page of a complaint with what the customer must not be met with: modules do not know each other's screens. */
import { ComplaintPage } from '../../modules/complaints/ui/complaint-page.tsx'
import { TaboosOfCustomer } from '../../modules/customers/ui/taboo-bar.tsx'

import type { RecordScreenProps } from '../records/record/record-screens.tsx'

export function ComplaintScreen(props: RecordScreenProps) {
  return <ComplaintPage {...props} Taboos={TaboosOfCustomer} />
}
