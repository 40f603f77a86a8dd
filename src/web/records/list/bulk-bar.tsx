/** What can be done with the chosen rows, and how far it has got. Some are done by the page, many by the server. */
import { CloseOutlined, DeleteOutlined, EditOutlined, TagOutlined, UserSwitchOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { twinOf, writableOf } from '../../fields/index.ts'
import { formatNumber } from '../../kit/format.ts'
import { useToast } from '../../kit/toast.tsx'
import { BulkAssign, ownerFieldOf } from './bulk-assign.tsx'
import { progressOf, useBulkWork } from './bulk-changes.ts'
import { useFewChanges } from './bulk-few.ts'
import { BulkProgressBar } from './bulk-progress.tsx'
import { ExportMenu } from './export-menu.tsx'
import styles from './list.module.css'

import type { FieldMetadata, ObjectMetadata } from '../../client/metadata.tsx'
import type { ListQuery, RecordData } from '../../client/records.ts'
import type { BulkChange as Change, BulkRequest } from './bulk-changes.ts'
import type { FewWork } from './bulk-few.ts'
import type { Rows } from './rows.ts'
import type { Selection } from './selection.ts'

// Opened by a click.
// Opened by a click.
const BulkChange = lazy(async () => ({ default: (await import('./bulk-change.tsx')).BulkChange }))
const BulkTags = lazy(async () => ({ default: (await import('./bulk-tags.tsx')).BulkTags }))
const BulkDrawer = lazy(async () => ({ default: (await import('./bulk-drawer.tsx')).BulkDrawer }))

interface Props {
  object: ObjectMetadata
  rows: Rows
  query: ListQuery
  columns: string[]
  selection: Selection
  /** The drawer with earlier work. */
  isRecentOpen: boolean
  onRecent(isOpen: boolean): void
}

/** Above, the server does the work: it goes on when the page is closed. */
const mostHere = 200

export function BulkBar({ object, rows, query, columns, selection, isRecentOpen, onRecent }: Props) {
  const { t } = useTranslation()
  const toast = useToast()
  const [asking, setAsking] = useState<'change' | 'tags' | 'owner'>()
  const few = useFewChanges(object, rows, selection)
  const many = useBulkWork(object, (change) => tell(change))
  const tags = object.fields.find((field) => twinOf(field).isWordList && !field.readonly)
  const owner = ownerFieldOf(object)
  const count = selection.count(rows.total)
  const chosen = rows.records.filter((record) => selection.has(record.id))
  const canChooseAll = !selection.isAll && chosen.length === rows.records.length && (rows.hasMore || rows.hasBefore) && rows.total !== undefined

  const attempt = (work: Promise<void>) => void work.catch(toast.problem)
  const undo = (id: string) => attempt(many.undo(id))
  const tell = ({ id, work, state, result, total }: Change) => {
    rows.refresh()
    const { undone } = result
    if (state === 'undone' && undone) {
      toast.done(t('bulk.undone', { count: undone.records }))
      if (undone.kept > 0) toast.information(t('bulk.kept', { count: undone.kept }))
      return
    }
    if (result.problem) return toast.information(result.problem.message)
    const text = t(work.delete ? 'bulk.delete_done' : 'bulk.change_done', { count: result.changed })
    toast.done(state === 'cancelled' ? t('bulk.stopped', { done: result.changed, total }) : text, result.changed > 0 ? { undo: () => undo(id) } : {})
    // What was not done is shown at once, with the reasons.
    if (result.refused > 0) onRecent(true)
  }
  // Of groups that were closed meanwhile the page has no rows any more, but knows what was chosen.
  const isMany = selection.isAll || count > mostHere || chosen.length < count
  const run = (work: Omit<FewWork, 'records'>, request: BulkRequest) => {
    setAsking(undefined)
    if (!isMany) return void few.run({ ...work, records: chosen })
    const which: BulkRequest = selection.isAll ? { filter: query.filter ?? {}, q: query.q, expected: rows.total } : { ids: [...selection.ids] }
    attempt(many.begin({ ...which, ...request }).then(selection.clear))
  }
  const change = (field: FieldMetadata, value: unknown) => {
    const written = writableOf(field, value)
    run({ what: 'change', field, operation: (records) => ({ update: records.map((record) => ({ id: record.id, [field.name]: written })) }) }, { change: { [field.name]: written } })
  }
  const changeTags = (field: FieldMetadata, mode: 'add' | 'remove', given: string[]) => {
    const after = (record: RecordData) => {
      const before = texts(record[field.name])
      return mode === 'add' ? [...new Set([...before, ...given])] : before.filter((tag) => !given.includes(tag))
    }
    run({ what: 'change', field, operation: (records) => ({ update: records.map((record) => ({ id: record.id, [field.name]: after(record) })) }) }, { [mode]: { [field.name]: given } })
  }
  const remove = () => run({ what: 'delete', operation: (records) => ({ delete: records.map((record) => record.id) }) }, { delete: true })

  const { atWork } = many
  const stopWork = (id: string) => attempt(many.stop(id))
  return (
    <>
      {few.progress && <BulkProgressBar {...few.progress} onStop={few.stop} />}
      {atWork && <BulkProgressBar {...progressOf(atWork)} label={atWork.state === 'undoing' ? t('bulk.undoing') : undefined} onStop={() => stopWork(atWork.id)} />}
      {count > 0 && !few.progress && (
        <div className={styles.bulk} role="region" aria-label={t('bulk.title')}>
          <span className={styles.bulkCount}>{t('bulk.chosen', { count, number: formatNumber(count) })}</span>
          {canChooseAll && (
            <Button type="link" size="small" onClick={selection.chooseAll}>
              {t('bulk.choose_all', { count: rows.total ?? 0, number: formatNumber(rows.total) })}
            </Button>
          )}
          {object.can.change && !object.is_append_only && (
            <Button size="small" icon={<EditOutlined aria-hidden />} disabled={atWork !== undefined} onClick={() => setAsking('change')}>
              {t('bulk.change')}
            </Button>
          )}
          {owner && (
            <Button size="small" icon={<UserSwitchOutlined aria-hidden />} disabled={atWork !== undefined} onClick={() => setAsking('owner')}>
              {t('bulk.assign')}
            </Button>
          )}
          {tags && object.can.change && (
            <Button size="small" icon={<TagOutlined aria-hidden />} disabled={atWork !== undefined} onClick={() => setAsking('tags')}>
              {t('bulk.tag')}
            </Button>
          )}
          {object.can.export && (
            <ExportMenu object={object} size="small" columns={columns} query={query} ids={selection.isAll ? undefined : [...selection.ids]} />
          )}
          {object.can.delete && !object.is_append_only && (
            <Button size="small" icon={<DeleteOutlined aria-hidden />} disabled={atWork !== undefined} onClick={remove}>
              {t('bulk.delete')}
            </Button>
          )}
          <Button size="small" type="text" icon={<CloseOutlined aria-hidden />} onClick={selection.clear}>
            {t('bulk.clear')}
          </Button>
        </div>
      )}
      {asking === 'change' && <Suspense fallback={null}><BulkChange object={object} count={count} onCancel={() => setAsking(undefined)} onChange={change} /></Suspense>}
      {asking === 'owner' && owner && <BulkAssign object={object} field={owner} count={count} onCancel={() => setAsking(undefined)} onAssign={(person) => change(owner, person)} />}
      {asking === 'tags' && tags && <Suspense fallback={null}><BulkTags field={tags} count={count} onCancel={() => setAsking(undefined)} onChange={(mode, given) => changeTags(tags, mode, given)} /></Suspense>}
      <Suspense fallback={null}>{isRecentOpen && <BulkDrawer object={object} onStop={stopWork} onUndo={undo} onClose={() => onRecent(false)} />}</Suspense>
    </>
  )
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
