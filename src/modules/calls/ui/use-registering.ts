/** Sends what was said: of a call that was answered its end, else the whole call in one. Typed once, entered once. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { randomId } from '../../../web/client/random-id.ts'
import { useRecordAction } from '../../../web/client/records.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { callsPath } from './call-answers.ts'

import type { Party } from '../queries/known-by.ts'
import type { RecordData } from '../../../web/client/records.ts'

export const kinds = ['log', 'request', 'complaint', 'lead', 'call_back'] as const
export type Kind = (typeof kinds)[number]

export interface Draft {
  note: string
  kind: Kind
  category: string | undefined
  /** What an unknown number is filed as. */
  file: 'none' | 'customer' | 'lead'
  name: string
  company: string
  /** An instant. */
  dueAt: string
}

interface Call {
  live: RecordData | undefined
  phone: string
  /** When the number was begun: with it the call begins. */
  began: string | undefined
  party: Party | undefined
}

export function useRegistering({ live, phone, began, party }: Call, onSent: () => void) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const toast = useToast()
  const end = useRecordAction(callsPath, 'hang-up')
  /** The same until it is entered: a second press of an answer that was lost enters nothing twice. */
  const key = useRef(randomId())
  const mutation = useMutation({
    mutationFn: async (draft: Draft) => {
      const body = bodyOf(draft, party)
      if (!live) return api.post<RecordData>(`/${callsPath}/register`, { ...body, phone, answered_at: began ?? null }, { idempotencyKey: key.current })
      return api.post<RecordData>(`/${callsPath}/${live.id}/finish`, body)
    },
    onSuccess: (call, draft) => {
      key.current = randomId()
      toast.done(t(`calls.done_${draft.kind}`))
      onSent()
      return call
    },
    // What was refused is sent again with other words.
    onError: () => void (key.current = randomId()),
    onSettled: () => void client.invalidateQueries({ queryKey: ['records'] }),
  })
  return { send: mutation.mutate, isPending: mutation.isPending, isError: mutation.isError, error: mutation.error, hangUp: () => live && end.mutate({ id: live.id }, { onError: toast.problem }), isHangingUp: end.isPending }
}

function bodyOf(draft: Draft, party: Party | undefined): Record<string, unknown> {
  const name = draft.name.trim()
  return {
    note: draft.note.trim(),
    kind: draft.kind,
    category: draft.category ?? null,
    ...(party ? { customer: party.customer.id, contact: party.contact?.id ?? null } : {}),
    ...(draft.file === 'customer' && name && !party ? { new_customer: { name } } : {}),
    ...(draft.kind === 'lead' && name ? { lead: { name, company: draft.company.trim() || null } } : {}),
    ...(draft.kind === 'call_back' && draft.dueAt ? { due_at: draft.dueAt } : {}),
  }
}
