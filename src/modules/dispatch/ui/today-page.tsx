/** The engineer's page on a phone: today's visits one below the other, each with what comes next. Works without a connection. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { recordsOf, useList } from '../../../web/client/records.ts'
import { Loaded } from '../../../web/kit/card.tsx'
import { formatLongDay } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { jobsPath } from './board-answer.ts'
import { TodayJob } from './today-job.tsx'
import styles from './today.module.css'

/** What is begun stays until it is ended, whatever day it is. The same words every time: a phone finds its answer by them. */
const ofToday = { engineer: '@me', or: [{ planned_start: 'today' }, { status: { in: ['on_the_way', 'checked_in'] } }, { status: 'planned', planned_start: { lt: 'today' } }] }

export function TodayPage() {
  const { t } = useTranslation()
  const query = useList(jobsPath, { filter: ofToday, sort: 'planned_start', limit: 50 })
  // Read ahead, so that parts can be chosen without a connection.
  const products = useList('products', { filter: { is_active: true }, sort: 'name', fields: ['name', 'code', 'price', 'unit', 'kind'], limit: 500 })
  const jobs = recordsOf(query.data)
  return (
    <>
      <PageHeader title={t('dispatch.my_day')} note={formatLongDay()} />
      <div className={styles.page}>
        <Loaded query={query} lines={6} isEmpty={() => jobs.length === 0} empty={{ title: t('dispatch.no_visits_today'), hint: t('dispatch.no_visits_today_hint'), action: <Link to={`/${jobsPath}?view=mine`}>{t('dispatch.my_visits')}</Link> }}>
          {() => (
            <ol className={styles.jobs}>
              {jobs.map((job) => (
                <TodayJob key={job.id} job={job} products={recordsOf(products.data)} />
              ))}
            </ol>
          )}
        </Loaded>
      </div>
    </>
  )
}
