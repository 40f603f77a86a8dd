/** The buttons of personal data for people that are no customers. */
import { PersonActions } from '../../modules/privacy/ui/person-actions.tsx'

import type { RecordData } from '../client/records.ts'

export function ContactPersonActions({ record, isPanel }: { record: RecordData; isPanel: boolean }) {
  return <PersonActions objectName="contact" record={record} isPanel={isPanel} />
}
