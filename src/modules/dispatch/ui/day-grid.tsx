/** A day: a row for each person, as wide as the hours of the company. A card is dropped where it is to begin. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { formatTime } from '../../../web/kit/format.ts'
import { EmptyState } from '../../../web/kit/states.tsx'
import { useNow } from '../../../web/kit/use-now.ts'
import { cardType, isAway, useMoving, type Board, type Engineer, type Job } from './board-answer.ts'
import styles from './board.module.css'
import { instantUnder, lanesOf, placeIn, scaleOf, type Scale } from './day-rule.ts'
import { JobCard } from './job-card.tsx'
import { PersonHead } from './person-head.tsx'

const laneHeight = 46

export function DayGrid({ board, onOpen }: { board: Board; onOpen(job: Job): void }) {
  const { t } = useTranslation()
  const now = useNow().getTime()
  const [day] = board.days
  if (!day) return null
  if (board.people.length === 0) return <EmptyState title={t('dispatch.nobody')} hint={t('dispatch.nobody_hint')} />
  const scale = scaleOf(day, board.jobs, 0)
  return (
    <div className={styles.grid} role="table" aria-label={t('dispatch.plan')}>
      <div className={styles.headRow} role="row">
        <span className={styles.person} role="columnheader">{day.open.length === 0 ? t('dispatch.holiday') : t('dispatch.people', { count: board.people.length })}</span>
        <span className={styles.hours} role="columnheader" aria-label={t('dispatch.hours')}>
          {scale.ticks.map((tick) => (
            <span key={tick} className={styles.tick} style={{ left: placeIn(scale, tick, tick).left }}>{formatTime(new Date(tick))}</span>
          ))}
          {now >= scale.from && now <= scale.to && <span className={styles.now} style={{ left: placeIn(scale, now, now).left }}>{formatTime(new Date(now))}</span>}
        </span>
      </div>
      {board.people.map((person) => (
        <Row key={person.id} board={board} person={person} scale={scale} onOpen={onOpen} />
      ))}
    </div>
  )
}

function Row({ board, person, scale, onOpen }: { board: Board; person: Engineer; scale: Scale; onOpen(job: Job): void }) {
  const { t } = useTranslation()
  const { dispatch } = useMoving()
  const [over, setOver] = useState<number>()
  const [day] = board.days
  if (!day) return null
  const jobs = board.jobs.filter(({ engineer }) => engineer === person.id)
  const away = isAway(person, day.day)
  const placed = lanesOf(jobs)
  const lanes = placed[0]?.lanes ?? 1
  const shareOf = (event: React.DragEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return (event.clientX - box.left) / box.width
  }
  const drop = (event: React.DragEvent<HTMLElement>) => {
    event.preventDefault()
    setOver(undefined)
    const id = event.dataTransfer.getData(cardType)
    const job = [...board.waiting, ...board.jobs].find((one) => one.id === id)
    if (job) dispatch(job, { engineer: person, start: instantUnder(scale, shareOf(event)) })
  }
  return (
    <div className={styles.row} role="row">
      <PersonHead person={person} jobs={jobs} skills={board.skills} isAway={away} />
      <div
        role="cell"
        className={`${styles.track} ${away ? styles.away : ''} ${over === undefined ? '' : styles.over}`}
        style={{ minHeight: lanes * laneHeight + 8 }}
        onDragOver={(event) => (event.preventDefault(), setOver(shareOf(event)))}
        onDragLeave={() => setOver(undefined)}
        onDrop={drop}
      >
        {scale.ticks.map((tick) => <i key={tick} className={styles.line} style={{ left: placeIn(scale, tick, tick).left }} />)}
        {day.open.map(({ from, to }) => <i key={from} className={styles.open} style={placeIn(scale, Date.parse(from), Date.parse(to))} />)}
        {away && <span className={styles.awayWord}>{t('dispatch.away')}</span>}
        {over !== undefined && <span className={styles.target} style={{ left: `${over * 100}%` }}>{formatTime(instantUnder(scale, over))}</span>}
        {placed.map(({ job, lane }) => (
          <JobCard key={job.id} job={job} skills={board.skills} onOpen={onOpen} isBar style={{ ...placeIn(scale, Date.parse(job.planned_start ?? ''), Date.parse(job.planned_end ?? '')), top: lane * laneHeight + 4 }} />
        ))}
      </div>
    </div>
  )
}
