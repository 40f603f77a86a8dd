/** Acts of whoever is on the way: sent at once, or kept on the phone and sent in their order when the line is back. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { sendOrKeep, useWaiting, type Waiting, type WaitingFile } from '../../../web/client/outbox.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { jobsPath } from './board-answer.ts'

import type { RecordData } from '../../../web/client/records.ts'

export type Verb = 'set-out' | 'check-in' | 'finish' | 'fail'

const leadsTo: Record<Verb, string> = { 'set-out': 'on_the_way', 'check-in': 'checked_in', finish: 'done', fail: 'not_done' }
const order = ['planned', 'on_the_way', 'checked_in', 'done', 'not_done']

export interface Acting {
  isSending: boolean
  /** Answers whether it is on its way; what the server refuses is said. */
  act(verb: Verb, body: Record<string, unknown>, files?: WaitingFile[]): Promise<boolean>
}

export function useActing(job: RecordData): Acting {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const [isSending, setIsSending] = useState(false)
  const act: Acting['act'] = async (verb, body, files) => {
    setIsSending(true)
    try {
      const proof = { id: job.id, status: { in: order.slice(order.indexOf(leadsTo[verb])) } }
      const title = `${t(`dispatch.act_${verb.replace('-', '_')}`)} · ${String(job.subject)}`
      const done = await sendOrKeep({ path: `/${jobsPath}/${job.id}/${verb}`, body: { ...body, at: new Date().toISOString() }, title, about: job.id, proof, proofPath: `/${jobsPath}`, ...(files?.length ? { files } : {}) }, { isInOrder: true })
      if (done === null) toast.information(t('dispatch.kept'))
      else await client.invalidateQueries({ queryKey: ['records'] })
      return true
    } catch (error) {
      toast.problem(error)
      return false
    } finally {
      setIsSending(false)
    }
  }
  return { isSending, act }
}

/** The state of a visit with what waits on this phone already done. */
export function useStatusOf(job: RecordData): { status: string; waits: boolean } {
  const waiting = useWaiting().filter(({ about, problem }) => about === job.id && problem === undefined)
  const last = waiting.map(verbOf).filter((verb) => verb !== undefined).at(-1)
  return { status: last === undefined ? String(job.status) : leadsTo[last], waits: waiting.length > 0 }
}

function verbOf({ path }: Waiting): Verb | undefined {
  const verbs: readonly Verb[] = ['set-out', 'check-in', 'finish', 'fail']
  return verbs.find((verb) => path.endsWith(`/${verb}`))
}
