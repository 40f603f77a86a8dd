/** Screens of modules for records of their objects, loaded when first opened. */
import { lazy } from 'react'

import type { RecordScreens } from '../records/record/record-screens.tsx'

const CustomerScreen = lazy(async () => ({ default: (await import('./customer-screen.tsx')).CustomerScreen }))
const ApprovalScreen = lazy(async () => ({ default: (await import('../../modules/approvals/ui/approval-screen.tsx')).ApprovalScreen }))
const ApprovalBox = lazy(async () => ({ default: (await import('../../modules/approvals/ui/approval-strip.tsx')).ApprovalBox }))
const LeadPage = lazy(async () => ({ default: (await import('../../modules/leads/ui/lead-page.tsx')).LeadPage }))
const OpportunityScreen = lazy(async () => ({ default: (await import('../../modules/opportunities/ui/opportunity-screen.tsx')).OpportunityScreen }))
const RivalRecord = lazy(async () => ({ default: (await import('../../modules/opportunities/ui/rival-record.tsx')).RivalRecord }))
const CommentBox = lazy(async () => ({ default: (await import('../../modules/comments/ui/comment-box.tsx')).CommentBox }))
const CommentEntry = lazy(async () => ({ default: (await import('../../modules/comments/ui/comment-entry.tsx')).CommentEntry }))
const CommentList = lazy(async () => ({ default: (await import('../../modules/comments/ui/comment-list.tsx')).CommentList }))
const TaboosOfCustomer = lazy(async () => ({ default: (await import('../../modules/customers/ui/taboo-bar.tsx')).TaboosOfCustomer }))
const TaskActions = lazy(async () => ({ default: (await import('../../modules/interactions/ui/task-actions.tsx')).TaskActions }))
const RepeatInput = lazy(async () => ({ default: (await import('../../modules/interactions/ui/repeat-input.tsx')).RepeatInput }))
const RepeatCell = lazy(async () => ({ default: (await import('../../modules/interactions/ui/repeat-cell.tsx')).RepeatCell }))
const CustomerChangesInput = lazy(async () => ({ default: (await import('../../modules/interactions/ui/customer-changes-input.tsx')).CustomerChangesInput }))
const CustomerChangesCell = lazy(async () => ({ default: (await import('../../modules/interactions/ui/customer-changes.tsx')).CustomerChangesCell }))
const PersonRights = lazy(async () => ({ default: (await import('../../modules/team/ui/person-rights.tsx')).PersonRights }))
const ContactPersonActions = lazy(async () => ({ default: (await import('./person-screens.tsx')).ContactPersonActions }))
const ErasedNotice = lazy(async () => ({ default: (await import('../../modules/privacy/ui/erased-notice.tsx')).ErasedNotice }))
const ComplaintScreen = lazy(async () => ({ default: (await import('./complaint-screen.tsx')).ComplaintScreen }))
const ArticlePage = lazy(async () => ({ default: (await import('../../modules/knowledge/ui/article-page.tsx')).ArticlePage }))
const RequestScreen = lazy(async () => ({ default: (await import('./request-screen.tsx')).RequestScreen }))
const HandoverScreen = lazy(async () => ({ default: (await import('../../modules/ownership/ui/handover-screen.tsx')).HandoverScreen }))
const BriefingScreen = lazy(async () => ({ default: (await import('../../modules/ownership/ui/briefing-screen.tsx')).BriefingScreen }))
const PersonActions = lazy(async () => ({ default: (await import('../../modules/team/ui/person-actions.tsx')).PersonActions }))
const TrailBox = lazy(async () => ({ default: (await import('../../modules/documents/ui/trail-card.tsx')).TrailBox }))
const LineEditor = lazy(async () => ({ default: (await import('../../modules/sales/ui/lines/line-editor.tsx')).LineEditor }))
const QuoteScreen = lazy(async () => ({ default: (await import('./quote-screens.tsx')).QuoteScreen }))
const ContractScreen = lazy(async () => ({ default: (await import('./quote-screens.tsx')).ContractScreen }))
const orderScreens = async () => import('./order-screens.tsx')
const OrderScreen = lazy(async () => ({ default: (await orderScreens()).OrderScreen }))
const InvoiceScreen = lazy(async () => ({ default: (await orderScreens()).InvoiceScreen }))
const PurchaseScreen = lazy(async () => ({ default: (await orderScreens()).PurchaseScreen }))
const ClaimActions = lazy(async () => ({ default: (await import('../../modules/orders/ui/state-actions.tsx')).ClaimActions }))
const ReceiptActions = lazy(async () => ({ default: (await import('../../modules/orders/ui/receipt-actions.tsx')).ReceiptActions }))
const MatchList = lazy(async () => ({ default: (await import('../../modules/orders/ui/match-list.tsx')).MatchList }))
const ReportScreen = lazy(async () => ({ default: (await import('../../modules/reports/ui/report-screen.tsx')).ReportScreen }))
const DashboardScreen = lazy(async () => ({ default: (await import('../../modules/reports/ui/dashboard-screen.tsx')).DashboardScreen }))
const SuggestionListScreen = lazy(async () => ({ default: (await import('../../modules/suggestions/ui/list-screen.tsx')).ListScreen }))
const MoveWhy = lazy(async () => ({ default: (await import('../../modules/tiers/ui/move-why.tsx')).MoveWhy }))
const ValueAside = lazy(async () => ({ default: (await import('../../modules/insight/ui/value-aside.tsx')).ValueAside }))
const TreatmentRuns = lazy(async () => ({ default: (await import('../../modules/tiers/ui/treatment-runs.tsx')).TreatmentRuns }))

