/** The groups of the navigation: one line each. The objects of a module stand in the group that names it. */
import { ApartmentOutlined, CustomerServiceOutlined, DollarOutlined, FormOutlined, IdcardOutlined, PieChartOutlined } from '@ant-design/icons'

import type { NavigationGroup } from '../shell/place-groups.tsx'

export const navigationGroups: readonly NavigationGroup[] = [
  { key: 'customers', label: 'shell.groups.customers', Icon: IdcardOutlined, modules: ['customers', 'interactions', 'custom'] },
  { key: 'sales', label: 'shell.groups.sales', Icon: DollarOutlined, modules: ['leads', 'opportunities', 'targets', 'sales', 'suggestions'] },
  { key: 'contracts', label: 'shell.groups.contracts', Icon: FormOutlined, modules: ['quotes', 'renewals', 'orders'] },
  { key: 'service', label: 'shell.groups.service', Icon: CustomerServiceOutlined, modules: ['requests', 'calls', 'complaints', 'knowledge', 'dispatch', 'portal'] },
  { key: 'insight', label: 'shell.groups.insight', Icon: PieChartOutlined, modules: ['insight', 'analyses', 'tiers', 'reports'] },
  { key: 'management', label: 'shell.groups.management', Icon: ApartmentOutlined, modules: ['approvals', 'ownership', 'archive', 'credit', 'privacy'] },
]
