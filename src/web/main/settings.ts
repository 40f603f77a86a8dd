/** The settings area: one line a page. Pages are loaded when they are first opened. */
import { AlertOutlined, ApartmentOutlined, AuditOutlined, BarChartOutlined, BellOutlined, BlockOutlined, BranchesOutlined, CalendarOutlined, ClearOutlined, CreditCardOutlined, CrownOutlined, DeleteOutlined, DollarOutlined, ExperimentOutlined, FieldBinaryOutlined, FieldTimeOutlined, ForkOutlined, FormOutlined, FunnelPlotOutlined, GiftOutlined, GlobalOutlined, HourglassOutlined, IdcardOutlined, InboxOutlined, LayoutOutlined, LineChartOutlined, OrderedListOutlined, PercentageOutlined, PhoneOutlined, QuestionCircleOutlined, ReadOutlined, SafetyCertificateOutlined, SafetyOutlined, SolutionOutlined, UserDeleteOutlined, UserOutlined } from '@ant-design/icons'
import { lazy } from 'react'

import { addsObject, seesObject } from '../settings/settings-entries.tsx'

import type { SettingsEntry } from '../settings/settings-entries.tsx'

const Account = lazy(async () => ({ default: (await import('../../modules/team/ui/account-page.tsx')).AccountPage }))
const NoticeSettings = lazy(async () => ({ default: (await import('../../modules/notices/ui/notice-settings.tsx')).NoticeSettings }))
const Security = lazy(async () => ({ default: (await import('../../modules/team/ui/security-page.tsx')).SecurityPage }))
const People = lazy(async () => ({ default: (await import('../../modules/team/ui/people-page.tsx')).PeoplePage }))
const Departments = lazy(async () => ({ default: (await import('../../modules/team/ui/tree-page.tsx')).DepartmentsPage }))
const Territories = lazy(async () => ({ default: (await import('../../modules/team/ui/tree-page.tsx')).TerritoriesPage }))
const Roles = lazy(async () => ({ default: (await import('../../modules/team/ui/roles/roles-page.tsx')).RolesPage }))
const Calendars = lazy(async () => ({ default: (await import('../../modules/team/ui/calendar/calendar-page.tsx')).CalendarPage }))
const ApprovalLines = lazy(async () => ({ default: (await import('../../modules/approvals/ui/lines-page.tsx')).ApprovalLinesPage }))
const DiscountLimits = lazy(async () => ({ default: (await import('./settings-lists.tsx')).DiscountLimits }))
const PriceLists = lazy(async () => ({ default: (await import('./settings-lists.tsx')).PriceLists }))
const OrderKinds = lazy(async () => ({ default: (await import('./settings-lists.tsx')).OrderKinds }))
const CallQueues = lazy(async () => ({ default: (await import('./settings-lists.tsx')).CallQueues }))
const SlaPolicies = lazy(async () => ({ default: (await import('./settings-lists.tsx')).SlaPolicies }))
const ServiceSettings = lazy(async () => ({ default: (await import('../../modules/requests/ui/service-settings.tsx')).ServiceSettingsPage }))
const ComplaintCauses = lazy(async () => ({ default: (await import('../../modules/team/ui/tree-page.tsx')).ComplaintCausesPage }))
const ComplaintWarnings = lazy(async () => ({ default: (await import('../../modules/complaints/ui/warnings-page.tsx')).WarningsPage }))
const ArticleCategories = lazy(async () => ({ default: (await import('../../modules/team/ui/tree-page.tsx')).ArticleCategoriesPage }))
const HelpSettings = lazy(async () => ({ default: (await import('../../modules/knowledge/ui/help-settings.tsx')).HelpSettingsPage }))
const PortalSettings = lazy(async () => ({ default: (await import('../../modules/portal/ui/settings-page.tsx')).PortalSettingsPage }))
const ArchiveRules = lazy(async () => ({ default: (await import('../../modules/archive/ui/rules-page.tsx')).ArchiveRulesPage }))
const CreditRule = lazy(async () => ({ default: (await import('../../modules/credit/ui/rule-page.tsx')).CreditRulePage }))
const ValueRule = lazy(async () => ({ default: (await import('../../modules/insight/ui/rule-page.tsx')).ValueRulePage }))
const TierSchemes = lazy(async () => ({ default: (await import('../../modules/tiers/ui/schemes-page.tsx')).TierSchemesPage }))
const Audit = lazy(async () => ({ default: (await import('../../modules/audit/ui/audit-page.tsx')).AuditPage }))
const CustomFields = lazy(async () => ({ default: (await import('../../modules/team/ui/custom-fields/custom-fields-page.tsx')).CustomFieldsPage }))
const CustomObjects = lazy(async () => ({ default: (await import('../../modules/custom/ui/custom-objects-page.tsx')).CustomObjectsPage }))
const Layouts = lazy(async () => ({ default: (await import('../../modules/team/ui/layouts/layouts-page.tsx')).LayoutsPage }))
const NumberFormats = lazy(async () => ({ default: (await import('../../modules/team/ui/numbers/number-formats-page.tsx')).NumberFormatsPage }))
const Erasures = lazy(async () => ({ default: (await import('../../modules/privacy/ui/erasures-page.tsx')).ErasuresPage }))
const Retention = lazy(async () => ({ default: (await import('../../modules/privacy/ui/retention-page.tsx')).RetentionPage }))
const Pipelines = lazy(async () => ({ default: (await import('../../modules/opportunities/ui/pipelines-page.tsx')).PipelinesPage }))
const PoolRules = lazy(async () => ({ default: (await import('../../modules/ownership/ui/pool-rules-page.tsx')).PoolRulesPage }))
const Assignment = lazy(async () => ({ default: (await import('../../modules/ownership/ui/assignment-page.tsx')).AssignmentPage }))
const LeadScoring = lazy(async () => ({ default: (await import('../../modules/leads/ui/scoring-page.tsx')).ScoringPage }))
const Removal = lazy(async () => ({ default: (await import('../../modules/ownership/ui/removal-page.tsx')).RemovalPage }))
const Fairness = lazy(async () => ({ default: (await import('../../modules/ownership/ui/fairness-page.tsx')).FairnessPage }))
const GivenThings = lazy(async () => ({ default: (await import('../../modules/team/ui/given-page.tsx')).GivenPage }))
const RecycleBin = lazy(async () => ({ default: (await import('../../modules/team/ui/recycle-bin.tsx')).RecycleBin }))

