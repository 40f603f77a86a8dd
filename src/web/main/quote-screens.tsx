/** The pages of quotes and contracts. */
import { ContractActions } from '../../modules/quotes/ui/contract-actions.tsx'
import { QuoteActions } from '../../modules/quotes/ui/quote-actions.tsx'
import { DocumentScreen } from './document-screen.tsx'

import type { RecordScreenProps } from '../records/record/record-screens.tsx'

// The trail of documents tells of these.
const parts = { without: ['quote', 'contract'], isFixedOnceSent: true }

export const QuoteScreen = (props: RecordScreenProps) => <DocumentScreen {...props} {...parts} object="quote" Actions={QuoteActions} />
export const ContractScreen = (props: RecordScreenProps) => <DocumentScreen {...props} {...parts} object="contract" Actions={ContractActions} />
