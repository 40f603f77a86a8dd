/** What waits for the person, and what goes on. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Answered } from './answered.tsx'
import { NewRequestLink, RequestRows } from './request-list.tsx'
import styles from './portal.module.css'

import type { PortalRequest } from '../queries/requests.ts'
import type { PortalAnswer } from './portal-page.tsx'

interface HomeAnswer {
  waiting: PortalRequest[]
  open: PortalRequest[]
  open_count: number
}

export function Home({ page, answer: { person } }: { page: string; answer: PortalAnswer }) {
  const { t } = useTranslation()
  return (
    <>
      <div className={styles.head}>
        <div>
          <h1 className={styles.title}>{t('portal.hello', { name: person?.name })}</h1>
          <p className={styles.hint}>{person?.customer === person?.name ? '' : person?.customer}</p>
        </div>
        <NewRequestLink page={page} />
      </div>
      <Answered<HomeAnswer> path={`/portal/${page}/home`} page={page} isFollowed>
        {({ waiting, open, open_count: count }) => (
          <>
            <section>
              <h2 className={styles.heading}>{t('portal.waiting')}</h2>
              {waiting.length > 0 ? <RequestRows page={page} rows={waiting} /> : <p className={styles.none}>{t('portal.waiting_none')}</p>}
            </section>
            <section>
              <h2 className={styles.heading}>{t('portal.open')}</h2>
              {open.length > 0 ? <RequestRows page={page} rows={open} /> : <p className={styles.none}>{t('portal.open_none')}</p>}
              {count > open.length + waiting.filter(({ status }) => status === 'waiting_customer').length && <Link to={`/p/${page}/requests?state=open`}>{t('portal.open_all', { count })}</Link>}
            </section>
          </>
        )}
      </Answered>
    </>
  )
}
