/** 时限监控: what is late and what soon will be, by team and person; one press takes it or hands it on. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { keys, useRecordAction } from '../../../web/client/records.ts'
import { useSession } from '../../../web/client/session.tsx'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDateTime, formatNumber } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { useNow } from '../../../web/kit/use-now.ts'
import { useParameters } from '../../../web/kit/use-parameters.ts'
import { NotFound } from '../../../web/shell/not-found.tsx'
import { leftWords } from './clock-words.ts'
import { requestsPath } from './request-answer.ts'
import styles from './watch.module.css'

import type { Watched, WatchedGroup, WatchedRequest } from '../queries/watched.ts'

const HandOnDialog = lazy(async () => ({ default: (await import('../../../web/records/act-dialog.tsx')).ActDialog }))

/** Clocks go on without anybody changing a record: asked anew as often as the server looks at them. */
const every = 60_000

export function WatchPage() {
  return useObject('request')?.queries.includes('watch') ? <Watch /> : <NotFound />
}

function Watch() {
  const { t } = useTranslation()
  const [parameters, set] = useParameters()
  const chosen = (name: 'team' | 'owner') => {
    const value = parameters.get(name)
    return value === null ? {} : { [name]: value === 'nobody' ? null : value }
  }
  const asked = { ...chosen('team'), ...chosen('owner') }
  const query = useQuery({ queryKey: [...keys.lists(requestsPath), 'watch', asked], queryFn: ({ signal }) => api.post<Watched>(`/${requestsPath}/watch`, asked, { signal }), placeholderData: (before) => before, refetchInterval: every })
  const isNarrowed = Object.keys(asked).length > 0
  return (
    <>
      <PageHeader title={t('requests.watch')} note={t('requests.watch_note')} actions={<Link to={`/${requestsPath}/quality`}>{t('requests.watch_quality')}</Link>} />
      <Loaded query={query} lines={10} isEmpty={({ late, soon }) => late + soon === 0} empty={{ title: t('requests.watch_calm'), hint: t('requests.watch_calm_hint') }}>
        {(watched) => (
          <div className={styles.page} aria-busy={query.isFetching}>
            <div className={styles.aside}>
              <Card title={t('requests.watch_now')} action={isNarrowed && <Button size="small" type="text" onClick={() => set({ team: undefined, owner: undefined })}>{t('requests.watch_all')}</Button>}>
                <dl className={styles.figures}>
                  {([['late', styles.late], ['soon', styles.soon], ['nobody', undefined]] as const).map(([name, look]) => (
                    <div key={name}>
                      <dt>{t(`requests.watch_${name}`)}</dt>
                      <dd className={watched[name] > 0 ? look : undefined}>{formatNumber(watched[name])}</dd>
                    </div>
                  ))}
                </dl>
              </Card>
              <Groups title={t('requests.watch_teams')} groups={watched.teams} chosen={parameters.get('team')} onChoose={(team) => set({ team })} />
              <Groups title={t('requests.watch_people')} groups={watched.people} chosen={parameters.get('owner')} onChoose={(owner) => set({ owner })} />
            </div>
            <Rows {...watched} />
          </div>
        )}
      </Loaded>
    </>
  )
}

function Groups({ title, groups, chosen, onChoose }: { title: string; groups: readonly WatchedGroup[]; chosen: string | null; onChoose(id: string | undefined): void }) {
  const { t } = useTranslation()
  return (
    <Card title={title}>
      <ul className={styles.groups}>
        {groups.map(({ id, name, late, soon }) => {
          const key = id ?? 'nobody'
          return (
            <li key={key}>
              <button type="button" className={styles.group} aria-pressed={chosen === key} onClick={() => onChoose(chosen === key ? undefined : key)}>
                <span className={styles.name}>{name ?? t('requests.watch_none')}</span>
                {late > 0 && <span className={`${styles.count} ${styles.late}`}>{t('requests.watch_late_of', { count: late })}</span>}
                {soon > 0 && <span className={`${styles.count} ${styles.soon}`}>{t('requests.watch_soon_of', { count: soon })}</span>}
              </button>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

function Rows({ rows, filter }: Watched) {
  const { t } = useTranslation()
  const toast = useToast()
  const now = useNow()
  const { person } = useSession()
  const take = useRecordAction(requestsPath, 'assign')
  const [handed, setHanded] = useState<WatchedRequest>()
  const heads = ['request', 'clock', 'customer', 'who', 'acts'] as const
  return (
    <Card title={t('requests.watch_rows')} action={<Link to={`/${requestsPath}?${new URLSearchParams({ view: 'all', filter: JSON.stringify(filter) })}`}>{t('requests.watch_list')}</Link>}>
      {rows.length === 0 && <p>{t('requests.watch_narrowed')}</p>}
      {rows.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>{heads.map((head) => <th key={head} scope="col">{t(`requests.watch_${head}`)}</th>)}</tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const left = leftWords(t, row.due_at, now)
              return (
                <tr key={row.id}>
                  <td><Link className={styles.subject} to={`/${requestsPath}/${row.id}`}>{row.subject}</Link><span className={styles.sub}>{row.number}</span></td>
                  <td className={styles.clock}><span className={row.state === 'breached' ? styles.late : styles.soon}>{left.text}</span><span className={styles.sub}>{t(`requests.clock_${row.clock}`)} · {formatDateTime(row.due_at, 'short')}</span></td>
                  <td>{row.customer}</td>
                  <td>{row.owner_name ?? t('requests.watch_none')}{row.team_name && <span className={styles.sub}>{row.team_name}</span>}</td>
                  <td>
                    {row.may_change && (
                      <span className={styles.acts}>
                        {row.owner !== person.id && <Button size="small" aria-label={t('requests.watch_take_it', { subject: row.subject })} loading={take.isPending && take.variables.id === row.id} onClick={() => take.mutate({ id: row.id }, { onError: toast.problem })}>{t('requests.watch_take')}</Button>}
                        <Button size="small" aria-label={t('requests.watch_hand_it_on', { subject: row.subject })} onClick={() => setHanded(row)}>{t('requests.watch_hand_on')}</Button>
                      </span>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      <Suspense fallback={null}>
        {handed && <HandOnDialog object="request" verb="assign" title={t('requests.watch_hand_on')} asked={{ inputs: [{ name: 'owner', field: 'owner', required: true }] }} record={handed} onClose={() => setHanded(undefined)} />}
      </Suspense>
    </Card>
  )
}
