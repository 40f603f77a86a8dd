import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useMetadata, useObject } from '../../../web/client/metadata.tsx'
import { useRecord } from '../../../web/client/records.ts'
import { idOf } from '../../../web/client/reference-parts.ts'
import { ReferenceSelect } from '../../../web/fields/reference-select.tsx'
import { DayPicker } from '../../../web/kit/day-picker.tsx'
import { addDays } from '../../../web/kit/days.ts'
import { today } from '../../../web/kit/format.ts'
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
      <DayPicker day={query.from} last={addDays(today(), 1)} label={t('audit.from')} hint={t('audit.from')} className={styles.day} onChange={(day) => onChange({ from: day ?? undefined })} />
      <DayPicker day={query.to} last={addDays(today(), 1)} label={t('audit.to')} hint={t('audit.to')} className={styles.day} onChange={(day) => onChange({ to: day ?? undefined })} />
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

/** Asked when it is whole: a part of an address finds nothing. */
function AddressFilter({ address, onChange }: { address: string | undefined; onChange(address: string | undefined): void }) {
  const { t } = useTranslation()
  const [text, setText] = useState(address ?? '')
  const ask = () => text.trim() !== (address ?? '') && onChange(text.trim() || undefined)
  return <Input className={styles.address} aria-label={t('audit.address')} placeholder={t('audit.address')} maxLength={60} allowClear value={text} onChange={(event) => setText(event.target.value)} onPressEnter={ask} onBlur={ask} />
}
