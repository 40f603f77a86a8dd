import type { FieldRight, Grant, Grants, Scope } from '../../../kernel/access/actor.ts'

const all = everything('all')
const readAll: Grant = { see: 'all' }
const team = everything('team_below')
const readOwn: Grant = { see: 'own' }
const own: Grant = { see: 'own', create: 'own', change: 'own', delete: 'own' }
/** Seen by whoever may see the customer; written where one sees it oneself. */
const note: Grant = { see: 'all', create: 'all', change: 'all' }

const people: Grants = { user: readAll, department: readAll, territory: readAll, role: readAll, custom_field: readAll }
const basics: Grants = { ...people, product: readAll, price_list: readAll, price: readAll, order_kind: readAll, tag: { see: 'all', create: 'all' }, saved_view: own }
/** Of one's own, also where a role sees everything else of everybody. */
const reporting: Grants = { report: own, dashboard: own, report_schedule: own }

/** How people are reached, for roles that need them now and then: in part, the whole on demand and logged. */
const onDemand: Record<string, FieldRight> = { phones: 'reveal', emails: 'reveal', wechat: 'reveal' }
const inPart: Record<string, FieldRight> = { phones: 'masked', emails: 'masked', wechat: 'masked' }

/** What things cost and what is earned by them: for those who answer for it. What a customer buys, how often and in which stage it is everybody reads who looks after it. */
const hidden = (names: string[]): Record<string, FieldRight> => Object.fromEntries(names.map((name) => [name, 'hidden']))
const noCost = hidden(['cost'])
const noMarginOfOrder = hidden(['cost', 'margin'])
const noMargins: Grants = {
  product: { ...readAll, fields: noCost },
  order: { ...own, fields: noMarginOfOrder },
  customer_value: { ...readOwn, fields: hidden(['margin', 'contact_cost', 'complaint_cost', 'field_cost', 'serve_cost', 'profit', 'profit_percent', 'historic_value', 'contribution_part']) },
}

/** The roles a new workspace begins with. Administrators may change them. */
export const readyRoles: { key: string; name: string; grants: Grants }[] = [
  { key: 'administrator', name: '管理员 Administrator', grants: { '*': all } },
  { key: 'executive', name: '高管 Executive', grants: { '*': { see: 'all', export: 'all' }, ...people, ...reporting, saved_view: own, comment: { ...own, see: 'all' }, task: { ...own, see: 'all' }, interaction: { ...own, see: 'all', export: 'all' } } },
  { key: 'sales_manager', name: '销售经理 Sales manager', grants: { '*': team, ...basics, customer: { ...team, unowned: true }, lead: { ...team, unowned: true } } },
  { key: 'account_manager', name: '客户经理 Account manager', grants: { '*': own, ...basics, ...noMargins, customer: { see: 'own', create: 'own', change: 'own', import: 'own', unowned: true }, lead: { ...own, import: 'own', unowned: true }, transaction: { see: 'own', create: 'own', fields: noCost } } },
  { key: 'customer_service', name: '客服 Customer service', grants: { '*': own, ...basics, ...noMargins, lead: { see: 'all', create: 'all', change: 'own' }, customer: { see: 'all', create: 'all', fields: onDemand }, contact: { see: 'all', fields: onDemand }, preference: note, special_day: readAll, relationship: readAll, transaction: { ...readAll, fields: noCost }, order: { ...readAll, fields: noMarginOfOrder }, shipment: readAll, claim: { see: 'all', create: 'all', change: 'all' }, interaction: { ...own, see: 'all' }, request: note, request_message: note, asset: note, field_job: note, service_voucher: note, entitlement: note, complaint: note, portal_access: note, call: note, call_back: note, agent_state: readAll, article: { ...note, delete: 'own' } } },
  { key: 'service_engineer', name: '服务工程师 Service engineer', grants: { '*': own, ...basics, ...noMargins, customer: { see: 'territory', fields: onDemand }, contact: { see: 'territory', fields: onDemand }, preference: note, special_day: {}, relationship: {}, transaction: {} } },
  { key: 'marketing', name: '市场 Marketing', grants: { '*': own, ...basics, ...noMargins, tag: all, lead: all, customer: { see: 'all', fields: inPart }, contact: { see: 'all', fields: inPart }, preference: readAll, special_day: readAll, transaction: { ...readAll, fields: noCost } } },
  { key: 'finance', name: '财务 Finance', grants: { '*': own, ...basics, customer: { see: 'all', export: 'all', fields: inPart }, contact: { see: 'all', fields: inPart }, customer_value: { see: 'all', export: 'all' }, transaction: { see: 'all', create: 'all', export: 'all', import: 'all' }, order: { see: 'all', export: 'all' }, invoice: all, service_voucher: note, receipt: all, receipt_match: readAll, instalment: all, purchase: { see: 'all', change: 'all', export: 'all' } } },
  { key: 'auditor', name: '审计 Auditor', grants: { '*': { see: 'all', export: 'all' }, ...reporting, saved_view: own } },
  { key: 'partner', name: '合作伙伴 Partner', grants: { customer: { see: 'own', create: 'own', change: 'own' }, contact: own, interaction: own, task: own, product: { ...readAll, fields: noCost } } },
  { key: 'portal_customer', name: '客户（门户） Customer (portal)', grants: {} },
  { key: 'manager', name: '经理 Manager', grants: { '*': team, ...people, product: all, price_list: all, price: all, order_kind: all, tag: all } },
  { key: 'staff', name: '员工 Staff', grants: { '*': own, ...basics } },
]

function everything(scope: Scope): Grant {
  return { see: scope, create: scope, change: scope, delete: scope, export: scope, import: scope }
}
