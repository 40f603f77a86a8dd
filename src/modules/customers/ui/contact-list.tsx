import { useTranslation } from 'react-i18next'

import { twinOf } from '../../../web/fields/index.ts'
import { formatPhone } from '../../../web/kit/format.ts'
import { Row } from '../../../web/kit/rows.tsx'
import { optionOf, PartCard } from './part-card.tsx'
import { PeopleButton } from './views.tsx'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
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
      view={<PeopleButton />}
      row={(contact, object) => {
        const words = [contact.is_primary === true ? t('customers.primary') : '', String(contact.position ?? ''), optionOf(object, contact, 'decision_role'), String(contact.best_time ?? '')]
        const phone: unknown = Array.isArray(contact.phones) ? contact.phones[0] : undefined
        return (
          <Row
            key={contact.id}
            to={`/${object.path}/${contact.id}`}
            title={String(contact.name ?? '')}
            note={words.filter(Boolean).join(' · ')}
            end={typeof phone === 'string' ? <Phone object={object} contact={contact} phone={phone} /> : undefined}
          />
        )
      }}
    />
  )
}

/** Masked numbers are no number to dial. */
function Phone({ object, contact, phone }: { object: ObjectMetadata; contact: RecordData; phone: string }) {
  const field = object.fields.find(({ name }) => name === 'phones')
  if (!field) return null
  if (field.right !== 'masked' && field.right !== 'reveal') return <a href={`tel:${phone}`}>{formatPhone(phone)}</a>
  const twin = twinOf(field)
  return <twin.Cell field={field} value={[phone]} record={contact} />
}
