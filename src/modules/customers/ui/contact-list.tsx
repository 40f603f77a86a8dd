import { useTranslation } from 'react-i18next'

import { formatPhone } from '../../../web/kit/format.ts'
import { Row } from '../../../web/kit/rows.tsx'
import { optionOf, PartCard } from './part-card.tsx'

import type { RecordData, Reference } from '../../../web/client/records.ts'

/** The people at the customer with their part in its decisions; the primary one first. */
export function ContactList({ contacts, customer }: { contacts: RecordData[]; customer: Reference }) {
  const { t } = useTranslation()
  const ordered = contacts.toSorted((a, b) => Number(b.is_primary === true) - Number(a.is_primary === true))
  return (
    <PartCard
      objectName="contact"
      records={ordered}
      customer={customer}
      row={(contact, object) => {
        const words = [contact.is_primary === true ? t('customers.primary') : '', String(contact.position ?? ''), optionOf(object, contact, 'decision_role'), String(contact.best_time ?? '')]
        const phone: unknown = Array.isArray(contact.phones) ? contact.phones[0] : undefined
        return (
          <Row
            key={contact.id}
            to={`/${object.path}/${contact.id}`}
            title={String(contact.name ?? '')}
            note={words.filter(Boolean).join(' · ')}
            end={typeof phone === 'string' ? <a href={`tel:${phone}`}>{formatPhone(phone)}</a> : undefined}
          />
        )
      }}
    />
  )
}
