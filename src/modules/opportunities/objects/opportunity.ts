import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { decisionRoles } from '../../customers/index.ts'
import { currencyOptions } from '../../sales/index.ts'
import { agreementOptions } from '../rules/agreements.ts'
import { reasonOptions, standingOptions } from '../rules/standing.ts'
import { weightedAmount } from '../rules/worth.ts'
import { forecastCategory, forecastOptions } from '../rules/forecast-category.ts'
import { checkOpportunity } from '../rules/check-opportunity.ts'
import { rolesOf } from '../rules/contact-roles.ts'

const needKinds = options({ situation: ['背景问题', 'Situation'], problem: ['难点问题', 'Problem'], implication: ['暗示问题', 'Implication'], need_payoff: ['需求效益问题', 'Need-payoff'] })

/** A sale that may come about. Stage and standing are moved by actions alone (actions/), and say so in the log. */
export const opportunity = defineObject({
  name: 'opportunity',
  plural: 'opportunities',
  label: { zh: '商机', en: 'Opportunity' },
  plural_label: { zh: '商机', en: 'Opportunities' },
  empty_hint: { zh: '可能成交的生意：从兴趣到赢单或输单。', en: 'Sales that may come about: from the first interest to won or lost.' },
  title: 'name',
  sort: '-updated_at',
  owner: 'owner',
  territory: 'territory',
  is_shareable: true,
  about: 'customer',
  timeline_at: 'created_at',
  fields: {
    number: field.sequence({ label: { zh: '商机编号', en: 'Number' }, format: 'SJ-{yyyy}-{000000}', required: true, unique: true, max_length: 60, also_called: ['编号', 'opportunity_id', 'opportunity id', 'deal id'] }),
    name: field.text({ label: { zh: '商机名称', en: 'Name' }, personal: true, required: true, max_length: 300, pinyin: { full: 'name_pinyin', initials: 'name_initials' }, also_called: ['名称', '商机', 'opportunity', 'deal', 'deal name'] }),
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', lives_with: true, also_called: ['客户名称', 'account', 'company'] }),
    contacts: field.references({ label: { zh: '联系人', en: 'Contacts' }, target: 'contact', column: 'contact_ids' }),
    contact_roles: field.groups({ label: { zh: '联系人角色', en: 'Roles of contacts' }, personal: true, hint: { zh: '各联系人在这单生意里的角色；仅限上面的联系人', en: 'The part each has in this sale; of the contacts above only' }, parts: [
      { name: 'contact', label: { zh: '联系人', en: 'Contact' }, type: 'reference', target: 'contact', required: true },
      { name: 'role', label: { zh: '角色', en: 'Role' }, type: 'choice', options: decisionRoles },
      { name: 'concern', label: { zh: '看重什么', en: 'What matters to them' }, type: 'text' },
    ] }),
    products: field.references({ label: { zh: '产品', en: 'Products' }, target: 'product', column: 'product_ids', also_called: ['product'] }),
    pipeline: field.reference({ label: { zh: '销售流程', en: 'Pipeline' }, hint: { zh: '不填则为默认流程', en: 'The default one where left empty' }, target: 'pipeline' }),
    stage: field.reference({ label: { zh: '阶段', en: 'Stage' }, target: 'stage', readonly: true }),
    status: field.choice({ label: { zh: '状态', en: 'Standing' }, required: true, readonly: true, default: 'open', options: standingOptions }),
    amount: field.money({ label: { zh: '金额', en: 'Amount' }, currency_of: 'currency', min: 0, also_called: ['预计金额', 'value', 'close_value', 'deal value'] }),
    currency: field.choice({ label: { zh: '币种', en: 'Currency' }, required: true, default: '@currency', options: currencyOptions }),
    probability: field.percent({ label: { zh: '概率（%）', en: 'Probability (%)' }, hint: { zh: '不填则随阶段', en: 'That of the stage where left empty' }, scale: 0 }),
    weighted_amount: field.money({ label: { zh: '加权金额', en: 'Weighted amount' }, currency_of: 'currency', derived: true }),
    forecast_choice: field.choice({ label: { zh: '预测类别（改定）', en: 'Forecast category, as judged' }, hint: { zh: '不填则随概率：80 起承诺，50 起最佳情况', en: 'By the probability where left empty: committed from 80, best case from 50' }, options: forecastOptions }),
    forecast_category: field.choice({ label: { zh: '预测类别', en: 'Forecast category' }, derived: true, options: forecastOptions }),
    close_on: field.date({ label: { zh: '预计成交', en: 'Expected close' }, also_called: ['预计成交日期', 'expected close date'] }),
    opened_on: field.date({ label: { zh: '开始日期', en: 'Opened on' }, default: '@today', also_called: ['engage_date', 'opened', 'start date'] }),
    source: field.choice({ label: { zh: '来源', en: 'Source' }, options: options({ referral: ['转介绍', 'Referral'], campaign: ['活动', 'Campaign'], form: ['网站表单', 'Form'], hot_line: ['热线', 'Hot line'], visit: ['走访', 'Visit'], partner: ['合作伙伴', 'Partner'], social: ['社交媒体', 'Social media'], batch: ['批量开发', 'Batch development'], tender: ['招标', 'Tender'], existing: ['老客户', 'Existing customer'], other: ['其他', 'Other'] }) }),
    campaign: field.reference({ label: { zh: '来源活动', en: 'Source campaign' }, target: 'campaign', also_called: ['campaign', '营销活动'] }),
    source_detail: field.text({ label: { zh: '来源说明', en: 'Source, in words' }, personal: true, max_length: 300 }),
    owner: field.person({ label: { zh: '负责人', en: 'Owner' }, default: '@me', also_called: ['sales agent', 'sales_agent', '销售'] }),
    team: field.references({ label: { zh: '协作同事', en: 'Team' }, target: 'user', column: 'team_ids' }),
    territory: field.reference({ label: { zh: '区域', en: 'Territory' }, target: 'territory', also_called: ['region'] }),
    next_step: field.text({ label: { zh: '下一步', en: 'Next step' }, personal: true, max_length: 500 }),
    next_step_on: field.date({ label: { zh: '下一步日期', en: 'Next step on' } }),
    needs: field.groups({ label: { zh: '需求', en: 'Needs' }, personal: true, hint: { zh: '四类提问：背景、难点、暗示、需求效益', en: 'Four kinds of question: situation, problem, implication, need-payoff' }, parts: [
      { name: 'kind', label: { zh: '类型', en: 'Kind' }, type: 'choice', required: true, options: needKinds },
      { name: 'question', label: { zh: '问题', en: 'Question' }, type: 'text', required: true },
      { name: 'answer', label: { zh: '回答', en: 'Answer' }, type: 'text' },
    ] }),
    objections: field.groups({ label: { zh: '异议', en: 'Objections' }, personal: true, parts: [
      { name: 'objection', label: { zh: '异议', en: 'Objection' }, type: 'text', required: true },
      { name: 'answer', label: { zh: '如何回应', en: 'How it was met' }, type: 'text' },
      { name: 'is_met', label: { zh: '已化解', en: 'Met' }, type: 'boolean' },
    ] }),
    commitments: field.groups({ label: { zh: '客户承诺', en: 'Commitments won' }, personal: true, parts: [
      { name: 'what', label: { zh: '承诺', en: 'What' }, type: 'text', required: true },
      { name: 'on', label: { zh: '日期', en: 'On' }, type: 'date' },
    ] }),
    reason: field.choice({ label: { zh: '赢输原因', en: 'Reason' }, readonly: true, options: reasonOptions }),
    reason_text: field.text({ label: { zh: '原因说明', en: 'Reason, in words' }, personal: true, readonly: true, max_length: 1000 }),
    won_through: field.choice({ label: { zh: '赢单依据', en: 'Won through' }, hint: { zh: '客户以何同意；空着是有人赢单', en: 'By what the customer agreed; empty where somebody said so' }, readonly: true, options: agreementOptions }),
    closed_at: field.datetime({ label: { zh: '结束时间', en: 'Closed at' }, readonly: true }),
    closed_from: field.reference({ label: { zh: '结束前阶段', en: 'Stage before closing' }, target: 'stage', readonly: true }),
    stage_since: field.datetime({ label: { zh: '进入阶段', en: 'In the stage since' }, readonly: true, derived: true }),
    stage_due_on: field.date({ label: { zh: '阶段期限', en: 'Stage due on' }, hint: { zh: '过了这一天仍在此阶段即为停滞', en: 'Stalled when still there after this day' }, readonly: true, derived: true }),
    is_historic: field.boolean({ label: { zh: '历史商机', en: 'From former records' }, hint: { zh: '仅限导入：阶段与结束日期取自旧系统', en: 'By import only: its stage and end come from another system' }, required: true, default: false, also_called: ['is_historic'] }),
    historic_stage: field.reference({ label: { zh: '历史阶段', en: 'Former stage' }, target: 'stage', also_called: ['stage', 'deal_stage', '阶段', '销售阶段'] }),
    historic_closed_on: field.date({ label: { zh: '历史结束日期', en: 'Closed on, formerly' }, also_called: ['close_date', 'closed on', '成交日期', '结束日期'] }),
    // Goes up with every move by an action; what does not raise it moved nothing (rules/check-opportunity.ts).
    moves: field.number({ label: { zh: '移动次数', en: 'Moves' }, internal: true, derived: true, required: true, default: 0 }),
    stage_probability: field.percent({ label: { zh: '阶段概率', en: 'Probability of the stage' }, internal: true, derived: true, scale: 0 }),
    remark: field.richText({ label: { zh: '备注', en: 'Remark' }, personal: true }),
    files: field.files({ label: { zh: '附件', en: 'Files' }, personal: true }),
  },
  panels: [
    { key: 'main', label: { zh: '商机', en: 'Opportunity' }, fields: ['name', 'customer', 'contacts', 'amount', 'currency', 'close_on', 'pipeline', 'stage', 'status', 'probability', 'weighted_amount', 'forecast_category', 'forecast_choice', 'next_step', 'next_step_on', 'owner', 'team', 'territory'] },
    { key: 'more', label: { zh: '来源与产品', en: 'Source and products' }, fields: ['products', 'source', 'campaign', 'source_detail', 'opened_on', 'number', 'remark', 'files'] },
    { key: 'needs', label: { zh: '需求与异议', en: 'Needs and objections' }, fields: ['contact_roles', 'needs', 'objections', 'commitments'] },
    { key: 'end', label: { zh: '结果', en: 'Outcome' }, fields: ['reason', 'reason_text', 'won_through', 'closed_at', 'closed_from'] },
  ],
  views: [
    { key: 'mine', label: { zh: '我的商机', en: 'Mine' }, filter: { owner: '@me', status: 'open' }, sort: 'close_on', columns: ['name', 'customer', 'stage', 'amount', 'probability', 'close_on', 'next_step', 'next_step_on'] },
    { key: 'open', label: { zh: '进行中', en: 'Open' }, filter: { status: 'open' }, sort: 'close_on', columns: ['name', 'customer', 'stage', 'amount', 'weighted_amount', 'close_on', 'owner'] },
    { key: 'stalled', label: { zh: '停滞', en: 'Stalled' }, filter: { status: 'open', stage_due_on: { lt: 'today' } }, sort: 'stage_due_on', columns: ['name', 'customer', 'stage', 'stage_since', 'stage_due_on', 'amount', 'owner'] },
    { key: 'closed', label: { zh: '已结束', en: 'Closed' }, filter: { status: { in: ['won', 'lost'] } }, sort: '-closed_at', columns: ['name', 'customer', 'status', 'amount', 'reason', 'closed_from', 'closed_at', 'owner'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-updated_at', columns: ['number', 'name', 'customer', 'stage', 'status', 'amount', 'close_on', 'owner', 'source'] },
  ],
  search: { fields: ['name', 'number'], subtitle: ['number'] },
  derive: (record) => {
    const roles = rolesOf(record.contact_roles, record.contacts)
    const probability = record.probability ?? record.stage_probability
    return { contact_roles: roles, probability, weighted_amount: weightedAmount(record.amount, probability), forecast_category: forecastCategory({ ...record, probability }) }
  },
  check: checkOpportunity,
})
