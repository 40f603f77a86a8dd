/** Who or what it is: the panels of the object, each value edited in its place. */
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../client/metadata.tsx'
import { useEditing } from '../../client/presence.ts'
import { isEmpty } from '../empty-value.ts'
import { useFieldSaver } from '../save-record.tsx'
import { InlineField } from './inline-field.tsx'
import { useRecordScreen } from './record-screens.tsx'
import styles from './record.module.css'

import type { FieldMetadata, ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'

interface Props {
  object: ObjectMetadata
  record: RecordData
  /** Shown elsewhere on the page. */
  without?: string[]
}

export function FieldPanels({ object, record, without = [] }: Props) {
  const { t } = useTranslation()
  const saver = useFieldSaver(object)
  const [editing, setEditing] = useState<string>()
  const [showsEmpty, setShowsEmpty] = useState(false)
  useEditing(record.id, editing)
  const { cells } = useRecordScreen(object.name)
  const canChange = object.can.change && record.can?.change !== false && !object.is_append_only
  const panels = object.panels.map((panel) => ({ ...panel, fields: fieldsOf(object, record, panel.fields, without) })).filter((panel) => panel.fields.length > 0)
  const isShown = (field: FieldMetadata) => showsEmpty || editing === field.name || !isEmpty(record[field.name])
  const hidden = panels.flatMap((panel) => panel.fields).filter((field) => isEmpty(record[field.name])).length
  const order = panels.flatMap((panel) => panel.fields.filter((field) => isShown(field) && !field.readonly && !cells?.[field.name])).map((field) => field.name)
  const close = (name: string, next?: 'next' | 'previous') => setEditing(next ? order[order.indexOf(name) + (next === 'next' ? 1 : -1)] : undefined)
  return (
    <>
      {panels.map((panel) => {
        const shown = panel.fields.filter(isShown)
        if (shown.length === 0) return null
        return (
          <section key={panel.key} className={styles.panel}>
            <h2 className={styles.panelTitle}>{labelOf(panel.label)}</h2>
            <dl className={styles.fields}>
              {shown.map((field) => (
                <InlineField
                  key={field.name}
                  object={object.name}
                  field={field}
                  record={record}
                  canChange={canChange && !field.readonly && !cells?.[field.name]}
                  isEditing={editing === field.name}
                  onEdit={() => setEditing(field.name)}
                  onClose={(next) => close(field.name, next)}
                  onSave={async (value, base) => void (await saver.save(base, field, value))}
                />
              ))}
            </dl>
          </section>
        )
      })}
      {hidden > 0 && (
        <Button type="link" size="small" className={styles.emptyFields} onClick={() => setShowsEmpty((before) => !before)}>
          {showsEmpty ? t('record.hide_empty') : t('record.show_empty', { count: hidden })}
        </Button>
      )}
      {saver.dialog}
    </>
  )
}

/** Fields that make sense for this record: some only for persons, some only for organisations. */
function fieldsOf(object: ObjectMetadata, record: RecordData, names: string[], without: string[]): FieldMetadata[] {
  return names.flatMap((name) => {
    const field = object.fields.find((each) => each.name === name)
    // The title is said above; what is called by another record leads to it.
    if (!field || without.includes(name) || (name === object.title && field.target === undefined)) return []
    const { only_when: condition } = field
    return condition && !condition.in.includes(String(record[condition.field] ?? '')) ? [] : [field]
  })
}
