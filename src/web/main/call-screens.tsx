/** Pages of the call centre with the parts that other modules bring to them: modules do not know each other's screens. */
import { CallBackDialog } from '../../modules/complaints/ui/call-back-dialog.tsx'
import { CallNotice } from '../../modules/customers/ui/call-notice.tsx'
import { TaboosOfCustomer } from '../../modules/customers/ui/taboo-bar.tsx'
import { DuePage } from '../../modules/calls/ui/due-page.tsx'
import { HotLinePage } from '../../modules/calls/ui/hot-line-page.tsx'

const hotLine = { Taboos: TaboosOfCustomer, CallNotice }
const due = { ComplaintDialog: CallBackDialog }

export const HotLineScreen = () => <HotLinePage parts={hotLine} />
export const DueScreen = () => <DuePage parts={due} />
