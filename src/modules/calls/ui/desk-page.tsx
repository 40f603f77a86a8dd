/** What goes on now: who waits, what agents do, how soon calls are answered today, what is late. It is told anew by the stream. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { keys, recordsOf, useList } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { DayPicker } from '../../../web/kit/day-picker.tsx'
import { isDay } from '../../../web/kit/days.ts'
import { formatNumber, today } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useParameters } from '../../../web/kit/use-parameters.ts'
import { AgentsCard } from './agents-card.tsx'
import { callBacksPath, callsPath, clockText } from './call-answers.ts'
import { LevelTable } from './level-table.tsx'
import { WaitingCard } from './waiting-card.tsx'
import styles from './calls.module.css'

import type { Level } from '../actions/show-level.ts'

export function DeskPage() {
  const { t } = useTranslation()
  const object = useObject('call')
  const [parameters, set] = useParameters()
  const given = parameters.get('day')
  const [day, queue] = [isDay(given) ? given : today(), parameters.get('queue') ?? undefined]
  const queues = useList('call-queues', { sort: 'position', limit: 100 })
  const isToday = day === today()
  const query = useQuery({
    queryKey: [...keys.lists(callsPath), 'level', day, queue],
    queryFn: ({ signal }) => api.post<Level>(`/${callsPath}/level`, { day, queue }, { signal }),
    enabled: object !== undefined,
    placeholderData: keepPreviousData,
  })
  if (!object) return null
  return (
    <>
      <PageHeader
        title={t('calls.desk')}
        actions={<><Link to="/calls/hot-line">{t('calls.hot_line')}</Link><Link to={`/${callBacksPath}/due`}>{t('calls.list')}</Link></>}
        filters={
          <>
            <DayPicker day={day} last={today()} isRequired label={t('calls.day')} onChange={(chosen) => set({ day: !chosen || chosen === today() ? undefined : chosen })} />
            <Select aria-label={t('calls.queue')} allowClear placeholder={t('calls.all_queues')} value={queue} onChange={(value) => set({ queue: value })} options={recordsOf(queues.data).map(({ id, name }) => ({ value: id, label: String(name) }))} popupMatchSelectWidth={false} />
          </>
        }
      />
      <div className={styles.page} aria-busy={query.isFetching}>
        <Card title={t('calls.level')} note={t('calls.level_note')}>
          <Loaded query={query} lines={2} isEmpty={({ total }) => total === null} empty={{ title: t('calls.no_calls'), hint: t('calls.no_calls_hint') }}>
            {(level) => <Figures level={level} />}
          </Loaded>
        </Card>
        {isToday && (
          <div className={styles.columns}>
            <div className={styles.stack}>
              <WaitingCard canAnswer={false} />
              <LateCard />
            </div>
            <AgentsCard />
          </div>
        )}
        {query.data && query.data.half_hours.length > 0 && (
          <Card title={t('calls.by_half_hour')}>
            <LevelTable lines={query.data.half_hours} />
          </Card>
        )}
        {query.data && query.data.queues.length > 1 && (
          <Card title={t('calls.by_queue')}>
            <LevelTable lines={query.data.queues} isByQueue />
          </Card>
        )}
      </div>
    </>
  )
}

function Figures({ level: { total } }: { level: Level }) {
  const { t } = useTranslation()
  if (!total) return null
  const isBelow = total.percent !== null && total.percent < total.wanted_percent
  const figures: [string, string, string?][] = [
    [t('calls.offered'), formatNumber(total.counted)],
    [t('calls.answered'), formatNumber(total.answered)],
    [t('calls.missed'), formatNumber(total.missed)],
    [t('calls.abandoned'), formatNumber(total.abandoned), total.short > 0 ? t('calls.short_too', { count: total.short }) : undefined],
    [t('calls.average_waiting'), clockText(total.average_waiting)],
    [t('calls.average_talk'), clockText(total.average_talk)],
    [t('calls.average_wrap_up'), clockText(total.average_wrap_up)],
  ]
  return (
    <dl className={styles.figures}>
      <div>
        <dt>{t('calls.in_time')}</dt>
        <dd className={isBelow ? styles.below : undefined}>
          {total.percent === null ? '–' : `${formatNumber(total.percent)}%`} <small>{total.target_seconds === null ? t('calls.own_targets') : t('calls.target', { percent: total.target_percent, seconds: total.target_seconds })}</small>
        </dd>
      </div>
      {figures.map(([name, value, note]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value} {note && <small>{note}</small>}</dd>
        </div>
      ))}
    </dl>
  )
}

function LateCard() {
  const { t } = useTranslation()
  const query = useList(callBacksPath, { filter: { status: 'open', late_at: { is_empty: false } }, sort: 'due_at', limit: 5, count: 'exact' })
  const count = query.data?.pages[0]?.total ?? 0
  return (
    <Card title={t('calls.late_call_backs')} action={<Link to={`/${callBacksPath}?view=late`}>{t('calls.show')}</Link>}>
      <Loaded query={query} lines={1} isEmpty={() => count === 0} empty={{ title: t('calls.none_late') }}>
        {() => <p className={styles.late}>{t('calls.late_count', { count })}</p>}
      </Loaded>
    </Card>
  )
}
