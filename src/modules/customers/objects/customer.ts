import { issue, type Issue } from '../../../platform/problems.ts'
import { parseDay } from '../../../kernel/fields/times.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { completenessOf } from '../rules/completeness.ts'
import { checkCreditCode, normaliseCreditCode } from '../rules/credit-code.ts'
import { channelOptions, purposeOptions, stateOptions } from './consent-options.ts'
import { businessOnly, personOnly, personOptions, sourceOptions, tierOptions } from './customer-options.ts'

/** One file for every customer: an organisation or a person. */
export const customer = defineObject({
  name: 'customer',
  plural: 'customers',
  label: { zh: '客户', en: 'Customer' },
  plural_label: { zh: '客户', en: 'Customers' },
  empty_hint: { zh: '客户档案在这里：新建一个，或导入已有的表格。', en: 'Customer files live here: create one, or import a table you have.' },
  title: 'name',
  sort: '-updated_at',
  owner: 'owner',
  territory: 'territory',
  is_shareable: true,
  has_timeline: true,
  merged_into: 'merged_into',
  person: { when: personOnly },
  fields: {
    number: field.sequence({ label: { zh: '客户编号', en: 'Number' }, format: 'KH-{yyyy}-{000000}', required: true, unique: true, max_length: 60, also_called: ['编号', 'customer id', 'customerid', 'id', 'account id'] }),
    kind: field.choice({ label: { zh: '性质', en: 'Kind' }, required: true, default: 'organisation', options: options({ organisation: ['单位', 'Organisation'], person: ['个人', 'Person'] }) }),
    name: field.text({ label: { zh: '名称', en: 'Name' }, personal: true, required: true, max_length: 5000, pinyin: { full: 'name_pinyin', initials: 'name_initials', name_when: { field: 'kind', in: ['person'] } }, also_called: ['姓名', '客户', '客户名称', '公司名称', 'customer', 'account', 'company', 'full_name', 'full name', 'guest'] }),
    short_name: field.text({ label: { zh: '简称', en: 'Short name' }, personal: true, max_length: 5000 }),
    category: field.choice({ label: { zh: '类别', en: 'Category' }, required: true, default: 'business', default_by: { field: 'kind', values: { person: 'consumer' } }, options: options({ consumer: ['消费者', 'Consumer'], business: ['企业', 'Business'], channel: ['渠道', 'Channel'], supplier: ['供应商', 'Supplier'], both: ['客户兼供应商', 'Customer and supplier'], government: ['政府', 'Government'], internal: ['内部', 'Internal'] }) }),
    status: field.choice({ label: { zh: '状态', en: 'Status' }, required: true, default: 'potential', options: options({ potential: ['潜在', 'Prospect', 'default'], interested: ['意向', 'Interested', 'blue'], active: ['合作', 'Active', 'green'], dormant: ['沉睡', 'Dormant', 'gold'], lost: ['流失', 'Lost', 'volcano'], won_back: ['赢回', 'Won back', 'cyan'] }) }),
    tier: field.choice({ label: { zh: '级别', en: 'Tier' }, required: true, default: 'potential', options: tierOptions }),
    tier_reason: field.text({ label: { zh: '定级理由', en: 'Why this tier' }, personal: true, max_length: 500 }),
    tier_until: field.date({ label: { zh: '级别保留至', en: 'Tier kept until' }, hint: { zh: '此日之前，分级方案不改变级别', en: 'Until that day no scheme changes the tier' } }),
    source: field.choice({ label: { zh: '来源', en: 'Source' }, options: sourceOptions }),
    source_detail: field.text({ label: { zh: '来源说明', en: 'Where from exactly' }, hint: { zh: '哪场活动、哪个页面、谁介绍', en: 'Which campaign or page, recommended by whom' }, personal: true, max_length: 300 }),
    referrer: field.reference({ label: { zh: '介绍人', en: 'Referred by' }, personal: true, target: 'customer', only_when: { field: 'source', in: ['referral'] } }),
    owner: field.person({ label: { zh: '客户经理', en: 'Account manager' }, default: '@me', also_called: ['负责人', 'sales agent', 'sales_agent', 'account manager'] }),
    team: field.reference({ label: { zh: '所属部门', en: 'Team' }, target: 'department' }),
    territory: field.reference({ label: { zh: '区域', en: 'Territory' }, target: 'territory', also_called: ['region', '大区', '销售区域'] }),
    industry: field.text({ label: { zh: '行业', en: 'Industry' }, max_length: 100, also_called: ['sector'] }),
    size_band: field.choice({ label: { zh: '规模', en: 'Size' }, only_when: businessOnly, options: options({ micro: ['20人以下', 'Below 20'], small: ['20-99人', '20-99'], medium: ['100-499人', '100-499'], large: ['500-1999人', '500-1,999'], huge: ['2000人以上', '2,000 and more'] }) }),
    phones: field.phones({ label: { zh: '电话', en: 'Phones' }, personal: true, also_called: ['手机', '联系电话', '电话号码', 'phone', 'mobile', 'tel'] }),
    emails: field.mails({ label: { zh: '邮箱', en: 'Mail' }, personal: true, also_called: ['email', 'e-mail', '电子邮件', 'mail'] }),
    wechat: field.text({ label: { zh: '微信', en: 'WeChat' }, personal: true, max_length: 100 }),
    addresses: field.addresses({ label: { zh: '地址', en: 'Addresses' }, personal: true, also_called: ['address', '住址', '详细地址'] }),
    province: field.text({ label: { zh: '省份', en: 'Province' }, derived: true }),
    city: field.text({ label: { zh: '城市', en: 'City' }, derived: true }),
    district: field.text({ label: { zh: '区县', en: 'District' }, derived: true }),
    website: field.text({ label: { zh: '网站', en: 'Website' }, personal: true, max_length: 500, also_called: ['url'] }),
    parent: field.reference({ label: { zh: '上级单位', en: 'Group' }, target: 'customer', only_when: businessOnly, also_called: ['subsidiary_of'] }),
    tags: field.tags({ label: { zh: '标签', en: 'Tags' }, personal: true }),
    remark: field.richText({ label: { zh: '备注', en: 'Remark' }, personal: true, also_called: ['note', 'notes', '说明'] }),

    credit_code: field.text({ label: { zh: '统一社会信用代码', en: 'Credit code' }, personal: true, only_when: businessOnly, max_length: 30 }),
    legal_person: field.text({ label: { zh: '法定代表人', en: 'Legal person' }, personal: true, only_when: businessOnly, max_length: 100 }),
    registered_capital: field.money({ label: { zh: '注册资本', en: 'Registered capital' }, only_when: businessOnly, min: 0 }),
    founded_on: field.date({ label: { zh: '成立日期', en: 'Founded on' }, only_when: businessOnly }),
    tax_bank: field.group({ label: { zh: '开票资料', en: 'Invoice data' }, personal: true, only_when: businessOnly, parts: [
      { name: 'tax_number', label: { zh: '税号', en: 'Tax number' }, type: 'text' },
      { name: 'bank', label: { zh: '开户行', en: 'Bank' }, type: 'text' },
      { name: 'account', label: { zh: '账号', en: 'Account' }, type: 'text' },
      { name: 'address', label: { zh: '注册地址', en: 'Registered address' }, type: 'text' },
      { name: 'phone', label: { zh: '注册电话', en: 'Registered phone' }, type: 'text' },
    ] }),

    ...personOptions,

    credit_limit: field.money({ label: { zh: '信用额度', en: 'Credit limit' }, min: 0 }),
    credit_days: field.number({ label: { zh: '账期（天）', en: 'Credit days' }, min: 0, max: 3650 }),
    credit_rating: field.choice({ label: { zh: '信用评级', en: 'Credit rating' }, personal: true, options: options({ aaa: ['AAA', 'AAA'], aa: ['AA', 'AA'], a: ['A', 'A'], b: ['B', 'B'], c: ['C', 'C'], d: ['D', 'D'] }) }),
    // What the ledger of consents (module privacy) says today, kept by it.
    consents: field.groups({ label: { zh: '联系许可', en: 'Consents' }, readonly: true, derived: true, parts: [
      { name: 'purpose', label: { zh: '目的', en: 'Purpose' }, type: 'choice', required: true, options: purposeOptions },
      { name: 'channel', label: { zh: '渠道', en: 'Channel' }, type: 'choice', required: true, options: channelOptions },
      { name: 'state', label: { zh: '状态', en: 'State' }, type: 'choice', required: true, options: stateOptions },
      { name: 'at', label: { zh: '日期', en: 'Day' }, type: 'date' },
      { name: 'until', label: { zh: '有效至', en: 'Until' }, type: 'date' },
      { name: 'how', label: { zh: '方式', en: 'How' }, type: 'text' },
    ] }),
    do_not_disturb: field.groups({ label: { zh: '勿扰时段', en: 'Do not disturb' }, personal: true, hint: { zh: '此时段内任何人不得致电，可跨午夜', en: 'Nobody may call in these hours; they may pass midnight' }, parts: [
      { name: 'from', label: { zh: '从', en: 'From' }, type: 'time', required: true },
      { name: 'to', label: { zh: '到', en: 'To' }, type: 'time', required: true },
    ] }),

    merged_into: field.reference({ label: { zh: '并入', en: 'Merged into' }, target: 'customer', readonly: true, internal: true, stays_at_merge: true }),
    files: field.files({ label: { zh: '附件', en: 'Files' }, personal: true, hint: { zh: '合同、执照、名片等', en: 'Contracts, licences, cards' } }),

    completeness: field.percent({ label: { zh: '完整度', en: 'Completeness' }, derived: true, required: true, default: 0, scale: 0 }),
    completeness_missing: field.tags({ label: { zh: '待补充', en: 'Missing' }, derived: true }),
    contact_facts: field.group({ label: { zh: '主要联系人资料', en: 'Facts of the primary contact' }, internal: true, derived: true }),
    total_amount: field.money({ label: { zh: '累计消费', en: 'Total amount' }, readonly: true, derived: true, required: true, default: '0.00' }),
    annual_amount: field.money({ label: { zh: '近一年消费', en: 'Annual amount' }, readonly: true, derived: true, required: true, default: '0.00' }),
    purchase_count: field.number({ label: { zh: '消费次数', en: 'Purchases' }, readonly: true, derived: true, required: true, default: 0 }),
    first_purchase_at: field.datetime({ label: { zh: '首次消费', en: 'First purchase' }, readonly: true, derived: true }),
    last_purchase_at: field.datetime({ label: { zh: '最近消费', en: 'Last purchase' }, readonly: true, derived: true }),
    last_contact_at: field.datetime({ label: { zh: '最近接触', en: 'Last contact' }, readonly: true, derived: true }),
    personal_quality: field.number({ label: { zh: '素质与社会资源', en: 'Personal quality and social resources' }, hint: { zh: '0-100，人工评定，计入高价值得分', en: '0 to 100, judged by hand; counts in the high-value score' }, personal: true, min: 0, max: 100 }),
    value: field.reference({ label: { zh: '价值', en: 'Value' }, target: 'customer_value', column: 'id', readonly: true, derived: true, asked_only: true, sortable: true, stays_at_merge: true }),
  },
  panels: [
    { key: 'main', label: { zh: '基本资料', en: 'Profile' }, fields: ['name', 'kind', 'short_name', 'number', 'category', 'status', 'tier', 'tier_reason', 'tier_until', 'source', 'source_detail', 'referrer', 'owner', 'team', 'territory', 'industry', 'size_band', 'tags', 'personal_quality'] },
    { key: 'reach', label: { zh: '联系方式', en: 'How to reach' }, fields: ['phones', 'emails', 'wechat', 'addresses', 'website', 'consents', 'do_not_disturb'] },
    { key: 'person', label: { zh: '个人', en: 'Person' }, fields: ['gender', 'birthday', 'birthday_calendar', 'family_status', 'household_stage', 'occupation_group', 'income_band', 'education', 'risk_tolerance', 'communication_style', 'temperament', 'best_time'] },
    { key: 'business', label: { zh: '工商与开票', en: 'Business and invoices' }, fields: ['credit_code', 'legal_person', 'registered_capital', 'founded_on', 'parent', 'tax_bank'] },
    { key: 'credit', label: { zh: '信用', en: 'Credit' }, fields: ['credit_limit', 'credit_days', 'credit_rating'] },
    { key: 'more', label: { zh: '备注与附件', en: 'Remark and files' }, fields: ['remark', 'files'] },
  ],
  views: [
    { key: 'mine', label: { zh: '我的客户', en: 'My customers' }, filter: { owner: '@me' }, sort: '-updated_at', columns: ['name', 'tier', 'status', 'city', 'annual_amount', 'last_contact_at', 'completeness', 'tags'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-updated_at', columns: ['number', 'name', 'kind', 'tier', 'status', 'owner', 'city', 'annual_amount', 'last_purchase_at', 'phones'] },
    { key: 'vip', label: { zh: '重点客户', en: 'Key accounts' }, filter: { tier: { in: ['vip', 'a'] } }, sort: '-annual_amount', columns: ['name', 'tier', 'owner', 'city', 'annual_amount', 'last_contact_at', 'phones'] },
    { key: 'incomplete', label: { zh: '待完善', en: 'Incomplete' }, filter: { completeness: { lt: 60 } }, sort: 'completeness', columns: ['name', 'owner', 'completeness', 'completeness_missing', 'created_at'] },
    { key: 'board', label: { zh: '状态看板', en: 'By status' }, sort: '-annual_amount', columns: ['name', 'tier', 'owner', 'annual_amount'], display: 'board', board_by: 'status' },
  ],
  search: { fields: ['name', 'short_name', 'number', 'phones', 'emails', 'wechat', 'credit_code'], subtitle: ['number', 'city', 'tier'] },
  derive: (record) => {
    const [first] = record.addresses ?? []
    const place = (part: string) => (typeof first?.[part] === 'string' ? first[part] : null)
    const code = record.credit_code ? normaliseCreditCode(record.credit_code) : record.credit_code
    const { percent, missing } = completenessOf({ ...record, ...record.contact_facts, credit_code: code }, record.kind === 'person' ? 'person' : 'organisation')
    return {
      province: place('province'),
      city: place('city'),
      district: place('district'),
      credit_code: code,
      completeness: percent,
      completeness_missing: missing,
    }
  },
  check: (record, before) => [
    ...checkCode(record.credit_code, before?.credit_code ?? null),
    ...(record.birthday && 'invalid' in parseDay(record.birthday) ? [issue('birthday', 'invalid_date', '生日无效', 'The birthday is not a day')] : []),
  ],
})

/** Checked when it changes: files from before the rule stay editable. */
function checkCode(code: string | null, before: string | null): Issue[] {
  if (!code || code === before) return []
  const fault = checkCreditCode(code)
  if (!fault) return []
  const reasons: Record<string, [string, string]> = {
    length: ['应为 18 位', 'it has 18 characters'],
    characters: ['含有不允许的字符', 'it has characters that are not allowed'],
    check_digit: ['校验位不符', 'its check digit does not fit'],
  }
  const [zh, en] = reasons[fault] ?? ['格式不正确', 'its form is not right']
  return [issue('credit_code', 'invalid_credit_code', `统一社会信用代码${zh}`, `Not a unified social credit code: ${en}`)]
}
