/** Whose request it is: tier, how they are reached, and what else of theirs is open. Taboos stand above the page. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList, useRecord } from '../../../web/client/records.ts'
import { ChoiceLabel } from '../../../web/fields/choice-label.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { formatPhone } from '../../../web/kit/format.ts'
import { doneStatuses, referenceOf, requestsPath } from './request-answer.ts'
import styles from './requests.module.css'

import type { RecordData } from '../../../web/client/records.ts'

export function CustomerCard({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const customer = referenceOf(record.customer)
  const contact = referenceOf(record.contact)
  const object = useObject('customer')
  const request = useObject('request')
  const file = useRecord('customers', customer?.id)
  const others = useList(requestsPath, { filter: { customer: customer?.id, status: { nin: doneStatuses }, id: { ne: record.id } }, sort: '-received_at', limit: 5 }, { enabled: customer !== undefined })
  const open = recordsOf(others.data)
  const tier = object?.fields.find(({ name }) => name === 'tier')
  const status = request?.fields.find(({ name }) => name === 'status')
  // Whoever wrote is mostly the contact, whose name stands above.
  const writer = record.requester_name === contact?.name ? '' : record.requester_name
  const who = [writer, formatPhone(record.requester_phone), record.requester_mail].filter((text) => typeof text === 'string' && text)
  return (
    <Card title={t('requests.customer')}>
      {customer ? (
        <p className={styles.customer}>
          <Link to={`/customers/${customer.id}`}>{customer.name}</Link>
          {tier && file.data?.tier ? <ChoiceLabel field={tier} option={file.data.tier} /> : null}
        </p>
      ) : (
        <p className={styles.quiet}>{t('requests.no_customer')}</p>
      )}
      {contact && (
        <p className={styles.line}>
          <Link to={`/contacts/${contact.id}`}>{contact.name}</Link>
        </p>
      )}
      {who.length > 0 && <p className={styles.line}>{who.join(' · ')}</p>}
      {open.length > 0 && status && (
        <>
          <h3 className={styles.heading}>{t('requests.also_open', { count: open.length })}</h3>
          <ul className={styles.list}>
            {open.map((one) => (
              <li key={one.id}>
                <Link to={`/${requestsPath}/${one.id}`}>{String(one.subject)}</Link> <ChoiceLabel field={status} option={one.status} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}
