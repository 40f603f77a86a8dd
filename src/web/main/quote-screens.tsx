/** The pages of quotes and contracts. */
import { ContractActions } from '../../modules/quotes/ui/contract-actions.tsx'
import { DocumentTrail } from '../../modules/quotes/ui/document-trail.tsx'
import { QuoteActions } from '../../modules/quotes/ui/quote-actions.tsx'
import { DocumentScreen } from './document-screen.tsx'

import type { RecordData } from '../client/records.ts'
import type { RecordScreenProps } from '../records/record/record-screens.tsx'

const parts = { without: ['quote', 'contract'], isFixedOnceSent: true }
const QuoteTrail = ({ record }: { record: RecordData }) => <DocumentTrail object="quote" record={record} />
const ContractTrail = ({ record }: { record: RecordData }) => <DocumentTrail object="contract" record={record} />

export const QuoteScreen = (props: RecordScreenProps) => <DocumentScreen {...props} {...parts} object="quote" Actions={QuoteActions} Trail={QuoteTrail} />
export const ContractScreen = (props: RecordScreenProps) => <DocumentScreen {...props} {...parts} object="contract" Actions={ContractActions} Trail={ContractTrail} />
