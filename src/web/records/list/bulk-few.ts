/** Changes to some rows on the page: done at once by the browser, and taken back by it. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, titleOf } from '../../client/metadata.tsx'
import { keys } from '../../client/records.ts'
import { writableOf } from '../../fields/index.ts'
import { useToast } from '../../kit/toast.tsx'
import { restoreAll, runBulk } from './bulk-run.ts'

import type { FieldMetadata, ObjectMetadata } from '../../client/metadata.tsx'
import type { BatchInput, RecordData } from '../../client/records.ts'
import type { BulkProgress, Changed, Refused } from './bulk-run.ts'
import type { Rows } from './rows.ts'
import type { Selection } from './selection.ts'

export interface FewWork {
  what: 'change' | 'delete'
  records: RecordData[]
  /** The field that is changed; none for a deletion. */
  field?: FieldMetadata
  operation(records: RecordData[]): BatchInput
}

/** By name; the others of the same reason are seen in the list. */
const mostNamed = 3

export function useFewChanges(object: ObjectMetadata, rows: Rows, selection: Selection) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const [progress, setProgress] = useState<BulkProgress>()
  const stop = useRef<AbortController>(undefined)

  const run = async ({ what, records, field, operation }: FewWork) => {
    const controller = new AbortController()
    stop.current = controller
    setProgress({ done: 0, total: records.length, failed: 0 })
    try {
      const result = await runBulk({ path: object.path, records, fields: field && [field.name], operation, onProgress: setProgress, signal: controller.signal })
      const { changed } = result
      const text = t(`bulk.${what}_done`, { count: changed.length, objects: labelOf(object.plural_label) })
      const undo = () => void (field ? takeBack(field, changed) : restore(changed))
      toast.done(result.isStopped ? t('bulk.stopped', { done: result.done, total: result.total }) : text, changed.length > 0 ? { undo } : {})
      tellRefused(result.refused)
      // What was not done stays chosen, so that it is seen which that is.
      selection.chooseLoaded(result.refused.map(({ record }) => record))
    } catch (error) {
      if (!controller.signal.aborted) toast.problem(error)
    } finally {
      setProgress(undefined)
      rows.refresh()
      void client.invalidateQueries({ queryKey: keys.object(object.path) })
    }
  }
  const tellRefused = (refused: Refused[]) => {
    if (refused.length === 0) return
    const reasons = [...Map.groupBy(refused, ({ reason }) => reason)].map(([reason, those]) => {
      const names = those.slice(0, mostNamed).map(({ record }) => titleOf(object, record)).join(t('filter.list_words'))
      return t(those.length > mostNamed ? 'bulk.failed_of_more' : 'bulk.failed_of', { reason, names })
    })
    toast.information(t('bulk.failed', { count: refused.length, reason: reasons.join(t('bulk.failed_and')) }))
  }
  const restore = async (changed: Changed[]) => {
    setProgress({ done: 0, total: changed.length, failed: 0 })
    const { done, failed } = await restoreAll(object.path, changed.map(({ before }) => before.id), setProgress)
    setProgress(undefined)
    toast.done(t('bulk.restored', { count: done - failed }))
    rows.refresh()
  }
  /** Puts back what was there before, but for records that somebody has changed since. */
  const takeBack = async (field: FieldMetadata, changed: Changed[]) => {
    const versions = new Map(changed.map(({ before, version }) => [before.id, version]))
    const operation = (records: RecordData[]) => ({ update: records.map((record) => ({ id: record.id, version: versions.get(record.id), [field.name]: writableOf(field, record[field.name]) })) })
    const controller = new AbortController()
    stop.current = controller
    try {
      const result = await runBulk({ path: object.path, records: changed.map(({ before }) => before), operation, onProgress: setProgress, signal: controller.signal })
      toast.done(t('bulk.restored', { count: result.changed.length }))
      tellRefused(result.refused)
    } catch (error) {
      toast.problem(error)
    } finally {
      setProgress(undefined)
      rows.refresh()
    }
  }
  return { progress, run, stop: () => stop.current?.abort() }
}
