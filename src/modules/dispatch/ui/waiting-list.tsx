/** What nobody has yet, in the order in which it is to be given out: yesterday's left-overs first. A card dropped here is taken back. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { cardType, useMoving, type Board, type Job } from './board-answer.ts'
import styles from './board.module.css'
import { JobCard } from './job-card.tsx'

const shownAtFirst = 100

export function WaitingList({ board, onOpen }: { board: Board; onOpen(job: Job): void }) {
  const { t } = useTranslation()
  const { withdraw } = useMoving()
  const [isOver, setIsOver] = useState(false)
  const [limit, setLimit] = useState(shownAtFirst)
  const drop = (id: string) => {
    const job = board.jobs.find((one) => one.id === id)
    if (job) withdraw(job)
  }
  return (
    <aside
      className={`${styles.waiting} ${isOver ? styles.over : ''}`}
      aria-label={t('dispatch.waiting')}
      onDragOver={(event) => (event.preventDefault(), setIsOver(true))}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => (event.preventDefault(), setIsOver(false), drop(event.dataTransfer.getData(cardType)))}
    >
      <h2 className={styles.heading}>
        {t('dispatch.waiting')} <span className={styles.count}>{board.waiting.length}</span>
      </h2>
      {board.waiting.length === 0 && <p className={styles.quiet}>{t('dispatch.nothing_waits')}</p>}
      <ul className={styles.cards}>
        {board.waiting.slice(0, limit).map((job) => (
          <li key={job.id}>
            <JobCard job={job} skills={board.skills} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {board.waiting.length > limit && (
        <button type="button" className={styles.more} onClick={() => setLimit(limit + shownAtFirst)}>
          {t('dispatch.more', { count: board.waiting.length - limit })}
        </button>
      )}
    </aside>
  )
}
