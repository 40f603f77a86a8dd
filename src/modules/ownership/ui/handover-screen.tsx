/** One handover: how far it has come, each customer with its briefing, what the successor has acknowledged. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { keys, recordsOf, useList, useRecord, useRecordAction } from '../../../web/client/records.ts'
import { useSession } from '../../../web/client/session.tsx'
import { idOf, nameOf } from '../../../web/client/reference-parts.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDate, formatNumber } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { waitForJob } from '../../../web/records/job.ts'
import { RecordProblem, RecordSkeleton } from '../../../web/records/record/record-view.tsx'
import styles from './ownership.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'
import type { RecordScreenProps } from '../../../web/records/record/record-screens.tsx'

export function HandoverScreen({ id }: RecordScreenProps) {
  const object = useObject('handover')
  const answer = useRecord('handovers', id)
  const client = useQueryClient()
  const isRunning = answer.data?.state === 'running'
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => void client.invalidateQueries({ queryKey: ['records'] }), 1000)
    return () => clearInterval(timer)
  }, [client, isRunning])
  if (!object) return null
  if (answer.isError) return <RecordProblem error={answer.error} object={object} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <RecordSkeleton />
  return <Handover object={object} handover={answer.data} />
}

function Handover({ object, handover }: { object: ObjectMetadata; handover: RecordData }) {
  const { t } = useTranslation()
  const { person } = useSession()
  const toast = useToast()
  const client = useQueryClient()
  const [isRevoking, setIsRevoking] = useState(false)
  const acknowledge = useRecordAction<{ acknowledged: number }>('handovers', 'acknowledge')
  const items = useList('handover-items', { filter: { handover: handover.id }, sort: 'acknowledged_at', limit: 100 })
  const rows = recordsOf(items.data)
  const mine = rows.some((item) => item.state === 'moved' && item.acknowledged_at === null && idOf(item.to) === person.id)
  const state = object.fields.find(({ name }) => name === 'state')?.options?.find(({ key }) => key === handover.state)
  const revoke = async () => {
    setIsRevoking(true)
    try {
      const { job } = await api.post<{ job: string }>(`/handovers/${handover.id}/revoke`, {})
      await waitForJob(job, () => {})
      toast.done(t('ownership.handover.revoked'))
    } catch (error) {
      toast.problem(error)
    }
    setIsRevoking(false)
    await client.invalidateQueries({ queryKey: ['records'] })
  }
  const canRevoke = idOf(handover.created_by) === person.id && (handover.state === 'done' || handover.state === 'cancelled')
  const [total, moved] = [Number(handover.total), Number(handover.moved)]
  return (
    <>
      <PageHeader
        title={t('ownership.handover.title', { from: nameOf(handover.from), to: nameOf(handover.to) || nameOf(handover.rule) })}
        note={`${String(handover.number)} · ${state ? labelOf(state.label) : ''}`}
        actions={
          <>
            {mine && (
              <Button type="primary" loading={acknowledge.isPending} onClick={() => acknowledge.mutate({ id: handover.id }, { onSuccess: ({ acknowledged }) => toast.done(t('ownership.handover.acknowledged', { count: acknowledged })), onError: toast.problem })}>
                {t('ownership.handover.acknowledge_all')}
              </Button>
            )}
            {canRevoke && (
              <Button loading={isRevoking} onClick={() => void revoke()}>
                {t('ownership.handover.revoke')}
              </Button>
            )}
          </>
        }
      />
      <div className={styles.page}>
        <Card title={t('ownership.handover.facts')} note={String(handover.reason)}>
          <dl className={styles.figures}>
            <div>
              <dt>{t('ownership.customers')}</dt>
              <dd>{formatNumber(total)}</dd>
            </div>
            <div>
              <dt>{t('ownership.handover.moved')}</dt>
              <dd>{formatNumber(moved)}</dd>
            </div>
            <div>
              <dt>{t('ownership.handover.due')}</dt>
              <dd>{formatDate(handover.due_on, 'short')}</dd>
            </div>
          </dl>
          {handover.state === 'running' && <Progress percent={total > 0 ? Math.floor((100 * moved) / total) : 0} aria-label={t('ownership.handover.moved')} />}
        </Card>
        <Card title={t('ownership.customers')}>
          <Loaded query={items} lines={5}>
            {() => <ItemTable rows={rows} me={person.id} />}
          </Loaded>
          {items.hasNextPage && (
            <Button type="link" loading={items.isFetchingNextPage} onClick={() => void items.fetchNextPage()}>
              {t('ownership.load_more')}
            </Button>
          )}
        </Card>
      </div>
    </>
  )
}

function ItemTable({ rows, me }: { rows: RecordData[]; me: string }) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const object = useObject('handover_item')
  const acknowledge = useRecordAction<unknown>('handover-items', 'acknowledge')
  const states = new Map(object?.fields.find(({ name }) => name === 'state')?.options?.map(({ key, label }) => [key, labelOf(label)]))
  const run = (id: string) => acknowledge.mutate({ id }, { onError: toast.problem, onSettled: () => void client.invalidateQueries({ queryKey: keys.object('handover-items') }) })
  return (
    <div className={styles.box}>
      <table className={`${styles.table} ${styles.stacked}`}>
        <thead>
          <tr>
            <th scope="col">{t('ownership.customer')}</th>
            <th scope="col">{t('ownership.handover.to')}</th>
            <th scope="col">{t('ownership.handover.state')}</th>
            <th scope="col" aria-label={t('ownership.handover.briefing')} />
          </tr>
        </thead>
        <tbody>
          {rows.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                <Link to={`/customers/${idOf(item.customer)}`}>{nameOf(item.customer)}</Link>
              </th>
              <td>{nameOf(item.to)}</td>
              <td className={styles.quiet}>{item.acknowledged_at ? t('ownership.handover.acknowledged_on', { day: formatDate(item.acknowledged_at, 'short') }) : (states.get(String(item.state)) ?? '')}</td>
              <td className={styles.buttons}>
                {item.state === 'moved' && <Link to={`/handover-items/${item.id}`}>{t('ownership.handover.briefing')}</Link>}{' '}
                {item.state === 'moved' && item.acknowledged_at === null && idOf(item.to) === me && (
                  <Button size="small" loading={acknowledge.isPending && acknowledge.variables?.id === item.id} onClick={() => run(item.id)} aria-label={t('ownership.handover.acknowledge_name', { name: nameOf(item.customer) })}>
                    {t('ownership.handover.acknowledge')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
