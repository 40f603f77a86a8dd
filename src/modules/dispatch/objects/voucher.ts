import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { classOptions } from '../../requests/index.ts'
import { checkDocument, deriveDocument, documentFields, linePanel, totalsPanel } from '../../sales/index.ts'
import { faultsOfSettlement, settlementOf } from '../rules/settlement.ts'

export const settlementOptions = options({
  none: ['无需收费', 'Nothing to pay'],
  open: ['未结算', 'Not settled', 'gold'],
  collected: ['现场已收', 'Collected on the spot', 'green'],
  to_bill: ['待财务开票', 'For finance to bill', 'blue'],
  billed: ['已开票', 'Billed', 'green'],
})

export const methodOptions = options({ cash: ['现金', 'Cash'], wechat: ['微信', 'WeChat'], alipay: ['支付宝', 'Alipay'], card: ['刷卡', 'Card'], transfer: ['转账', 'Transfer'] })

/** One sheet for each visit (S30): work, parts, time, charge, and the customer's signature. All of them together are the register. */
export const voucher = defineObject({
  name: 'service_voucher',
  plural: 'service_vouchers',
  label: { zh: '服务凭证', en: 'Service voucher' },
  plural_label: { zh: '服务登记簿', en: 'Service register' },
  empty_hint: { zh: '每次上门完工一张凭证，都登记在这里：做了什么、收多少、谁结的。', en: 'Each finished visit leaves a voucher here: what was done, what it costs, who settled it.' },
  title: 'number',
  sort: '-done_on',
  owner: 'engineer',
  about: 'request',
  timeline_at: 'created_at',
  fields: {
    number: field.sequence({ label: { zh: '凭证号', en: 'Number' }, format: 'PZ-{yyyy}-{000000}', required: true, unique: true, max_length: 60 }),
    job: field.reference({ label: { zh: '上门任务', en: 'Visit' }, target: 'field_job', required: true, readonly: true, lives_with: true }),
    request: field.reference({ label: { zh: '服务请求', en: 'Service request' }, target: 'request', required: true, readonly: true }),
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', readonly: true }),
    asset: field.reference({ label: { zh: '设备', en: 'Asset' }, target: 'asset', readonly: true }),
    engineer: field.person({ label: { zh: '工程师', en: 'Engineer' }, readonly: true }),
    done_on: field.date({ label: { zh: '完工日期', en: 'Done on' }, required: true, readonly: true, default: '@today' }),
    service_class: field.choice({ label: { zh: '服务类别', en: 'Service class' }, required: true, readonly: true, options: classOptions }),
    entitlement: field.reference({ label: { zh: '所依权益', en: 'Entitlement' }, target: 'entitlement', readonly: true }),
    visit: field.choice({ label: { zh: '上门次数', en: 'Visit counted' }, required: true, readonly: true, default: 'not_due', options: options({ counted: ['已扣一次', 'Counted', 'green'], unlimited: ['不限次数', 'Not limited'], none_left: ['次数已用完', 'None was left', 'gold'], not_due: ['不计', 'Not counted'] }) }),
    work: field.richText({ label: { zh: '做了什么', en: 'Work done' }, required: true }),
    minutes: field.number({ label: { zh: '用时（分钟）', en: 'Minutes' }, min: 0, max: 10_000 }),
    ...documentFields,
    signed_by: field.text({ label: { zh: '签字人', en: 'Signed by' }, readonly: true, personal: true, max_length: 200 }),
    signed_at: field.datetime({ label: { zh: '签字时间', en: 'Signed at' }, readonly: true }),
    signature: field.file({ label: { zh: '客户签字', en: 'Signature' }, readonly: true, personal: true }),
    settlement: field.choice({ label: { zh: '结算', en: 'Settlement' }, required: true, readonly: true, default: 'none', options: settlementOptions }),
    method: field.choice({ label: { zh: '收款方式', en: 'Paid by' }, readonly: true, options: methodOptions }),
    collected_amount: field.money({ label: { zh: '实收', en: 'Collected' }, readonly: true, min: 0 }),
    settled_by: field.person({ label: { zh: '结算人', en: 'Settled by' }, readonly: true }),
    settled_at: field.datetime({ label: { zh: '结算时间', en: 'Settled at' }, readonly: true }),
    invoice: field.reference({ label: { zh: '发票', en: 'Invoice' }, target: 'invoice', readonly: true }),
    remark: field.richText({ label: { zh: '备注', en: 'Remark' } }),
  },
  panels: [
    { key: 'main', label: { zh: '凭证', en: 'Voucher' }, fields: ['job', 'request', 'customer', 'asset', 'engineer', 'done_on', 'service_class', 'entitlement', 'visit', 'work', 'minutes', 'number'] },
    { key: 'lines', label: { zh: '配件与收费', en: 'Parts and charges' }, fields: [...linePanel] },
    { key: 'totals', label: { zh: '合计与结算', en: 'Totals and settlement' }, fields: [...totalsPanel, 'settlement', 'method', 'collected_amount', 'settled_by', 'settled_at', 'invoice', 'remark'] },
    { key: 'signature', label: { zh: '签字', en: 'Signature' }, fields: ['signed_by', 'signed_at', 'signature'] },
  ],
  views: [
    { key: 'open', label: { zh: '未结算', en: 'Not settled' }, filter: { settlement: { in: ['open', 'to_bill'] } }, sort: 'done_on', columns: ['number', 'done_on', 'customer', 'engineer', 'service_class', 'total', 'settlement'] },
    { key: 'mine', label: { zh: '我的', en: 'Mine' }, filter: { engineer: '@me' }, sort: '-done_on', columns: ['number', 'done_on', 'customer', 'service_class', 'total', 'settlement'] },
    { key: 'all', label: { zh: '登记簿', en: 'Register' }, sort: '-done_on', columns: ['number', 'done_on', 'customer', 'engineer', 'service_class', 'minutes', 'total', 'settlement', 'method', 'collected_amount', 'settled_by', 'settled_at'] },
  ],
  search: { fields: ['number', 'signed_by'], subtitle: ['done_on', 'settlement'] },
  // Only class A is paid: what the others got is written down with its price and charged with nothing.
  derive: (record) => {
    const totals = deriveDocument(record.service_class === 'a' ? record : { ...record, discount_percent: 100, discount_amount: null })
    return { ...totals, settlement: settlementOf(record.settlement, totals.total) }
  },
  check: (record, before) => [...checkDocument(record), ...faultsOfSettlement(record, before)],
})
