import { Button, DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useMetadata, useObject } from '../../../web/client/metadata.tsx'
import { useRecord } from '../../../web/client/records.ts'
import { idOf } from '../../../web/client/reference-parts.ts'
import { ReferenceSelect } from '../../../web/fields/reference-select.tsx'
import styles from './audit-page.module.css'

import type { FieldMetadata } from '../../../web/client/metadata.tsx'
import type { AuditQuery } from './audit-query.ts'

const acts = ['created', 'changed', 'deleted', 'restored', 'files', 'sensitive', 'sign_in', 'credentials', 'look_as', 'rights', 'settings', 'erased', 'other'] as const

export function AuditFilters({ query, onChange, onClear }: { query: AuditQuery; onChange(changes: AuditQuery): void; onClear(): void }) {
  const { t } = useTranslation()
  const { objects } = useMetadata()
  return (
    <div className={styles.filters} role="search" aria-label={t('audit.filters')}>
      <PersonFilter id={query.person} onChange={(person) => onChange({ person })} />
      <Day label={t('audit.from')} day={query.from} onChange={(from) => onChange({ from })} />
      <Day label={t('audit.to')} day={query.to} onChange={(to) => onChange({ to })} />
      <Select
        className={styles.filter}
        aria-label={t('audit.head.act')}
        placeholder={t('audit.any_act')}
        allowClear
        value={query.act}
        options={acts.map((act) => ({ value: act as string, label: t(`audit.act.${act}`) }))}
        onChange={(act: string | undefined) => onChange({ act })}
      />
      <Select
        className={styles.filter}
        aria-label={t('audit.object')}
        placeholder={t('audit.any_object')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={query.object}
        options={objects.map((object) => ({ value: object.name, label: labelOf(object.label) }))}
        onChange={(object: string | undefined) => onChange({ object })}
      />
      <AddressFilter key={query.address ?? ''} address={query.address} onChange={(address) => onChange({ address })} />
      {query.record && (
        <Button onClick={() => onChange({ object: undefined, record: undefined })} aria-label={t('audit.record_off')}>
          {t('audit.one_record')} ×
        </Button>
      )}
      {Object.keys(query).length > 0 && (
        <Button type="link" onClick={onClear}>
          {t('audit.clear')}
        </Button>
      )}
    </div>
  )
}

function PersonFilter({ id, onChange }: { id: string | undefined; onChange(id: string | undefined): void }) {
  const { t } = useTranslation()
  const people = useObject('user')
  const person = useRecord(people?.path ?? 'users', id)
  const field: FieldMetadata = { name: 'person', type: 'reference', label: { zh: '', en: '' }, required: false, readonly: false, right: 'write', custom: false, sortable: false, operators: [], target: 'user' }
  return (
    <div className={styles.filter}>
      <ReferenceSelect
        field={field}
        id="audit-person"
        label={t('audit.head.who')}
        placeholder={t('audit.anybody')}
        value={id ? { id, name: typeof person.data?.name === 'string' ? person.data.name : id } : null}
        onChange={(chosen) => onChange(idOf(chosen) || undefined)}
      />
    </div>
  )
}

function Day({ label, day, onChange }: { label: string; day: string | undefined; onChange(day: string | undefined): void }) {
  return (
    <DatePicker
      className={styles.day}
      aria-label={label}
      placeholder={label}
      value={day ? dayjs(day) : null}
      maxDate={dayjs().add(1, 'day')}
      onChange={(chosen) => onChange(chosen ? chosen.format('YYYY-MM-DD') : undefined)}
    />
  )
}

/** Asked when it is whole: a part of an address finds nothing. */
function AddressFilter({ address, onChange }: { address: string | undefined; onChange(address: string | undefined): void }) {
  const { t } = useTranslation()
  const [text, setText] = useState(address ?? '')
  const ask = () => text.trim() !== (address ?? '') && onChange(text.trim() || undefined)
  return <Input className={styles.address} aria-label={t('audit.address')} placeholder={t('audit.address')} maxLength={60} allowClear value={text} onChange={(event) => setText(event.target.value)} onPressEnter={ask} onBlur={ask} />
}
