import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { featuresOf } from '../rules/features.ts'
import { faultsOfMove, isSettled } from '../rules/moves.ts'
import { reasonOptions, sizeOptions, sourceOptions, statusOptions } from './lead-options.ts'

/** Somebody who may become a customer: who, what they want, and what was made of it. */
export const lead = defineObject({
  name: 'lead',
  plural: 'leads',
  label: { zh: '线索', en: 'Lead' },
  plural_label: { zh: '线索', en: 'Leads' },
  empty_hint: { zh: '热线、表单、活动和转介绍带来的人，先记在这里。', en: 'Whoever calls, fills in a form or is recommended is noted here first.' },
  title: 'name',
  sort: '-created_at',
  owner: 'owner',
  territory: 'territory',
  is_shareable: true,
  has_timeline: true,
  // Once converted it stands on the time line of its customer.
  about: 'customer',
  timeline_at: 'created_at',
  person: {},
  fields: {
    number: field.sequence({ label: { zh: '线索编号', en: 'Number' }, format: 'XS-{yyyy}-{000000}', required: true, unique: true, max_length: 60, also_called: ['编号', 'lead id'] }),
    name: field.text({ label: { zh: '称呼', en: 'Name' }, hint: { zh: '来询的人；只知道单位时填单位', en: 'Who asks; the firm where nobody is known' }, personal: true, required: true, max_length: 200, pinyin: { full: 'name_pinyin', initials: 'name_initials', name: true }, also_called: ['姓名', '联系人', 'full_name', 'contact'] }),
    company: field.text({ label: { zh: '单位', en: 'Company' }, personal: true, max_length: 300, also_called: ['公司', '公司名称', 'account'] }),
    position: field.text({ label: { zh: '职务', en: 'Position' }, personal: true, max_length: 100 }),
    phones: field.phones({ label: { zh: '电话', en: 'Phones' }, personal: true, also_called: ['手机', '联系电话', 'phone', 'mobile', 'tel'] }),
    emails: field.mails({ label: { zh: '邮箱', en: 'Mail' }, personal: true, also_called: ['email', 'e-mail', 'mail'] }),
    wechat: field.text({ label: { zh: '微信', en: 'WeChat' }, personal: true, max_length: 100 }),
    city: field.text({ label: { zh: '城市', en: 'City' }, max_length: 100 }),
    address: field.text({ label: { zh: '地址', en: 'Address' }, personal: true, max_length: 300 }),
    industry: field.text({ label: { zh: '行业', en: 'Industry' }, max_length: 100, also_called: ['sector'] }),
    size_band: field.choice({ label: { zh: '规模', en: 'Size' }, options: sizeOptions }),
    source: field.choice({ label: { zh: '来源', en: 'Source' }, required: true, default: 'other', options: sourceOptions }),
    campaign: field.reference({ label: { zh: '来源活动', en: 'Source campaign' }, target: 'campaign', also_called: ['campaign', '营销活动'] }),
    source_detail: field.text({ label: { zh: '来源说明', en: 'Where from exactly' }, hint: { zh: '哪场活动、哪个页面、谁介绍', en: 'Which campaign or page, recommended by whom' }, personal: true, max_length: 300 }),
    wants: field.richText({ label: { zh: '想要什么', en: 'What they want' }, personal: true, also_called: ['需求', 'needs', '备注'] }),
    products: field.references({ label: { zh: '感兴趣的产品', en: 'Interested in' }, target: 'product', column: 'product_ids' }),
    budget: field.money({ label: { zh: '预算', en: 'Budget' }, min: 0 }),
    expected_on: field.date({ label: { zh: '预计时间', en: 'Expected on' } }),
    owner: field.person({ label: { zh: '负责人', en: 'Owner' }, hint: { zh: '留空则按分配规则分配', en: 'Left empty, it is assigned by the rules' } }),
    team: field.reference({ label: { zh: '所属部门', en: 'Team' }, target: 'department' }),
    territory: field.reference({ label: { zh: '区域', en: 'Territory' }, target: 'territory' }),
    next_contact_on: field.date({ label: { zh: '下次联系', en: 'Next contact' } }),
    remark: field.richText({ label: { zh: '备注', en: 'Remark' }, personal: true }),

    status: field.choice({ label: { zh: '状态', en: 'Status' }, required: true, readonly: true, default: 'new', options: statusOptions }),
    unqualified_reason: field.choice({ label: { zh: '不合格原因', en: 'Why unqualified' }, readonly: true, options: reasonOptions }),
    unqualified_remark: field.text({ label: { zh: '原因说明', en: 'In words' }, personal: true, readonly: true, max_length: 500 }),
    settled_at: field.datetime({ label: { zh: '定论时间', en: 'Settled at' }, readonly: true }),
    contact_due_at: field.datetime({ label: { zh: '首次联系期限', en: 'First contact by' }, readonly: true, derived: true }),
    first_contact_at: field.datetime({ label: { zh: '首次联系', en: 'First contact' }, readonly: true }),
    minutes_to_first_contact: field.number({ label: { zh: '首次联系用时（工作分钟）', en: 'To first contact (working minutes)' }, readonly: true, min: 0 }),

    score: field.number({ label: { zh: '评分', en: 'Score' }, readonly: true, derived: true, min: 0, max: 100 }),
    score_reasons: field.groups({ label: { zh: '评分依据', en: 'Why this score' }, readonly: true, derived: true, parts: [
      { name: 'feature', label: { zh: '特征', en: 'Feature' }, type: 'text', required: true },
      { name: 'value', label: { zh: '取值', en: 'Value' }, type: 'text', required: true },
      { name: 'log_odds', label: { zh: '对数几率', en: 'Log odds' }, type: 'number', required: true },
    ] }),
    scored_at: field.datetime({ label: { zh: '评分时间', en: 'Scored at' }, readonly: true, derived: true }),
    // What scoring and learning look at: kept as it was before the outcome, so that nothing known only afterwards is learnt from.
    score_inputs: field.group({ label: { zh: '评分输入', en: 'Inputs of the score' }, readonly: true, derived: true, internal: true }),

    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', readonly: true }),
    contact: field.reference({ label: { zh: '联系人', en: 'Contact' }, target: 'contact', readonly: true }),
    opportunity: field.reference({ label: { zh: '商机', en: 'Opportunity' }, target: 'opportunity', readonly: true }),
    converted_by: field.person({ label: { zh: '转化人', en: 'Converted by' }, readonly: true }),
  },
  panels: [
    { key: 'main', label: { zh: '来询', en: 'Enquiry' }, fields: ['name', 'company', 'position', 'wants', 'products', 'budget', 'expected_on', 'source', 'campaign', 'source_detail'] },
    { key: 'reach', label: { zh: '联系方式', en: 'How to reach' }, fields: ['phones', 'emails', 'wechat', 'city', 'address', 'industry', 'size_band'] },
    { key: 'work', label: { zh: '跟进', en: 'Work' }, fields: ['status', 'owner', 'team', 'territory', 'next_contact_on', 'remark', 'unqualified_reason', 'unqualified_remark', 'contact_due_at', 'first_contact_at', 'minutes_to_first_contact', 'settled_at', 'customer', 'contact', 'opportunity'] },
  ],
  views: [
    { key: 'mine', label: { zh: '我的新线索', en: 'Mine, new' }, filter: { owner: '@me', status: { in: ['new', 'working'] } }, sort: 'contact_due_at', columns: ['name', 'company', 'wants', 'score', 'source', 'status', 'contact_due_at', 'next_contact_on'] },
    { key: 'waiting', label: { zh: '等待首次联系', en: 'Waiting for first contact' }, filter: { first_contact_at: { is_empty: true }, status: { in: ['new', 'working'] } }, sort: 'contact_due_at', columns: ['name', 'company', 'source', 'contact_due_at', 'owner', 'score', 'phones'] },
    // An hour ahead begins now: what was due before now.
    { key: 'late', label: { zh: '首次联系超时', en: 'First contact overdue' }, filter: { first_contact_at: { is_empty: true }, status: { in: ['new', 'working'] }, contact_due_at: { lt: '+1h' } }, sort: 'contact_due_at', columns: ['name', 'company', 'source', 'contact_due_at', 'owner', 'score', 'phones'] },
    { key: 'hot', label: { zh: '高分', en: 'Hot' }, filter: { score: { gte: 60 }, status: { in: ['new', 'working', 'qualified'] } }, sort: '-score', columns: ['name', 'company', 'score', 'status', 'source', 'budget', 'owner', 'next_contact_on'] },
    { key: 'board', label: { zh: '按状态', en: 'By status' }, filter: { status: { in: ['new', 'working', 'qualified'] } }, sort: '-score', columns: ['name', 'company', 'score', 'owner', 'source'], display: 'board', board_by: 'status' },
    { key: 'unowned', label: { zh: '无人负责', en: 'Nobody’s' }, filter: { owner: { is_empty: true }, status: { in: ['new', 'working'] } }, sort: 'created_at', columns: ['name', 'company', 'source', 'city', 'industry', 'score', 'contact_due_at'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-created_at', columns: ['number', 'name', 'company', 'status', 'source', 'score', 'owner', 'created_at', 'minutes_to_first_contact', 'customer'] },
  ],
  search: { fields: ['name', 'company', 'number', 'phones', 'emails', 'wechat'], subtitle: ['company', 'status'] },
  derive: (record, moment) => ({ score_inputs: isSettled(record.status) ? record.score_inputs : featuresOf(record, moment) }),
  check: (record, before) => faultsOfMove(record.status, before?.status ?? null),
})
