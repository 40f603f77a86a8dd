/** The buttons of people that are no customers: the portal, and personal data. */
import { PortalAccessActions } from '../../modules/portal/ui/access-actions.tsx'
import { PersonActions } from '../../modules/privacy/ui/person-actions.tsx'

import type { RecordData } from '../client/records.ts'

export function ContactPersonActions({ record, isPanel }: { record: RecordData; isPanel: boolean }) {
  return (
    <>
      <PortalAccessActions record={record} field="contact" isPanel={isPanel} />
      <PersonActions objectName="contact" record={record} isPanel={isPanel} />
    </>
  )
}
