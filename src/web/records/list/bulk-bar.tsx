/** What can be done with the chosen rows, and how far it has got. */
import { CloseOutlined, DeleteOutlined, EditOutlined, TagOutlined } from '@ant-design/icons'
import { Button, Progress } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../client/metadata.tsx'
import { keys } from '../../client/records.ts'
import { twinOf, writableOf } from '../../fields/index.ts'
import { formatNumber } from '../../kit/format.ts'
import { useToast } from '../../kit/toast.tsx'
import { BulkChange } from './bulk-change.tsx'
import { BulkTags } from './bulk-tags.tsx'
import { restoreAll, runBulk } from './bulk-run.ts'
import { ExportMenu } from './export-menu.tsx'
import styles from './list.module.css'

import type { FieldMetadata, ObjectMetadata } from '../../client/metadata.tsx'
import type { BatchInput, ListQuery, RecordData } from '../../client/records.ts'
import type { BulkProgress, Changed } from './bulk-run.ts'
import type { Rows } from './rows.ts'
import type { Selection } from './selection.ts'

interface Props {
  object: ObjectMetadata
  rows: Rows
  query: ListQuery
  columns: string[]
  selection: Selection
}

export function BulkBar({ object, rows, query, columns, selection }: Props) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const [asking, setAsking] = useState<'change' | 'tags'>()
  const [progress, setProgress] = useState<BulkProgress>()
  const stop = useRef<AbortController>(undefined)
  const tags = object.fields.find((field) => twinOf(field).isWordList && !field.readonly)
  const count = selection.count(rows.total)
  const chosen = rows.records.filter((record) => selection.has(record.id))
  const canChooseAll = !selection.isAll && chosen.length === rows.records.length && rows.hasMore && rows.total !== undefined

  const run = async (what: 'change' | 'delete', operation: (records: RecordData[]) => BatchInput, field?: FieldMetadata) => {
    setAsking(undefined)
    const controller = new AbortController()
    stop.current = controller
    setProgress({ done: 0, total: count, failed: 0 })
    try {
      const records = selection.isAll ? { query, total: count } : chosen
      const result = await runBulk({ path: object.path, records, fields: field && [field.name], operation, onProgress: setProgress, signal: controller.signal })
      const { changed } = result
      const text = t(`bulk.${what}_done`, { count: changed.length, objects: labelOf(object.plural_label) })
      const undo = () => void (field ? takeBack(field, changed) : restore(changed))
      toast.done(result.isStopped ? t('bulk.stopped', { done: result.done, total: result.total }) : text, changed.length > 0 ? { undo } : {})
      if (result.failed > 0) toast.information(t('bulk.failed', { count: result.failed, reason: result.firstProblem ?? '' }))
      if (result.failed === 0) selection.clear()
    } catch (error) {
      if (!controller.signal.aborted) toast.problem(error)
    } finally {
      setProgress(undefined)
      rows.refresh()
      void client.invalidateQueries({ queryKey: keys.object(object.path) })
    }
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
      if (result.failed > 0) toast.information(t('bulk.failed', { count: result.failed, reason: result.firstProblem ?? '' }))
    } catch (error) {
      toast.problem(error)
    } finally {
      setProgress(undefined)
      rows.refresh()
    }
  }
  const change = (field: FieldMetadata, value: unknown) =>
    void run('change', (records) => ({ update: records.map((record) => ({ id: record.id, [field.name]: writableOf(field, value) })) }), field)
  const addTags = (field: FieldMetadata, added: string[]) =>
    void run('change', (records) => ({ update: records.map((record) => ({ id: record.id, [field.name]: [...new Set([...texts(record[field.name]), ...added])] })) }), field)

  if (progress) return <BulkProgressBar progress={progress} onStop={stop.current ? () => stop.current?.abort() : undefined} />
  if (count === 0) return null
  return (
    <div className={styles.bulk} role="region" aria-label={t('bulk.title')}>
      <span className={styles.bulkCount}>{t('bulk.chosen', { count, number: formatNumber(count) })}</span>
      {canChooseAll && (
        <Button type="link" size="small" onClick={selection.chooseAll}>
          {t('bulk.choose_all', { count: rows.total ?? 0, number: formatNumber(rows.total) })}
        </Button>
      )}
      {object.can.change && !object.is_append_only && (
        <Button size="small" icon={<EditOutlined aria-hidden />} onClick={() => setAsking('change')}>
          {t('bulk.change')}
        </Button>
      )}
      {tags && object.can.change && (
        <Button size="small" icon={<TagOutlined aria-hidden />} onClick={() => setAsking('tags')}>
          {t('bulk.tag')}
        </Button>
      )}
      {object.can.export && (
        <ExportMenu object={object} size="small" columns={columns} query={selection.isAll ? query : { filter: { id: { in: chosen.map((record) => record.id) } }, sort: query.sort }} />
      )}
      {object.can.delete && !object.is_append_only && (
        <Button size="small" icon={<DeleteOutlined aria-hidden />} onClick={() => void run('delete', (records) => ({ delete: records.map((record) => record.id) }))}>
          {t('bulk.delete')}
        </Button>
      )}
      <Button size="small" type="text" icon={<CloseOutlined aria-hidden />} onClick={selection.clear}>
        {t('bulk.clear')}
      </Button>
      {asking === 'change' && <BulkChange object={object} count={count} onCancel={() => setAsking(undefined)} onChange={change} />}
      {asking === 'tags' && tags && <BulkTags field={tags} count={count} onCancel={() => setAsking(undefined)} onAdd={(added) => addTags(tags, added)} />}
    </div>
  )
}

function BulkProgressBar({ progress, onStop }: { progress: BulkProgress; onStop?: () => void }) {
  const { t } = useTranslation()
  const percent = progress.total > 0 ? Math.round((progress.done / progress.total) * 100) : 0
  return (
    <div className={styles.bulk} role="status">
      <div className={styles.progress}>
        <Progress percent={percent} size="small" aria-label={t('bulk.progress')} />
        <span className={styles.bulkCount}>
          {formatNumber(progress.done)} / {formatNumber(progress.total)}
        </span>
      </div>
      {onStop && (
        <Button size="small" onClick={onStop}>
          {t('bulk.stop')}
        </Button>
      )}
    </div>
  )
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
