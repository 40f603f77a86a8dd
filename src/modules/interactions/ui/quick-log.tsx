/** Logging a contact from wherever one is: of the row, panel or page one is at, or of a customer that is picked first. */
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

import { currentRecord } from '../../../web/client/current-record.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { useShortcuts } from '../../../web/kit/shortcuts.tsx'
import { isReference, onQuickLog, openQuickLog, quickLog } from './quick-log-state.ts'

import type { Belongs } from './quick-log-state.ts'
import type { Reference } from '../../../web/client/records.ts'

// Opened by a key: the first page is there sooner without it.
const QuickLogDialog = lazy(async () => ({ default: (await import('./quick-log-dialog.tsx')).QuickLogDialog }))

export function QuickLog() {
  const { t } = useTranslation()
  const shown = useSyncExternalStore(onQuickLog, quickLog)
  const interaction = useObject('interaction')
  const canLog = interaction?.can.create === true
  useShortcuts(t('shortcuts.everywhere'), canLog ? [{ keys: 'l', label: t('interactions.log.title'), run: () => openQuickLog(customerOfPlace(), belongsToPlace()) }] : [])
  return <Suspense fallback={null}>{shown && canLog && <QuickLogDialog key={shown.customer?.id ?? ''} start={shown.customer} belongs={shown.belongs} />}</Suspense>
}

/** The customer one is at, or the one that the task, contact or sale one is at belongs to. */
function customerOfPlace(): Reference | undefined {
  const place = currentRecord()
  if (!place) return undefined
  if (place.object === 'customer') return { id: place.record.id, name: place.title }
  const { customer } = place.record
  return isReference(customer) ? { id: customer.id, name: customer.name } : undefined
}

/** At a request or an opportunity of a customer, the contact is about that. */
function belongsToPlace(): Belongs | undefined {
  const place = currentRecord()
  const field = (['request', 'opportunity'] as const).find((name) => name === place?.object)
  return place && field && isReference(place.record.customer) ? { field, id: place.record.id, name: place.title } : undefined
}
