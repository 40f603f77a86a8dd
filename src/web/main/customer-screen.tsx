/** The page of a customer with the parts that other modules bring to it: modules do not know each other's screens. */
import { CustomerPage } from '../../modules/customers/ui/customer-page.tsx'
import { LogContact } from '../../modules/interactions/ui/log-contact.tsx'
import { OpenTasks } from '../../modules/interactions/ui/open-tasks.tsx'
import { CustomerFigures } from '../../modules/sales/ui/customer-figures.tsx'

import type { RecordScreenProps } from '../records/record/record-screens.tsx'

const parts = { LogContact, OpenTasks, Figures: CustomerFigures }

export function CustomerScreen(props: RecordScreenProps) {
  return <CustomerPage {...props} parts={parts} />
}
