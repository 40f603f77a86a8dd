/** Requests of the customer, newest first, found by words. */
import { PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input, Segmented } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { formatDate, formatDateTime } from '../../../web/kit/format.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { useParameters } from '../../../web/kit/use-parameters.ts'
import { Answered } from './answered.tsx'
import styles from './portal.module.css'

import type { PortalRequest } from '../queries/requests.ts'

interface ListAnswer {
  data: PortalRequest[]
  next: string | null
}

const states = ['all', 'open', 'done'] as const

export function RequestList({ page }: { page: string }) {
  const { t } = useTranslation()
  const [parameters, set] = useParameters()
  const words = parameters.get('q') ?? ''
  const state = states.find((one) => one === parameters.get('state')) ?? 'all'
  const q = useDeferredValue(words.trim())
  const query: Record<string, string> = { state, ...(q ? { q } : {}) }
  return (
    <>
      <div className={styles.head}>
        <h1 className={styles.title}>{t('portal.way_requests')}</h1>
        <NewRequestLink page={page} />
      </div>
      <Input.Search size="large" allowClear value={words} onChange={(event) => set({ q: event.target.value })} maxLength={100} placeholder={t('portal.find')} aria-label={t('portal.find')} />
      <Segmented aria-label={t('portal.way_requests')} value={state} onChange={(value) => set({ state: value === 'all' ? undefined : value })} options={states.map((one) => ({ value: one, label: t(`portal.list_${one}`) }))} />
      <Answered<ListAnswer> path={`/portal/${page}/requests`} page={page} query={query}>
        {(answer) => (answer.data.length > 0 ? <Rows key={JSON.stringify(query)} page={page} query={query} first={answer} /> : <p className={styles.none}>{t(q ? 'portal.found_none' : 'portal.requests_none')}</p>)}
      </Answered>
    </>
  )
}

function Rows({ page, query, first }: { page: string; query: Record<string, string>; first: ListAnswer }) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const [more, setMore] = useState<ListAnswer[]>([])
  const last = more.at(-1) ?? first
  const load = async () => {
    const path = `/portal/${page}/requests`
    const after = { ...query, after: last.next }
    await client.fetchQuery({ queryKey: [path, after], queryFn: () => api.get<ListAnswer>(path, { isFresh: true, query: after }) }).then((answer) => setMore([...more, answer]), toast.problem)
  }
  return (
    <>
      <RequestRows page={page} rows={[first, ...more].flatMap(({ data }) => data)} />
      {last.next && <Button onClick={() => void load()}>{t('portal.more')}</Button>}
    </>
  )
}

export function RequestRows({ page, rows }: { page: string; rows: readonly PortalRequest[] }) {
  const { t } = useTranslation()
  return (
    <ul className={styles.rows}>
      {rows.map(({ id, number, subject, status, received_at: received, last_at: last, by_us: byUs }) => (
        <li key={id}>
          <Link to={`/p/${page}/requests/${id}`} className={styles.row}>
            <span className={styles.subject}>{subject}</span>
            <span className={status === 'waiting_customer' || status === 'completed' ? styles.waits : styles.state}>{t(`portal.state_${status}`)}</span>
            <span className={styles.facts}>
              {number} · {formatDate(received, 'short')}
              {byUs && ` · ${t('portal.answered', { at: formatDateTime(last, 'short') })}`}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

export function NewRequestLink({ page }: { page: string }) {
  const { t } = useTranslation()
  return (
    <Link to={`/p/${page}/requests/new`} className={styles.new}>
      <Button type="primary" icon={<PlusOutlined aria-hidden />} tabIndex={-1}>
        {t('portal.new_request')}
      </Button>
    </Link>
  )
}
