/** Who decides: the contacts of the opportunity with the part of each in it, and what matters to them. */
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { idOf } from '../../../web/client/reference-parts.ts'
import { referencesOf } from '../../../web/fields/reference-select.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { useFieldSaver } from '../../../web/records/save-record.tsx'
import { groupOf } from './group-of.ts'
import styles from './opportunity.module.css'

import type { FieldMetadata, ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

interface Props {
  object: ObjectMetadata
  record: RecordData
}

export function PeopleCard({ object, record }: Props) {
  const { t } = useTranslation()
  const toast = useToast()
  const saver = useFieldSaver(object)
  const roles = object.fields.find(({ name }) => name === 'contact_roles')
  const field = object.fields.find(({ name }) => name === 'contacts')
  const people = referencesOf(record.contacts)
  const known = useKnown(people.map(({ id }) => id))
  if (!roles || !field) return null
  const canChange = object.can.change && record.can?.change !== false && !roles.readonly && !field.readonly
  const rows = groupOf(record.contact_roles)
  const rowOf = (id: string) => rows.find(({ contact }) => idOf(contact) === id)
  const save = (changed: FieldMetadata, value: unknown) => void saver.save(record, changed, value).catch(toast.problem)
  const write = (id: string, part: object) => save(roles, people.map((person) => ({ ...rowOf(person.id), contact: person.id, ...(person.id === id ? part : {}) })))
  return (
    <Card title={t('opportunities.people')} note={t('opportunities.people_note')}>
      {people.length === 0 && <p className={styles.nobody}>{t('opportunities.nobody')}</p>}
      <ul className={styles.people}>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} contact={known.get(person.id)} field={roles} row={rowOf(person.id)} canChange={canChange} onWrite={(part) => write(person.id, part)} />
        ))}
      </ul>
      {canChange && <AddPerson customer={idOf(record.customer) || undefined} people={people} onAdd={(person) => save(field, [...people, person])} />}
      {saver.dialog}
    </Card>
  )
}

interface RowProps {
  person: { id: string; name: string }
  contact: RecordData | undefined
  field: FieldMetadata
  row: Record<string, unknown> | undefined
  canChange: boolean
  onWrite(part: object): void
}

function PersonRow({ person, contact, field, row, canChange, onWrite }: RowProps) {
  const { t } = useTranslation()
  const object = useObject('contact')
  const kept = typeof row?.concern === 'string' ? row.concern : ''
  const [concern, setConcern] = useState(kept)
  const [known, setKnown] = useState(kept)
  if (known !== kept) {
    setKnown(kept)
    setConcern(kept)
  }
  const options = field.parts?.find(({ name }) => name === 'role')?.options ?? []
  const attitude = object?.fields.find(({ name }) => name === 'attitude')?.options?.find(({ key }) => key === contact?.attitude)
  // What the file of the contact says stands in until somebody says otherwise for this sale.
  const usual = options.find(({ key }) => key === contact?.decision_role)
  return (
    <li>
      <Link to={`/contacts/${person.id}`}>{person.name}</Link>
      <span className={styles.post}>{[String(contact?.position ?? ''), attitude ? labelOf(attitude.label) : ''].filter(Boolean).join(' · ')}</span>
      <Select
        size="small" className={styles.role} aria-label={t('opportunities.role_of', { name: person.name })} disabled={!canChange} allowClear
        value={typeof row?.role === 'string' ? row.role : undefined} placeholder={usual ? labelOf(usual.label) : t('opportunities.role')}
        options={options.map(({ key, label }) => ({ value: key, label: labelOf(label) }))} onChange={(role?: string) => onWrite({ role: role ?? null })}
      />
      <Input.TextArea
        aria-label={t('opportunities.concern_of', { name: person.name })} className={styles.answer} variant="borderless" autoSize={{ minRows: 1, maxRows: 6 }} maxLength={500} disabled={!canChange}
        value={concern} placeholder={canChange ? t('opportunities.concern') : ''} onChange={({ target }) => setConcern(target.value.replaceAll('\n', ' '))} onBlur={() => concern !== kept && onWrite({ concern: concern.trim() || null })}
      />
    </li>
  )
}

function AddPerson({ customer, people, onAdd }: { customer: string | undefined; people: readonly { id: string }[]; onAdd(person: { id: string; name: string }): void }) {
  const { t } = useTranslation()
  const query = useList('contacts', { filter: { customer }, sort: '-is_primary,name', limit: 100 }, { enabled: customer !== undefined })
  const left = recordsOf(query.data).filter(({ id }) => !people.some((person) => person.id === id))
  if (left.length === 0) return null
  return (
    <Select
      size="small" variant="borderless" className={styles.addPerson} aria-label={t('opportunities.add_person')} placeholder={t('opportunities.add_person')} value={null}
      options={left.map(({ id, name, position }) => ({ value: id, label: [String(name ?? ''), String(position ?? '')].filter(Boolean).join(' · ') }))}
      onChange={(id: string | null) => {
        const chosen = left.find((each) => each.id === id)
        if (chosen) onAdd({ id: chosen.id, name: String(chosen.name ?? '') })
      }}
    />
  )
}

function useKnown(ids: readonly string[]): Map<string, RecordData> {
  const query = useList('contacts', { filter: { id: { in: ids } }, fields: ['name', 'position', 'decision_role', 'attitude'], limit: 100 }, { enabled: ids.length > 0 })
  return new Map(recordsOf(query.data).map((contact) => [contact.id, contact]))
}