export const settingsEntries: readonly SettingsEntry[] = [
  // Whoever looks as somebody has come to see the pages, not the account.
  { label: 'shell.account', path: '/account', group: 'own', Icon: UserOutlined, isOffered: (_metadata, { looking_as }) => !looking_as, Page: Account },
  { label: 'notices.settings', path: '/account/notices', group: 'own', Icon: BellOutlined, isOffered: (_metadata, { looking_as }) => !looking_as, Page: NoticeSettings },
  { label: 'team.settings.people', path: '/users', group: 'company', Icon: IdcardOutlined, isOffered: seesObject('user'), Page: People },
  { label: 'team.settings.departments', path: '/departments', group: 'company', Icon: ApartmentOutlined, isOffered: seesObject('department'), Page: Departments },
  { label: 'team.settings.territories', path: '/territories', group: 'company', Icon: GlobalOutlined, isOffered: seesObject('territory'), Page: Territories },
  { label: 'team.calendar.title', path: '/calendars', group: 'company', Icon: CalendarOutlined, isOffered: seesObject('calendar'), Page: Calendars },
  { label: 'ownership.fairness.title', path: '/fairness', group: 'company', Icon: BarChartOutlined, isOffered: addsObject('handover'), Page: Fairness },
  { label: 'team.settings.roles', path: '/roles', group: 'access', Icon: SafetyOutlined, isOffered: seesObject('role'), Page: Roles },
  { label: 'shell.sign_in_settings', path: '/sign-in-settings', group: 'access', Icon: SafetyCertificateOutlined, isOffered: (_metadata, { abilities, looking_as }) => abilities.is_administrator === true && !looking_as, Page: Security },
  { label: 'shell.audit', path: '/settings/audit', group: 'access', Icon: AuditOutlined, isOffered: (_metadata, { abilities }) => abilities.reads_audit === true, Page: Audit },
  { label: 'approvals.lines', path: '/approval-lines', group: 'company', Icon: SolutionOutlined, isOffered: addsObject('approval_line'), Page: ApprovalLines },
  { label: 'quotes.limits', path: '/discount-limits', group: 'company', Icon: PercentageOutlined, isOffered: addsObject('discount_limit'), Page: DiscountLimits },
  { label: 'sales.price_lists', path: '/price-lists', group: 'company', Icon: DollarOutlined, isOffered: addsObject('price_list'), Page: PriceLists },
  { label: 'orders.kinds', path: '/order-kinds', group: 'company', Icon: OrderedListOutlined, isOffered: addsObject('order_kind'), Page: OrderKinds },
  { label: 'requests.policies', path: '/sla-policies', group: 'company', Icon: FieldTimeOutlined, isOffered: addsObject('sla_policy'), Page: SlaPolicies },
  { label: 'requests.intakes', path: '/service-settings', group: 'company', Icon: InboxOutlined, isOffered: addsObject('sla_policy'), Page: ServiceSettings },
  { label: 'calls.queues', path: '/call-queues', group: 'company', Icon: PhoneOutlined, isOffered: addsObject('call_queue'), Page: CallQueues },
  { label: 'complaints.causes', path: '/complaint-causes', group: 'company', Icon: BranchesOutlined, isOffered: addsObject('complaint_cause'), Page: ComplaintCauses },
  { label: 'complaints.rules', path: '/warning-rules', group: 'company', Icon: AlertOutlined, isOffered: addsObject('warning_rule'), Page: ComplaintWarnings },
  { label: 'knowledge.categories', path: '/article-categories', group: 'company', Icon: ReadOutlined, isOffered: addsObject('article_category'), Page: ArticleCategories },
  { label: 'knowledge.help_page', path: '/help-settings', group: 'company', Icon: QuestionCircleOutlined, isOffered: addsObject('article_category'), Page: HelpSettings },
  { label: 'portal.title', path: '/portal-settings', group: 'company', Icon: GlobalOutlined, isOffered: addsObject('sla_policy'), Page: PortalSettings },
  { label: 'archive.rules', path: '/archive-rules', group: 'data', Icon: FieldTimeOutlined, isOffered: addsObject('archive_rule'), Page: ArchiveRules },
  { label: 'credit.rule', path: '/credit-rules', group: 'data', Icon: CreditCardOutlined, isOffered: addsObject('credit_rule'), Page: CreditRule },
  { label: 'insight.rule', path: '/value-rules', group: 'data', Icon: LineChartOutlined, isOffered: addsObject('value_rule'), Page: ValueRule },
  { label: 'tiers.schemes', path: '/tier-schemes', group: 'data', Icon: CrownOutlined, isOffered: addsObject('tier_scheme'), Page: TierSchemes },
  { label: 'custom.title', path: '/custom-objects', group: 'data', Icon: BlockOutlined, isOffered: addsObject('custom_object'), Page: CustomObjects },
  { label: 'team.settings.custom_fields', path: '/custom-fields', group: 'data', Icon: FormOutlined, isOffered: addsObject('custom_field'), Page: CustomFields },
  { label: 'team.layout.title', path: '/layouts', group: 'data', Icon: LayoutOutlined, isOffered: addsObject('layout'), Page: Layouts },
  { label: 'privacy.erasures', path: '/erasures', group: 'access', Icon: UserDeleteOutlined, isOffered: seesObject('erasure'), Page: Erasures },
  { label: 'opportunities.pipelines_title', path: '/pipelines', group: 'data', Icon: FunnelPlotOutlined, isOffered: addsObject('pipeline'), Page: Pipelines },
  { label: 'ownership.pool.rules', path: '/pool-rules', group: 'data', Icon: InboxOutlined, isOffered: addsObject('pool'), Page: PoolRules },
  { label: 'ownership.assignment.title', path: '/assignment-rules', group: 'data', Icon: ForkOutlined, isOffered: addsObject('assignment_rule'), Page: Assignment },
  { label: 'leads.scoring', path: '/lead-scoring', group: 'data', Icon: ExperimentOutlined, isOffered: ({ objects }) => objects.some(({ name, queries }) => name === 'lead' && queries.includes('scoring')), Page: LeadScoring },
  { label: 'ownership.removal.title', path: '/removal-rules', group: 'data', Icon: ClearOutlined, isOffered: addsObject('removal_rule'), Page: Removal },
  { label: 'privacy.retention', path: '/retention-rules', group: 'data', Icon: HourglassOutlined, isOffered: addsObject('retention_rule'), Page: Retention },
  { label: 'team.numbers.title', path: '/number-formats', group: 'data', Icon: FieldBinaryOutlined, isOffered: addsObject('number_format'), Page: NumberFormats },
  { label: 'team.settings.given', path: '/given-things', group: 'data', Icon: GiftOutlined, isOffered: (_metadata, { abilities }) => abilities.is_administrator === true, Page: GivenThings },
  { label: 'team.settings.recycle_bin', path: '/recycle-bin', group: 'data', Icon: DeleteOutlined, isOffered: ({ objects }) => objects.some((object) => object.can.delete), Page: RecycleBin },
]
