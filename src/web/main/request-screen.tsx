/** The page of a service request with what the customer must not be met with: modules do not know each other's screens. */
import { TaboosOfCustomer } from '../../modules/customers/ui/taboo-bar.tsx'
import { RequestPage } from '../../modules/requests/ui/request-page.tsx'

import type { RecordScreenProps } from '../records/record/record-screens.tsx'

export function RequestScreen(props: RecordScreenProps) {
  return <RequestPage {...props} Taboos={TaboosOfCustomer} />
}
