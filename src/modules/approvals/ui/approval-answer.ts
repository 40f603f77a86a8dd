/** What the pages read of approvals, and the questions they ask. */
import { useQuery } from '@tanstack/react-query'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { formatDate, formatMoney, formatPercent } from '../../../web/kit/format.ts'

import type { Label } from '../../../kernel/definitions/label.ts'
import type { WaitingApproval } from '../queries/waiting-for-me.ts'

export interface OccasionAnswer {
  object: string
  occasion: string
  label: Label
}

/** What waits for this person, also as somebody's substitute. */
export function useWaiting() {
  const object = useObject('approval')
  return useQuery({
    queryKey: [...keys.lists('approvals'), 'waiting'],
    queryFn: ({ signal }) => api.post<{ data: WaitingApproval[]; total: number }>('/approvals/waiting', { limit: 200 }, { signal }),
    enabled: object !== undefined,
  })
}

/** They change with the program only. */
export function useOccasions() {
  const object = useObject('approval_line')
  return useQuery({
    queryKey: ['occasions'],
    queryFn: ({ signal }) => api.post<{ data: OccasionAnswer[] }>('/approval-lines/occasions', {}, { signal }),
    enabled: object !== undefined,
    staleTime: Infinity,
  })
}

export interface FactAnswer {
  label: Label
  text: string
}

export function factsOf(value: unknown): FactAnswer[] {
  const list: unknown[] = Array.isArray(value) ? value : []
  return list.flatMap((fact) => (isFact(fact) ? [{ label: fact.label, text: textOf(fact.value, 'type' in fact ? fact.type : undefined) }] : []))
}

function isFact(fact: unknown): fact is { label: Label; value: unknown } {
  return typeof fact === 'object' && fact !== null && 'label' in fact && 'value' in fact && typeof fact.label === 'object' && fact.label !== null && 'zh' in fact.label && 'en' in fact.label
}

function textOf(value: unknown, type: unknown): string {
  if (value === null || value === undefined || value === '') return '—'
  if (type === 'money') return formatMoney(value)
  if (type === 'percent') return formatPercent(value)
  return type === 'date' ? formatDate(value) : String(value)
}
