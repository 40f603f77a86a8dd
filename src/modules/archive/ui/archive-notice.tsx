/** On the page of a customer: what its file still lacks, and how much working time is left for it. */
import { ClockCircleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { formatDateTime } from '../../../web/kit/format.ts'
import { useNow } from '../../../web/kit/use-now.ts'
import { leftWords } from './left-words.ts'
import styles from './archive.module.css'

import type { RecordData } from '../../../web/client/records.ts'

export interface TimeLeft {
  working_minutes: number
  working_days: number
}

/** `clocks` as the page answers them: an array, or nothing where they may not be seen. */
export function ArchiveNotice({ clocks }: { clocks: unknown }) {
  const object = useObject('archive_clock')
  const running = clocksOf(clocks).find(({ done_at: done }) => done === null)
  return object && running ? <Running key={running.id} clock={running} path={object.path} /> : null
}

function Running({ clock, path }: { clock: RecordData; path: string }) {
  const { t } = useTranslation()
  const object = useObject('archive_clock')
  const isOver = Date.parse(String(clock.due_at)) < useNow().getTime()
  const left = useQuery({
    queryKey: keys.about(path, clock.id, 'left', clock.due_at),
    queryFn: ({ signal }) => api.post<TimeLeft>(`/${path}/${clock.id}/left`, {}, { signal }),
    refetchInterval: 300_000,
  })
  const options = object?.fields.find((field) => field.name === 'missing')?.options ?? []
  const missing = Array.isArray(clock.missing) ? clock.missing.map((key) => labelOf(options.find((option) => option.key === key)?.label ?? { zh: String(key), en: String(key) })) : []
  return (
    <section className={isOver ? styles.over : styles.running} aria-label={t('archive.file')}>
      <p className={styles.line}>
        <ClockCircleOutlined aria-hidden />
        <strong>{t(isOver ? 'archive.overdue' : 'archive.running')}</strong>
        {left.data && <span>{leftWords(t, left.data)}</span>}
      </p>
      <p className={styles.missing}>{t('archive.missing', { fields: missing.join(t('filter.list_words')) })}</p>
      <p className={styles.quiet}>{t('archive.until', { when: formatDateTime(clock.due_at, 'short') })}</p>
    </section>
  )
}

function clocksOf(value: unknown): RecordData[] {
  return Array.isArray(value) ? value.filter((entry: unknown): entry is RecordData => typeof entry === 'object' && entry !== null && 'due_at' in entry) : []
}
