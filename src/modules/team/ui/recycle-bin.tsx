/** What was deleted, over all objects, newest first; one or many come back, and go again with undo. */
import { SearchOutlined, UndoOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, Select } from 'antd'
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { labelOf, useMetadata } from '../../../web/client/metadata.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../../web/kit/states.tsx'
import { formatDateTime, timeAgo } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import styles from './recycle-bin.module.css'

interface Deleted {
  object: string
  id: string
  title: unknown
  deleted_at: string
  deleted_by: { id: string; name: string }
}

interface Answer {
  data: Deleted[]
  next_cursor: string | null
}

export function RecycleBin() {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const { objects } = useMetadata()
  const [words, setWords] = useState('')
  const [object, setObject] = useState<string>()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isBusy, setIsBusy] = useState(false)
  const q = useDeferredValue(words.trim())
  const answer = useInfiniteQuery({
    // Below `records`, so that a deletion or restoring anywhere asks again.
    queryKey: ['records', '', 'recycle-bin', q, object],
    queryFn: ({ pageParam, signal }) => api.get<Answer>('/recycle-bin', { query: { q, object, limit: 100, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Answer) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  const entries = answer.data?.pages.flatMap((page) => page.data) ?? []
  const kept = entries.filter((entry) => chosen.has(entry.id))
  const pathOf = (name: string) => objects.find((each) => each.name === name)?.path ?? name
  const titleOf = (entry: Deleted) => textOf(entry.title) || t('list.no_name')

  const run = async (those: Deleted[], act: (path: string, id: string) => Promise<unknown>): Promise<Deleted[]> => {
    const problems: unknown[] = []
    const done: Deleted[] = []
    // One after the other: what belongs to another record can only come back after it.
    for (const entry of those.toReversed()) {
      await act(pathOf(entry.object), entry.id).then(() => done.push(entry), (error: unknown) => problems.push(error))
    }
    await client.invalidateQueries({ queryKey: ['records'] })
    if (problems.length > 0) toast.problem(problems[0])
    return done
  }
  const restore = async (those: Deleted[]) => {
    setIsBusy(true)
    const done = await run(those, (path, id) => api.post(`/${path}/${id}/restore`))
    setIsBusy(false)
    setChosen(new Set())
    const [first] = done
    if (!first) return
    const text = done.length === 1 ? t('record.restored', { name: titleOf(first) }) : t('team.bin.restored', { count: done.length })
    toast.done(text, { undo: () => void run(done, (path, id) => api.delete(`/${path}/${id}`)) })
  }
  const toggle = (id: string) => setChosen((before) => (before.has(id) ? new Set([...before].filter((each) => each !== id)) : new Set([...before, id])))
  const kinds = objects.filter((each) => each.can.delete).map((each) => ({ value: each.name, label: labelOf(each.plural_label) }))
  return (
    <>
      <PageHeader title={t('team.settings.recycle_bin')} note={t('team.bin.hint')} />
      <div className={styles.tools}>
        <Input className={styles.search} prefix={<SearchOutlined aria-hidden />} placeholder={t('team.bin.search')} aria-label={t('team.bin.search')} value={words} onChange={(event) => setWords(event.target.value)} allowClear maxLength={200} />
        <Select className={styles.kind} options={kinds} value={object} onChange={setObject} allowClear placeholder={t('team.bin.everything')} aria-label={t('team.bin.kind')} showSearch={{ optionFilterProp: 'label' }} />
        {kept.length > 0 && (
          <Button type="primary" icon={<UndoOutlined aria-hidden />} loading={isBusy} onClick={() => void restore(kept)}>
            {t('team.bin.restore_chosen', { count: kept.length })}
          </Button>
        )}
      </div>
      <div className={styles.page}>
        {answer.isPending && <SkeletonLines lines={8} height={28} />}
        {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
        {answer.data && entries.length === 0 && <EmptyState title={t(q || object ? 'team.bin.nothing_found' : 'team.bin.empty')} hint={t(q || object ? 'list.nothing_matches_hint' : 'team.bin.empty_hint')} />}
        {entries.length > 0 && (
          <ul className={styles.rows} aria-label={t('team.settings.recycle_bin')}>
            {entries.map((entry) => {
              const found = objects.find((each) => each.name === entry.object)
              return (
                <li key={entry.id} className={styles.row}>
                  <Checkbox checked={chosen.has(entry.id)} onChange={() => toggle(entry.id)} aria-label={t('team.bin.choose', { name: titleOf(entry) })} />
                  <span className={styles.text}>
                    <span className={styles.title}>{titleOf(entry)}</span>
                    <span className={styles.note}>
                      {found ? labelOf(found.label) : entry.object} · {entry.deleted_by.name} ·{' '}
                      <time dateTime={entry.deleted_at} title={formatDateTime(entry.deleted_at)}>
                        {timeAgo(entry.deleted_at)}
                      </time>
                    </span>
                  </span>
                  <Button size="small" icon={<UndoOutlined aria-hidden />} disabled={isBusy} onClick={() => void restore([entry])} aria-label={t('team.bin.restore_one', { name: titleOf(entry) })}>
                    {t('team.bin.restore')}
                  </Button>
                </li>
              )
            })}
          </ul>
        )}
        {answer.hasNextPage && (
          <Button className={styles.more} loading={answer.isFetchingNextPage} onClick={() => void answer.fetchNextPage()}>
            {t('record.earlier')}
          </Button>
        )}
      </div>
    </>
  )
}

function textOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  return typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : ''
}
