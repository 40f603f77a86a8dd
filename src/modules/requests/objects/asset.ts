import { issue } from '../../../platform/problems.ts'
import { field, options } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'

/** What a customer owns and we look after: which one it is, where it stands, and what is promised for it. */
export const asset = defineObject({
  name: 'asset',
  plural: 'assets',
  label: { zh: '客户设备', en: 'Asset' },
  plural_label: { zh: '客户设备', en: 'Assets' },
  empty_hint: { zh: '客户的每台设备：型号、序列号、装在哪里、保修到哪天；报修时选它，保修和合同自动带出。', en: 'Every device of a customer: model, serial number, where it stands, warranty; a request that names it is judged by its warranty and contract.' },
  title: 'name',
  sort: 'name',
  about: 'customer',
  has_timeline: true,
  fields: {
    number: field.sequence({ label: { zh: '设备编号', en: 'Number' }, format: 'SB-{000000}', required: true, unique: true, max_length: 60, also_called: ['编号', '资产编号', 'asset id', 'tag'] }),
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, max_length: 200, also_called: ['设备名称', 'device'] }),
    customer: field.reference({ label: { zh: '客户', en: 'Customer' }, target: 'customer', required: true, lives_with: true }),
    product: field.reference({ label: { zh: '产品', en: 'Product' }, target: 'product', also_called: ['型号', 'model'] }),
    serial: field.text({ label: { zh: '序列号', en: 'Serial number' }, max_length: 100, also_called: ['sn', 's/n', '机身号', 'serial'] }),
    installed_on: field.date({ label: { zh: '安装日期', en: 'Installed on' } }),
    warranty_until: field.date({ label: { zh: '保修至', en: 'Warranty until' }, also_called: ['质保期至', 'warranty end'] }),
    entitlement: field.reference({ label: { zh: '服务权益', en: 'Entitlement' }, hint: { zh: '如年保合同：此设备的请求先按它', en: 'Such as a yearly contract: requests about this device go by it first' }, target: 'entitlement' }),
    place: field.place({ label: { zh: '位置', en: 'Place' }, personal: true, also_called: ['安装位置', 'location'] }),
    status: field.choice({ label: { zh: '状态', en: 'Status' }, required: true, default: 'in_use', options: options({ in_use: ['在用', 'In use', 'green'], faulty: ['故障', 'Faulty', 'gold'], retired: ['停用', 'Retired'] }) }),
    remark: field.richText({ label: { zh: '备注', en: 'Remark' } }),
    files: field.files({ label: { zh: '附件', en: 'Files' } }),
  },
  panels: [
    { key: 'main', label: { zh: '设备', en: 'Asset' }, fields: ['name', 'customer', 'product', 'serial', 'place', 'status', 'number'] },
    { key: 'terms', label: { zh: '保修与合同', en: 'Warranty and contract' }, fields: ['installed_on', 'warranty_until', 'entitlement', 'remark', 'files'] },
  ],
  views: [
    { key: 'in_use', label: { zh: '在用', en: 'In use' }, filter: { status: { ne: 'retired' } }, sort: 'name', columns: ['name', 'serial', 'customer', 'product', 'place', 'warranty_until', 'status'] },
    { key: 'ending', label: { zh: '90 天内出保', en: 'Warranty ends within 90 days' }, filter: { warranty_until: { in_next: '90d' }, status: { ne: 'retired' } }, sort: 'warranty_until', columns: ['name', 'serial', 'customer', 'product', 'warranty_until', 'entitlement'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: 'name', columns: ['number', 'name', 'serial', 'customer', 'product', 'installed_on', 'warranty_until', 'status'] },
  ],
  search: { fields: ['name', 'serial', 'number'], subtitle: ['serial', 'number'] },
  check: ({ installed_on: from, warranty_until: until }) => (from !== null && until !== null && until < from ? [issue('warranty_until', 'before_start', '保修不能早于安装结束', 'The warranty cannot end before it was installed')] : []),
})
