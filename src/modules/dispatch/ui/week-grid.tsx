/** A week: people and days. A card dropped on a day begins when work begins, or after what the person has there already. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { formatWeekday, dayOf } from '../../../web/kit/format.ts'
import { EmptyState } from '../../../web/kit/states.tsx'
import { cardType, isAway, useMoving, type Board, type BoardDay, type Engineer, type Job } from './board-answer.ts'
import styles from './board.module.css'
import { JobCard } from './job-card.tsx'
import { PersonHead } from './person-head.tsx'

export function WeekGrid({ board, onOpen }: { board: Board; onOpen(job: Job): void }) {
  const { t } = useTranslation()
  if (board.people.length === 0) return <EmptyState title={t('dispatch.nobody')} hint={t('dispatch.nobody_hint')} />
  return (
    <table className={styles.week} aria-label={t('dispatch.plan')}>
      <thead>
        <tr>
          <th scope="col">{t('dispatch.people', { count: board.people.length })}</th>
          {board.days.map(({ day, open }) => (
            <th key={day} scope="col" className={day === board.today ? styles.isToday : open.length === 0 ? styles.isHoliday : ''}>
              {formatWeekday(day, 'day')}
              {open.length === 0 && <span className={styles.holiday}>{t('dispatch.holiday')}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {board.people.map((person) => {
          const jobs = board.jobs.filter(({ engineer }) => engineer === person.id)
          return (
            <tr key={person.id}>
              <th scope="row"><PersonHead person={person} jobs={jobs} skills={board.skills} isAway={false} /></th>
              {board.days.map((day) => <Cell key={day.day} board={board} day={day} person={person} jobs={jobs.filter(({ planned_start: at }) => dayOf(at) === day.day)} onOpen={onOpen} />)}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Cell({ board, day, person, jobs, onOpen }: { board: Board; day: BoardDay; person: Engineer; jobs: readonly Job[]; onOpen(job: Job): void }) {
  const { t } = useTranslation()
  const { dispatch } = useMoving()
  const [isOver, setIsOver] = useState(false)
  const away = isAway(person, day.day)
  const begins = Date.parse(day.open[0]?.from ?? `${day.day}T01:00:00Z`)
  const start = new Date(Math.max(begins, ...jobs.map(({ planned_end: end }) => Date.parse(end ?? ''))))
  const drop = (id: string) => {
    const job = [...board.waiting, ...board.jobs].find((one) => one.id === id)
    if (job) dispatch(job, { engineer: person, start })
  }
  return (
    <td className={`${away ? styles.away : ''} ${isOver ? styles.over : ''}`} onDragOver={(event) => (event.preventDefault(), setIsOver(true))} onDragLeave={() => setIsOver(false)} onDrop={(event) => (event.preventDefault(), setIsOver(false), drop(event.dataTransfer.getData(cardType)))}>
      {away && <span className={styles.quiet}>{t('dispatch.away')}</span>}
      {jobs.toSorted((one, other) => Date.parse(one.planned_start ?? '') - Date.parse(other.planned_start ?? '')).map((job) => <JobCard key={job.id} job={job} skills={board.skills} onOpen={onOpen} />)}
    </td>
  )
}
