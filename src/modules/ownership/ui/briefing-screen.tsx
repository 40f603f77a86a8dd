/** What a successor reads before the first call: who the customer is, what must not happen, what was promised, what was said last, what it is worth. On one sheet, to be printed. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { useRecord, useRecordAction } from '../../../web/client/records.ts'
import { useSession } from '../../../web/client/session.tsx'
import { twinOf } from '../../../web/fields/index.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDate, formatMoney, formatNumber, formatPhone } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { Row, Rows } from '../../../web/kit/rows.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { labelOf } from '../../../web/client/metadata.tsx'
import { idOf, nameOf } from '../../../web/client/reference-parts.ts'
import { RecordProblem, RecordSkeleton } from '../../../web/records/record/record-view.tsx'
import styles from './ownership.module.css'

import type { RecordData } from '../../../web/client/records.ts'
import type { RecordScreenProps } from '../../../web/records/record/record-screens.tsx'

interface CustomerPage {
  record: RecordData
  contacts: RecordData[] | null
  preferences: RecordData[] | null
  special_days: RecordData[] | null
  tasks: RecordData[] | null
  timeline: { data: { key: string; kind: string; at: string; record?: RecordData }[] }
}

const profile = ['number', 'tier', 'status', 'industry', 'city', 'phones', 'emails', 'wechat', 'communication_style', 'temperament', 'best_time', 'remark']
const lastContacts = 5

export function BriefingScreen({ id }: RecordScreenProps) {
  const { t } = useTranslation()
  const object = useObject('handover_item')
  const { person } = useSession()
  const toast = useToast()
  const acknowledge = useRecordAction<unknown>('handover-items', 'acknowledge')
  const item = useRecord('handover-items', id)
  const customerId = idOf(item.data?.customer)
  const page = useQuery({
    queryKey: ['records', 'customers', 'about', customerId, 'page'],
    queryFn: ({ signal }) => api.get<CustomerPage>(`/customers/${customerId}/page`, { signal }),
    enabled: customerId !== '',
  })
  if (!object) return null
  if (item.isError) return <RecordProblem error={item.error} object={object} onRetry={() => void item.refetch()} />
  if (!item.data) return <RecordSkeleton />
  const isMine = idOf(item.data.to) === person.id && item.data.state === 'moved' && item.data.acknowledged_at === null
  return (
    <>
      <PageHeader
        title={t('ownership.briefing.title', { name: nameOf(item.data.customer) })}
        note={
          <>
            <Link to={`/handovers/${idOf(item.data.handover)}`}>{nameOf(item.data.handover)}</Link> · {item.data.acknowledged_at ? t('ownership.handover.acknowledged_on', { day: formatDate(item.data.acknowledged_at, 'short') }) : t('ownership.handover.due_words', { day: formatDate(item.data.due_on, 'short') })}
          </>
        }
        actions={
          <>
            {isMine && (
              <Button type="primary" loading={acknowledge.isPending} onClick={() => acknowledge.mutate({ id }, { onError: toast.problem })}>
                {t('ownership.handover.acknowledge')}
              </Button>
            )}
            <Button onClick={() => window.print()}>{t('ownership.briefing.print')}</Button>
          </>
        }
      />
      <div className={styles.sheet}>
        <Loaded query={page} lines={10}>
          {(data) => <Briefing page={data} />}
        </Loaded>
      </div>
    </>
  )
}

function Briefing({ page }: { page: CustomerPage }) {
  const { t } = useTranslation()
  const customer = useObject('customer')
  const { record } = page
  const fields = profile.flatMap((name) => customer?.fields.find((field) => field.name === name) ?? []).filter(({ name }) => !isEmpty(record[name]))
  const taboos = (page.preferences ?? []).filter(({ kind }) => kind === 'taboo')
  const liked = (page.preferences ?? []).filter(({ kind }) => kind !== 'taboo')
  const promises = (page.tasks ?? []).toSorted((one, other) => Number(other.is_promise) - Number(one.is_promise))
  const talks = page.timeline.data.filter(({ kind }) => kind === 'interaction').slice(0, lastContacts)
  return (
    <>
      {taboos.length > 0 && (
        <Card title={t('ownership.briefing.taboos')}>
          <ul className={styles.taboo}>
            {taboos.map(({ id, text }) => (
              <li key={id}>{String(text)}</li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t('ownership.briefing.who')}>
        <dl className={styles.facts}>
          {fields.map((field) => {
            const { Cell } = twinOf(field)
            return (
              <div key={field.name} style={{ display: 'contents' }}>
                <dt>{labelOf(field.label)}</dt>
                <dd>
                  <Cell field={field} value={record[field.name]} record={record} />
                </dd>
              </div>
            )
          })}
          {liked.length > 0 && (
            <>
              <dt>{t('ownership.briefing.likes')}</dt>
              <dd>{liked.map(({ text }) => String(text)).join('；')}</dd>
            </>
          )}
        </dl>
      </Card>
      <Card title={t('ownership.briefing.worth')}>
        <dl className={styles.figures}>
          <div>
            <dt>{t('ownership.briefing.annual')}</dt>
            <dd>{formatMoney(record.annual_amount, { compact: true })}</dd>
          </div>
          <div>
            <dt>{t('ownership.briefing.total')}</dt>
            <dd>{formatMoney(record.total_amount, { compact: true })}</dd>
          </div>
          <div>
            <dt>{t('ownership.briefing.purchases')}</dt>
            <dd>{formatNumber(record.purchase_count)}</dd>
          </div>
        </dl>
      </Card>
      <Card title={t('ownership.briefing.open')} note={promises.length > 0 ? promises.length : undefined}>
        {promises.length === 0 && <p className={styles.hint}>{t('ownership.briefing.nothing_open')}</p>}
        <Rows>
          {promises.map((task) => (
            <Row key={task.id} to={`/tasks/${task.id}`} title={String(task.name)} note={task.is_promise === true ? t('ownership.briefing.promised') : undefined} end={formatDate(task.due_on, 'short')} />
          ))}
        </Rows>
      </Card>
      {(page.contacts ?? []).length > 0 && (
        <Card title={t('ownership.briefing.contacts')}>
          <Rows>
            {(page.contacts ?? []).slice(0, 10).map((contact) => (
              <Row key={contact.id} to={`/contacts/${contact.id}`} title={String(contact.name)} note={[contact.department, contact.position].filter(Boolean).map(String).join(' · ')} end={Array.isArray(contact.phones) ? formatPhone(contact.phones[0]) : ''} />
            ))}
          </Rows>
        </Card>
      )}
      <Card title={t('ownership.briefing.talks')}>
        {talks.length === 0 && <p className={styles.hint}>{t('ownership.briefing.no_talks')}</p>}
        <dl className={styles.facts}>
          {talks.map(({ key, at, record: talk }) => (
            <div key={key} style={{ display: 'contents' }}>
              <dt>{formatDate(at)}</dt>
              <dd>
                {nameOf(talk?.owner)} {[talk?.content, talk?.opinion, talk?.result, talk?.next_step].filter((text) => typeof text === 'string' && text).map(String).join(' · ') || String(talk?.summary ?? '')}
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </>
  )
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
