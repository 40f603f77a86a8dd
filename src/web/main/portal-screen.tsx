/** The portal with the parts that other modules bring to it. */
import { PortalPage } from '../../modules/portal/ui/portal-page.tsx'
import { CustomerRequest } from '../../modules/requests/ui/public/public-request.tsx'

import type { PortalParts } from '../../modules/portal/ui/portal-page.tsx'
import type { PublicRequestAnswer } from '../../modules/requests/ui/public/public-request.tsx'

const parts: PortalParts = {
  // The server answers a request of the portal as it answers that of a link.
  Request: ({ path, uploads, answer, onChanged }) => <CustomerRequest path={path} uploads={uploads} answer={answer as PublicRequestAnswer} onChanged={onChanged} />,
}

export function PortalScreen() {
  return <PortalPage parts={parts} />
}
