/** Fields that the company added, by object: add one, change its words, take it away. */
import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'

import { labelOf, useMetadata, useObject } from '../../../../web/client/metadata.tsx'
import { recordsOf, useList, useRemove, useRestore } from '../../../../web/client/records.ts'
import { Card, Loaded } from '../../../../web/kit/card.tsx'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { useShortcuts } from '../../../../web/kit/shortcuts.tsx'
import { useToast } from '../../../../web/kit/toast.tsx'
import { NotFound } from '../../../../web/shell/not-found.tsx'
import { CustomFieldDrawer } from './custom-field-drawer.tsx'
import { fieldOf } from './custom-field-model.ts'
import { FormulaProgress, useFormulaJobs } from './formula-progress.tsx'
import styles from './custom-fields.module.css'

import type { ObjectMetadata } from '../../../../web/client/metadata.tsx'
import type { RecordData } from '../../../../web/client/records.ts'

type Open = { record?: RecordData; object?: string }

export function CustomFieldsPage() {
  const object = useObject('custom_field')
  return object ? <CustomFields object={object} /> : <NotFound />
}

function CustomFields({ object }: { object: ObjectMetadata }) {
  const { t } = useTranslation()
  const toast = useToast()
  const { objects } = useMetadata()
  const query = useList(object.path, { sort: 'created_at', limit: 500 })
  const remove = useRemove(object.path)
  const restore = useRestore(object.path)
  const [asked] = useSearchParams()
  const [open, setOpen] = useState<Open | undefined>(() => (asked.has('object') ? { object: asked.get('object') ?? undefined } : undefined))
  const jobs = useFormulaJobs(object.can.create)
  const title = t('team.settings.custom_fields')
  useShortcuts(title, object.can.create ? [{ keys: 'c', label: t('team.custom.new'), run: () => setOpen({}) }] : [])

  const removeIt = async (record: RecordData) => {
    const name = labelOf(fieldOf(record).label)
    try {
      await remove.mutateAsync(record.id)
      toast.done(t('team.custom.removed', { name }), { undo: () => void restore.mutateAsync(record.id).catch(toast.problem) })
    } catch (error) {
      toast.problem(error)
    }
  }
  return (
    <>
      <PageHeader
        title={title}
        note={labelOf(object.empty_hint)}
        actions={
          object.can.create && (
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen({})} aria-keyshortcuts="c">
              {t('team.custom.new')}
            </Button>
          )
        }
      />
      <div className={styles.page}>
        <Loaded query={query} lines={6} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('team.custom.empty'), hint: t('team.custom.empty_hint') }}>
          {(data) => {
            const byObject = Map.groupBy(recordsOf(data), (record) => fieldOf(record).object)
            return objects
              .filter(({ name }) => byObject.has(name))
              .map((of) => (
                <Card
                  key={of.name}
                  title={labelOf(of.label)}
                  action={object.can.create && <Button size="small" type="text" icon={<PlusOutlined aria-hidden />} aria-label={t('team.custom.new_of', { object: labelOf(of.label) })} title={t('team.custom.new_of', { object: labelOf(of.label) })} onClick={() => setOpen({ object: of.name })} />}
                >
                  <FormulaProgress job={jobs.get(of.name)} />
                  <ul className={styles.rows}>
                    {(byObject.get(of.name) ?? []).map((record) => (
                      <Row key={record.id} record={record} onEdit={() => setOpen({ record })} onRemove={() => void removeIt(record)} />
                    ))}
                  </ul>
                </Card>
              ))
          }}
        </Loaded>
      </div>
      {open && <CustomFieldDrawer path={object.path} record={open.record} object={open.object} onClose={() => setOpen(undefined)} />}
    </>
  )
}

function Row({ record, onEdit, onRemove }: { record: RecordData; onEdit(): void; onRemove(): void }) {
  const { t } = useTranslation()
  const shown = fieldOf(record)
  const name = labelOf(shown.label)
  const options = shown.options.map((option) => labelOf(option.label)).join(t('filter.list_words'))
  const target = useObject(shown.target)
  const words = [t(`team.custom.type.${shown.type}`), target ? labelOf(target.label) : '', shown.required ? t('form.required') : '', shown.requiredWhen ? t('team.custom.required_when') : '', shown.formula ?? '', options].filter(Boolean)
  return (
    <li className={styles.row}>
      <span className={styles.text}>
        <span className={styles.name}>{name}</span> <code className={styles.key}>{shown.key}</code>
        <span className={styles.note}>{words.join(' · ')}</span>
      </span>
      {record.can?.change && <Button size="small" type="text" icon={<EditOutlined aria-hidden />} aria-label={t('record.edit_title', { name })} title={t('record.edit')} onClick={onEdit} />}
      {record.can?.delete && <Button size="small" type="text" icon={<DeleteOutlined aria-hidden />} aria-label={t('team.custom.remove', { name })} title={t('record.delete')} onClick={onRemove} />}
    </li>
  )
}
