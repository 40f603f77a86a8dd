/** Who it is, what they can, and how much they have. */
import { useTranslation } from 'react-i18next'

import { formatNumber } from '../../../web/kit/format.ts'
import styles from './board.module.css'

import type { Engineer, Job } from './board-answer.ts'

export function PersonHead({ person, jobs, skills, isAway }: { person: Engineer; jobs: readonly Job[]; skills: readonly { id: string; name: string }[]; isAway: boolean }) {
  const { t } = useTranslation()
  const hours = jobs.filter(({ status }) => status !== 'not_done').reduce((sum, { minutes }) => sum + minutes, 0) / 60
  const known = [...skills.filter(({ id }) => person.skills.includes(id)).map(({ name }) => name), ...person.territory_names]
  return (
    <div className={styles.person} role="rowheader">
      <strong>{person.name}</strong>
      <span className={styles.load}>{isAway ? t('dispatch.away') : jobs.length === 0 ? t('dispatch.free') : t('dispatch.load', { count: jobs.length, hours: formatNumber(Math.round(hours * 10) / 10) })}</span>
      {known.length > 0 && <span className={styles.known} title={known.join('、')}>{known.join(' · ')}</span>}
    </div>
  )
}
