import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { timeAgo } from '../../../web/kit/format.ts'
import { useSessions } from './account-answers.ts'
import styles from './account.module.css'
import { useAct } from './use-act.ts'

/** Where one is signed in. @param user somebody else, for administrators. */
export function SessionsCard({ user }: { user?: string }) {
  const { t } = useTranslation()
  const sessions = useSessions(user)
  const { act, isBusy, failure } = useAct()
  const isSeveral = (sessions.data?.length ?? 0) > 1 || (user !== undefined && (sessions.data?.length ?? 0) > 0)
  const endAll = () => void act(() => api.delete('/sessions', { query: { user } }))
  return (
    <Card
      title={t('account.sessions')}
      action={isSeveral && <Button type="link" size="small" disabled={isBusy} onClick={endAll}>{t(user ? 'account.end_all' : 'account.end_others')}</Button>}
    >
      {failure && <p className={styles.failure} role="alert">{failure}</p>}
      <Loaded query={sessions} isEmpty={(data) => data.length === 0} empty={{ title: t('account.no_sessions') }}>
        {(data) => (
          <ul className={styles.list}>
            {data.map((session) => (
              <li key={session.id} className={styles.item}>
                <span className={styles.text}>
                  <span className={styles.name}>
                    {session.program ?? t('account.unknown_program')}
                    {session.is_current && <span className={styles.mark}>{t('account.this_one')}</span>}
                    {session.method === 'sso' && <span className={styles.grey}>{t('account.by_sso')}</span>}
                  </span>
                  <span className={styles.note}>
                    {[session.address, t('account.last_used', { when: timeAgo(session.last_used_at ?? session.created_at) }), t('account.since', { when: timeAgo(session.created_at) })].filter(Boolean).join(' · ')}
                  </span>
                </span>
                {!session.is_current && (
                  <Button size="small" className={styles.end} disabled={isBusy} onClick={() => void act(() => api.delete(`/sessions/${session.id}`))}>
                    {t('account.end')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  )
}
