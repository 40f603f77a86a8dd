/** The day on a phone: people below each other, each with what they have. */
import { useTranslation } from 'react-i18next'

import { EmptyState } from '../../../web/kit/states.tsx'
import { isAway, type Board, type Job } from './board-answer.ts'
import styles from './board.module.css'
import { JobCard } from './job-card.tsx'
import { PersonHead } from './person-head.tsx'

export function PersonList({ board, onOpen }: { board: Board; onOpen(job: Job): void }) {
  const { t } = useTranslation()
  if (board.people.length === 0) return <EmptyState title={t('dispatch.nobody')} hint={t('dispatch.nobody_hint')} />
  return (
    <ul className={styles.people}>
      {board.people.map((person) => {
        const jobs = board.jobs.filter(({ engineer }) => engineer === person.id)
        return (
          <li key={person.id}>
            <PersonHead person={person} jobs={jobs} skills={board.skills} isAway={isAway(person, board.days[0]?.day ?? board.today)} />
            {jobs.toSorted((one, other) => Date.parse(one.planned_start ?? '') - Date.parse(other.planned_start ?? '')).map((job) => <JobCard key={job.id} job={job} skills={board.skills} onOpen={onOpen} />)}
          </li>
        )
      })}
    </ul>
  )
}
