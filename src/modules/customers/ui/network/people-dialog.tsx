/** The people at a customer as an organisation chart: by level, each with part in decisions and attitude. */
import { EditOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf, useObject } from '../../../../web/client/metadata.tsx'
import { FormDrawer } from '../../../../web/records/form-drawer.tsx'
import { optionOf } from '../part-card.tsx'
import { levelsOf } from './levels.ts'
import styles from './network.module.css'

import type { ObjectMetadata } from '../../../../web/client/metadata.tsx'
import type { RecordData, Reference } from '../../../../web/client/records.ts'

/** Shape and word together: no colour is needed to read it. */
const attitudeShapes: Record<string, string> = { supportive: '▲', neutral: '◆', opposed: '▼' }

type Form = { record: RecordData } | { level: string | null }

export function PeopleDialog({ record, contacts, customer, onClose }: { record: RecordData; contacts: RecordData[]; customer: Reference; onClose(): void }) {
  const { t } = useTranslation()
  const object = useObject('contact')
  const [form, setForm] = useState<Form>()
  if (!object) return null
  const canAdd = object.can.create && record.can?.change !== false
  const options = object.fields.find((field) => field.name === 'level')?.options ?? []
  const labels = new Map(options.map((option) => [option.key, labelOf(option.label)]))
  return (
    <Modal open centered width="min(1080px, 96vw)" title={t('customers.people.title', { name: customer.name })} footer={null} onCancel={onClose}>
      <ol className={styles.levels}>
        {levelsOf(contacts, options.map(({ key }) => key)).map(({ level, people }) => {
          const label = (level && labels.get(level)) || t('customers.people.no_level')
          const add = t('customers.people.add', { level: label })
          return (
            <li key={level ?? ''} className={styles.level} aria-label={label}>
              <h3 className={styles.levelName}>
                {label}
                {canAdd && <Button size="small" type="text" icon={<PlusOutlined aria-hidden />} aria-label={add} title={add} onClick={() => setForm({ level })} />}
              </h3>
              <ul className={styles.people}>
                {people.map((contact) => (
                  <Person key={contact.id} object={object} contact={contact} onEdit={() => setForm({ record: contact })} />
                ))}
                {people.length === 0 && <li className={styles.nobody}>{t('customers.people.nobody')}</li>}
              </ul>
            </li>
          )
        })}
      </ol>
      {form && 'record' in form && <FormDrawer object={object} record={form.record} onClose={() => setForm(undefined)} />}
      {form && 'level' in form && <FormDrawer object={object} initial={{ customer, ...(form.level ? { level: form.level } : {}) }} onClose={() => setForm(undefined)} />}
    </Modal>
  )
}

function Person({ object, contact, onEdit }: { object: ObjectMetadata; contact: RecordData; onEdit(): void }) {
  const { t } = useTranslation()
  const name = String(contact.name ?? '')
  const attitude = optionOf(object, contact, 'attitude')
  const role = optionOf(object, contact, 'decision_role')
  const edit = t('customers.people.edit', { name })
  return (
    <li className={styles.person}>
      <span className={styles.personHead}>
        <Link to={`/${object.path}/${contact.id}`} className={styles.personName}>
          {name}
        </Link>
        {contact.is_primary === true && <span className={styles.badge}>{t('customers.primary')}</span>}
        {object.can.change && contact.can.change && <Button size="small" type="text" icon={<EditOutlined aria-hidden />} aria-label={edit} title={edit} onClick={onEdit} />}
      </span>
      <span className={styles.post}>{[contact.position, contact.department].filter(Boolean).join(' · ')}</span>
      <span className={styles.marks}>
        <span className={role ? styles.badge : styles.unknown}>{role || t('customers.people.no_role')}</span>
        <span className={attitude ? styles.attitude : styles.unknown}>
          <span aria-hidden>{attitudeShapes[String(contact.attitude)] ?? '○'}</span> {attitude || t('customers.people.no_attitude')}
        </span>
      </span>
    </li>
  )
}
