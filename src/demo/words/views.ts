/** Views that somebody of the company shared. */
import type { Stored } from '../../kernel/records/input.ts'

export const views: Stored[] = [
  { object: 'customer', name: '按级别分组', sort: '-annual_amount', columns: ['name', 'owner', 'status', 'annual_amount', 'purchase_count', 'last_contact_at'], group_by: 'tier' },
  { object: 'customer', name: '消费来自哪里', display: 'chart', chart: 'bar,source,sum,annual_amount' },
  { object: 'customer', name: '没有联系人的单位', filter: { kind: 'organisation', contacts: { none: {} } }, sort: '-annual_amount', columns: ['name', 'owner', 'tier', 'annual_amount'] },
  { object: 'transaction', name: '每月消费', display: 'chart', chart: 'line,at:month,sum,amount' },
]
