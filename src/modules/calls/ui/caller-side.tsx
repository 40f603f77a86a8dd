/** Who is on the line: tier and worth, what is open, what was promised, what was said last. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { ChoiceLabel } from '../../../web/fields/choice-label.tsx'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDate, formatDateTime, formatMoney, timeAgo, today } from '../../../web/kit/format.ts'
import { Row, Rows } from '../../../web/kit/rows.tsx'
import { EmptyState } from '../../../web/kit/states.tsx'
import { useNow } from '../../../web/kit/use-now.ts'
import { callBacksPath, referenceOf } from './call-answers.ts'
import styles from './calls.module.css'

import type { Recognised } from '../actions/recognise.ts'
import type { Party } from '../queries/known-by.ts'
import type { RecordData } from '../../../web/client/records.ts'

const requestsDone = ['completed', 'evaluated', 'closed', 'cancelled']

export function CallerSide({ party, customer, known }: { party: Party | undefined; customer: RecordData | undefined; known: Recognised | undefined }) {
  const { t } = useTranslation()
  if (!party) {
    return (
      <>
        <OfNumber known={known} />
        <EmptyState small title={t('calls.nobody_yet')} hint={t('calls.nobody_yet_hint')} />
      </>
    )
  }
  const id = party.customer.id
  return (
    <>
      <Who party={party} customer={customer} />
      <OfNumber known={known} />
      <Part title={t('calls.open_requests')} object="request" path="service-requests" filter={{ customer: id, status: { nin: requestsDone } }} sort="-received_at" name="subject" at="received_at" choice="status" />
      <Part title={t('calls.open_complaints')} object="complaint" path="complaints" filter={{ customer: id, status: { nin: ['verified', 'withdrawn'] } }} sort="-opened_at" name="subject" at="opened_at" choice="status" />
      <Part title={t('calls.promises')} object="task" path="tasks" filter={{ customer: id, is_promise: true, status: 'open' }} sort="due_on" name="name" at="due_on" isDay />
      <Part title={t('calls.last_contacts')} object="interaction" path="interactions" filter={{ customer: id }} sort="-at" name="summary" at="at" choice="channel" />
    </>
  )
}

function Who({ party, customer }: { party: Party; customer: RecordData | undefined }) {
  const { t } = useTranslation()
  const object = useObject('customer')
  const value = useObject('customer_value')
  const values = useList('customer-values', { filter: { customer: party.customer.id }, limit: 1 }, { enabled: value !== undefined })
  const [worth] = recordsOf(values.data)
  const tier = object?.fields.find(({ name }) => name === 'tier')
  const owner = referenceOf(customer?.owner)
  const facts: [string, string][] = [
    [t('calls.contact'), party.contact?.name ?? ''],
    [t('calls.owner'), owner?.name ?? ''],
    [t('calls.bought'), customer?.annual_amount ? formatMoney(customer.annual_amount) : ''],
    [t('calls.lifetime'), worth?.lifetime_value ? formatMoney(worth.lifetime_value) : ''],
    [t('calls.last_contact'), customer?.last_contact_at ? timeAgo(customer.last_contact_at) : ''],
  ]
  return (
    <Card title={t('calls.who')}>
      <p className={styles.customer}>
        <Link to={`/customers/${party.customer.id}`}>{party.customer.name}</Link>
        {tier && customer?.tier ? <ChoiceLabel field={tier} option={customer.tier} /> : null}
      </p>
      <dl className={styles.facts}>
        {facts.filter(([, text]) => text).map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

/** What is known of the number itself, whoever has it. */
function OfNumber({ known }: { known: Recognised | undefined }) {
  const { t } = useTranslation()
  const now = useNow()
  if (!known || (known.calls === 0 && known.call_backs.length === 0)) return null
  return (
    <Card title={t('calls.of_number')} note={t('calls.calls_in_30_days', { count: known.calls })}>
      {known.call_backs.length > 0 && (
        <Rows>
          {known.call_backs.map((back) => <Row key={back.id} to={`/${callBacksPath}/${back.id}`} title={t('calls.to_call_back', { subject: back.subject })} end={formatDateTime(back.due_at, 'short')} isAlarming={Date.parse(back.due_at) < now.getTime()} />)}
        </Rows>
      )}
    </Card>
  )
}

interface PartProps {
  title: string
  object: string
  path: string
  filter: Record<string, unknown>
  sort: string
  name: string
  at: string
  choice?: string
  isDay?: boolean
}

/** Nothing is drawn where there is nothing: the agent reads only what there is. */
function Part({ title, object: objectName, path, filter, sort, name, at, choice, isDay }: PartProps) {
  const object = useObject(objectName)
  const now = useNow()
  const query = useList(path, { filter, sort, limit: 5 }, { enabled: object !== undefined })
  const field = object?.fields.find((each) => each.name === choice)
  const rows = recordsOf(query.data)
  if (!object || (query.isSuccess && rows.length === 0)) return null
  return (
    <Card title={title}>
      <Loaded query={query} lines={2}>
        {() => (
          <Rows>
            {rows.map((row) => <Row key={row.id} to={`/${path}/${row.id}`} title={String(row[name] ?? '')} note={field && <ChoiceLabel field={field} option={row[choice ?? '']} />} end={isDay ? formatDate(row[at], 'short') : formatDateTime(row[at], 'short')} isAlarming={isDay && typeof row[at] === 'string' && row[at] < today(now)} />)}
          </Rows>
        )}
      </Loaded>
    </Card>
  )
}
