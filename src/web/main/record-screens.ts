/** Screens of modules for records of their objects, loaded when first opened. */
import { lazy } from 'react'

import type { RecordScreens } from '../records/record/record-screens.tsx'

const CustomerScreen = lazy(async () => ({ default: (await import('./customer-screen.tsx')).CustomerScreen }))
const TaboosOfCustomer = lazy(async () => ({ default: (await import('../../modules/customers/ui/taboo-bar.tsx')).TaboosOfCustomer }))
const TaskActions = lazy(async () => ({ default: (await import('../../modules/interactions/ui/task-actions.tsx')).TaskActions }))
const PersonActions = lazy(async () => ({ default: (await import('../../modules/team/ui/person-actions.tsx')).PersonActions }))

export const recordScreens: RecordScreens = {
  customer: { View: CustomerScreen },
  task: { Banner: TaboosOfCustomer, Actions: TaskActions },
  contact: { Banner: TaboosOfCustomer },
  interaction: { Banner: TaboosOfCustomer },
  transaction: { Banner: TaboosOfCustomer },
  user: { Actions: PersonActions },
}
