/** Moving opportunities by hand: what is moved stands in its place at once; who comes second is told, and the card goes to where it is. */
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api, ProblemError } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { idOf } from '../../../web/client/reference-parts.ts'
import { problemTexts } from '../../../web/kit/problem-text.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { missingIn } from './missing.ts'
import { nameInLanguage } from './stage-words.ts'

import type { FieldMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

const FillDialog = lazy(async () => ({ default: (await import('./fill-dialog.tsx')).FillDialog }))

export interface Target {
  id: string
  name: string
}

/** A card that was moved here, until the lists have heard of it. */
export interface Moved {
  record: RecordData
  stage: string
  at: number
}

interface Missing {
  record: RecordData
  target: Target
  from: Target
  fields: FieldMetadata[]
}

/** `dialog` is to be drawn by the page: it asks for what a stage requires. */
export function useMoves() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const toast = useToast()
  const object = useObject('opportunity')
  const [missing, setMissing] = useState<Missing>()
  const [moved, setMoved] = useState<ReadonlyMap<string, Moved>>(new Map())
  const put = (record: RecordData, stage: string) => setMoved((before) => new Map(before).set(record.id, { record, stage, at: Date.now() }))
  const refresh = () => void client.invalidateQueries({ queryKey: ['records'] })

  const send = async (record: RecordData, target: Target): Promise<RecordData> => {
    put({ ...record, stage: target }, target.id)
    try {
      const after = await api.post<RecordData>(`/opportunities/${record.id}/move`, { stage: target.id, version: record.version })
      put(after, target.id)
      return after
    } catch (error) {
      // To where it is now, be it where it was.
      put(record, stageOf(error) ?? idOf(record.stage))
      throw error
    } finally {
      refresh()
    }
  }
  const move = async (record: RecordData, target: Target, from: Target) => {
    if (idOf(record.stage) === target.id) return
    try {
      const after = await send(record, target)
      const undo = () => void send(after, from).then(() => undefined, toast.problem)
      toast.done(t('opportunities.moved', { name: String(record.name), stage: nameInLanguage(target.name) }), { undo })
    } catch (error) {
      const fields = missingIn(error, object)
      if (fields.length > 0) setMissing({ record, target, from, fields })
      else toast.problem(withEveryReason(error))
    }
  }
  const goOn = ({ record, target, from }: Missing, filled: RecordData) => {
    setMissing(undefined)
    void move({ ...record, ...filled }, target, from)
  }
  const dialog = missing && (
    <Suspense fallback={null}>
      <FillDialog record={missing.record} stage={missing.target.name} fields={missing.fields} onFilled={(filled) => goOn(missing, filled)} onClose={() => setMissing(undefined)} />
    </Suspense>
  )
  return { moved, move, dialog }
}

/** A stage that asks for several fields says all of them at once. */
function withEveryReason(error: unknown): unknown {
  return error instanceof ProblemError && error.status === 422 ? new ProblemError(422, { ...error.body, detail: problemTexts(error) }) : error
}

function stageOf(error: unknown): string | undefined {
  return error instanceof ProblemError && error.status === 412 ? idOf(error.body.stage) || undefined : undefined
}
