/** Sends the contact that was typed; without a connection it waits on the device. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { sendOrKeep } from '../../../web/client/outbox.ts'
import { useToast } from '../../../web/kit/toast.tsx'

import { visitChannel } from './check-in.tsx'
import { emptyDraft, keepDraft } from './contact-draft.ts'

import type { RecordData, Reference } from '../../../web/client/records.ts'
import type { Belongs } from './quick-log-state.ts'
import type { ContactDraft } from './contact-draft.ts'

export function isEmptyDraft(draft: ContactDraft): boolean {
  return draft.files.length === 0 && ![draft.content, draft.opinion, draft.promise, draft.nextStep].some((words) => words.trim())
}

export function useSending({ customer, belongs }: { customer: Reference; belongs?: Belongs }, onSent: () => void): { isSending: boolean; send(draft: ContactDraft): Promise<void> } {
  const { t } = useTranslation()
  const client = useQueryClient()
  const toast = useToast()
  const [isSending, setIsSending] = useState(false)

  const send = async (draft: ContactDraft) => {
    if (isEmptyDraft(draft) || isSending) return
    setIsSending(true)
    try {
      const body = { ...bodyOf(draft, customer.id), ...(belongs ? { [belongs.field]: belongs.id } : {}) }
      const title = [draft.content, draft.promise, draft.nextStep, draft.opinion].map((words) => words.trim()).find(Boolean) ?? ''
      const proof = { customer: customer.id, at: body.at }
      // Whoever loads the page again meanwhile does not find the words in the box a second time: they are sent from the device.
      const onKept = () => keepDraft(customer.id, emptyDraft)
      const created = await sendOrKeep<RecordData>({ path: '/interactions', body, title: `${customer.name} · ${title}`.slice(0, 200), about: customer.id, proof }, { onKept }).catch((error: unknown) => {
        keepDraft(customer.id, draft)
        throw error
      })
      onSent()
      if (!created) return toast.information(t('interactions.log.waits'))
      const undo = async () => {
        await api.delete(`/interactions/${created.id}`)
        await client.invalidateQueries({ queryKey: ['records'] })
      }
      toast.done(t(draft.promise.trim() ? 'interactions.log.done_promise' : 'interactions.log.done'), { undo: () => void undo().catch(toast.problem) })
      await client.invalidateQueries({ queryKey: ['records'] })
    } catch (error) {
      toast.problem(error)
    } finally {
      setIsSending(false)
    }
  }
  return { isSending, send }
}

function bodyOf(draft: ContactDraft, customer: string): Record<string, unknown> {
  const promise = draft.promise.trim()
  return {
    customer,
    contacts: draft.contacts,
    channel: draft.channel,
    direction: draft.direction,
    at: new Date().toISOString(),
    content: draft.content.trim() || null,
    opinion: draft.opinion.trim() || null,
    next_step: draft.nextStep.trim() || null,
    ...(draft.files.length > 0 ? { files: draft.files.map(({ id }) => id) } : {}),
    // Where one checked in is where a visit was; of a call that was chosen afterwards it says nothing.
    ...(draft.checkIn && draft.channel === visitChannel ? { place: { lat: draft.checkIn.lat, lng: draft.checkIn.lng } } : {}),
    promises: promise ? [{ what: promise, due_on: draft.dueOn }] : [],
  }
}
