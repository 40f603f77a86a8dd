/** What lies where: the visits of the day and those that wait, by place, so that what is near can be given to one person. */
import { EnvironmentOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'

import { EmptyState } from '../../../web/kit/states.tsx'
import { mapLink } from '../../../web/kit/map-link.ts'
import styles from './board.module.css'
import { JobCard } from './job-card.tsx'

import type { Board, Job } from './board-answer.ts'

export function PlaceList({ board, onOpen }: { board: Board; onOpen(job: Job): void }) {
  const { t } = useTranslation()
  const jobs = [...board.waiting, ...board.jobs]
  const places = new Map<string, Job[]>()
  for (const job of jobs) {
    const name = job.place?.name ?? ''
    places.set(name, [...(places.get(name) ?? []), job])
  }
  const ordered = [...places].toSorted(([one], [other]) => (one === '' ? 1 : other === '' ? -1 : one.localeCompare(other, 'zh')))
  const nameOf = (job: Job) => board.people.find(({ id }) => id === job.engineer)?.name
  if (jobs.length === 0) return <EmptyState title={t('dispatch.no_visits')} />
  return (
    <ol className={styles.places}>
      {ordered.map(([name, those]) => {
        const link = those[0] && mapLink(those[0].place)
        return (
          <li key={name}>
            <h3>
              <EnvironmentOutlined aria-hidden /> {name || t('dispatch.no_place')} <span className={styles.count}>{those.length}</span>
              {link && <a href={link} target="_blank" rel="noreferrer">{t('dispatch.map')}</a>}
            </h3>
            {those.map((job) => (
              <div key={job.id} className={styles.placed}>
                <JobCard job={job} skills={board.skills} onOpen={onOpen} />
                <span className={styles.who}>{nameOf(job) ?? t('dispatch.nobody_yet')}</span>
              </div>
            ))}
          </li>
        )
      })}
    </ol>
  )
}
