/** The dispatch board (派工台): people and hours, and beside them what nobody has yet. */
import { LeftOutlined, PlusOutlined, RightOutlined, UnorderedListOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { useObject } from '../../../web/client/metadata.tsx'
import { DayPicker } from '../../../web/kit/day-picker.tsx'
import { addDays, isDay, startOf } from '../../../web/kit/days.ts'
import { formatWeekday, today } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { ErrorState, SkeletonLines } from '../../../web/kit/states.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { useParameters } from '../../../web/kit/use-parameters.ts'
import { useBoard } from './board-answer.ts'
import styles from './board.module.css'
import { DayGrid } from './day-grid.tsx'
import { PersonList } from './person-list.tsx'
import { PlaceList } from './place-list.tsx'
import { WaitingList } from './waiting-list.tsx'
import { WeekGrid } from './week-grid.tsx'

import type { Job } from './board-answer.ts'

// What is opened by a click is not needed yet: the board is there sooner without it.
const DispatchDrawer = lazy(async () => ({ default: (await import('./dispatch-drawer.tsx')).DispatchDrawer }))
const FormDrawer = lazy(async () => ({ default: (await import('../../../web/records/form-drawer.tsx')).FormDrawer }))

const spans = ['day', 'week', 'places'] as const

export function DispatchPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const isPhone = useIsPhone()
  const object = useObject('field_job')
  const [parameters, set] = useParameters()
  const [opened, setOpened] = useState<Job>()
  const [isCreating, setIsCreating] = useState(false)
  const span = spans.find((one) => one === parameters.get('show')) ?? 'day'
  const given = parameters.get('day')
  const day = isDay(given) ? given : today()
  const from = span === 'week' ? startOf(day, 'week') : day
  const query = useBoard(from, span === 'week' ? 7 : 1)
  const board = query.data
  if (!object) return null
  const step = span === 'week' ? 7 : 1
  const go = (to: string) => set({ day: to === today() ? undefined : to })
  // After it was moved the drawer shows it as it is now.
  const current = opened && [...(board?.jobs ?? []), ...(board?.waiting ?? [])].find(({ id }) => id === opened.id)
  return (
    <div className={styles.page}>
      <PageHeader
        title={t('dispatch.board')}
        actions={
          <>
            <Button icon={<UnorderedListOutlined aria-hidden />} onClick={() => void navigate('/field-jobs')} aria-label={t('dispatch.list')}>{isPhone ? null : t('dispatch.list')}</Button>
            {object.can.create && (
              <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => (isPhone ? void navigate('/field-jobs/new') : setIsCreating(true))}>
                {t('dispatch.new')}
              </Button>
            )}
          </>
        }
        filters={
          <>
            <span className={styles.days}>
              <Button icon={<LeftOutlined aria-hidden />} aria-label={t('dispatch.before')} onClick={() => go(addDays(day, -step))} />
              <DayPicker day={day} isRequired label={t('dispatch.day')} className={styles.picker} onChange={(chosen) => chosen && go(chosen)} />
              <Button icon={<RightOutlined aria-hidden />} aria-label={t('dispatch.after')} onClick={() => go(addDays(day, step))} />
              <Button onClick={() => go(today())} disabled={day === today()}>{t('dispatch.today')}</Button>
            </span>
            <Segmented value={span} onChange={(value) => set({ show: value === 'day' ? undefined : value })} options={spans.map((value) => ({ value, label: t(`dispatch.show_${value}`) }))} />
            <strong className={styles.weekday}>{formatWeekday(day, 'day')}</strong>
          </>
        }
      />
      {query.isError && !board && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {!query.isError && !board && <div className={styles.loading}><SkeletonLines lines={8} height={44} /></div>}
      {board && (
        <div className={styles.board}>
          <div className={styles.plan}>
            {span === 'places' ? <PlaceList board={board} onOpen={setOpened} /> : isPhone ? <PersonList board={board} onOpen={setOpened} /> : span === 'week' ? <WeekGrid board={board} onOpen={setOpened} /> : <DayGrid board={board} onOpen={setOpened} />}
          </div>
          <WaitingList board={board} onOpen={setOpened} />
        </div>
      )}
      <Suspense fallback={null}>
        {current && board && <DispatchDrawer key={current.id} job={current} board={board} day={span === 'week' && (day < from || day > addDays(from, 6)) ? from : day} onClose={() => setOpened(undefined)} />}
        {isCreating && <FormDrawer object={object} onClose={() => setIsCreating(false)} />}
      </Suspense>
    </div>
  )
}