const fieldActions = async () => import('../../modules/dispatch/ui/record-actions.tsx')
const JobActions = lazy(async () => ({ default: (await fieldActions()).JobActions }))
const VoucherActions = lazy(async () => ({ default: (await fieldActions()).VoucherActions }))

const callActions = async () => import('../../modules/calls/ui/record-actions.tsx')
const CallActions = lazy(async () => ({ default: (await callActions()).CallActions }))
const CallBackActions = lazy(async () => ({ default: (await callActions()).CallBackActions }))

export const recordScreens: RecordScreens = {
  customer: { View: CustomerScreen, FormNotice: ErasedNotice },
  approval: { View: ApprovalScreen, Box: ApprovalBox },
  lead: { View: LeadPage, FormNotice: ErasedNotice },
  // Its box is on the page of every document of a sale, above the comments.
  order: { Box: TrailBox, View: OrderScreen, inputs: { lines: LineEditor }, pages: [{ to: '/orders/follow-through', label: 'orders.follow.title' }] },
  comment: { Box: CommentBox, Entry: CommentEntry, List: CommentList },
  task: { Banner: TaboosOfCustomer, Actions: TaskActions, inputs: { repeat: RepeatInput }, cells: { repeat: RepeatCell }, pages: [{ to: '/tasks/calendar-feed', label: 'interactions.calendar' }] },
  contact: { Banner: TaboosOfCustomer, Actions: ContactPersonActions, FormNotice: ErasedNotice },
  interaction: { Banner: TaboosOfCustomer, inputs: { customer_changes: CustomerChangesInput }, cells: { customer_changes: CustomerChangesCell } },
  transaction: { Banner: TaboosOfCustomer },
  quote: { View: QuoteScreen, inputs: { lines: LineEditor } },
  contract: { View: ContractScreen, inputs: { lines: LineEditor }, pages: [{ to: '/contract-risks', label: 'renewals.risk' }] },
  contract_risk: { pages: [{ to: '/contract-risks/model', label: 'renewals.model' }] },
  opportunity: { View: OpportunityScreen, pages: [{ to: '/opportunities/board', label: 'opportunities.board' }, { to: '/opportunities/funnel', label: 'opportunities.funnel' }, { to: '/forecast', label: 'targets.forecast' }] },
  competitor: { Aside: RivalRecord },
  tier_move: { Aside: MoveWhy },
  treatment: { Aside: TreatmentRuns, newPath: '/insight/grid', pages: [{ to: '/insight/grid', label: 'insight.grid' }] },
  customer_value: { Aside: ValueAside, home: '/insight', pages: [{ to: '/insight', label: 'insight.overview' }, { to: '/analyses/overview', label: 'analyses.title' }, { to: '/switching-costs', label: 'insight.switching' }] },
  indicator_target: { home: '/indicators', pages: [{ to: '/indicators', label: 'analyses.indicators' }] },
  quota: { pages: [{ to: '/quotas/standing', label: 'targets.standing' }] },
  report: { View: ReportScreen, newPath: '/reports/new' },
  dashboard: { View: DashboardScreen },
  invoice: { View: InvoiceScreen, inputs: { lines: LineEditor }, pages: [{ to: '/invoices/ageing', label: 'orders.ageing.title' }] },
  purchase: { View: PurchaseScreen, inputs: { lines: LineEditor } },
  claim: { Actions: ClaimActions },
  receipt: { Actions: ReceiptActions, Aside: MatchList, asideLists: ['receipt_match'] },
  suggestion_list: { View: SuggestionListScreen, newPath: '/suggestion-lists/new' },
  product_proposal: { Banner: TaboosOfCustomer, pages: [{ to: '/suggestions', label: 'suggestions.overview' }] },
  request: { View: RequestScreen, pages: [{ to: '/service-requests/watch', label: 'requests.watch' }, { to: '/service-requests/quality', label: 'analyses.service' }] },
  complaint: { View: ComplaintScreen, pages: [{ to: '/complaints/quality', label: 'complaints.quality' }] },
  call: { Banner: TaboosOfCustomer, Actions: CallActions, home: '/calls/hot-line', newPath: '/calls/hot-line', pages: [{ to: '/calls/hot-line', label: 'calls.hot_line' }, { to: '/calls/desk', label: 'calls.desk' }] },
  call_back: { Banner: TaboosOfCustomer, Actions: CallBackActions, home: '/call-backs/due', pages: [{ to: '/call-backs/due', label: 'calls.list' }] },
  article: { View: ArticlePage },
  compensation: { Banner: TaboosOfCustomer },
  asset: { Banner: TaboosOfCustomer },
  service_voucher: { Actions: VoucherActions, inputs: { lines: LineEditor }, pages: [{ to: '/service-vouchers/check', label: 'dispatch.check' }] },
  field_job: { Banner: TaboosOfCustomer, Actions: JobActions, pages: [{ to: '/field-jobs/board', label: 'dispatch.board' }, { to: '/field-jobs/today', label: 'dispatch.my_day' }] },
  entitlement: { Banner: TaboosOfCustomer },
  handover: { View: HandoverScreen, newPath: '/handovers/new' },
  pool: { newPath: '/pool-rules' },
  handover_item: { View: BriefingScreen },
  user: { Actions: PersonActions, Aside: PersonRights },
}
