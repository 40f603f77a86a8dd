/** Objects that the company made: make one, change its words, take it away; from here to its records, fields and rights. */
import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf, useMetadata, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList, useRemove, useRestore } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useShortcuts } from '../../../web/kit/shortcuts.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { NotFound } from '../../../web/shell/not-found.tsx'
import { CustomObjectDrawer } from './custom-object-drawer.tsx'
import { objectOf } from './custom-object-model.ts'
import styles from './custom-objects.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

export function CustomObjectsPage() {
  const object = useObject('custom_object')
  return object ? <CustomObjects object={object} /> : <NotFound />
}

function CustomObjects({ object }: { object: ObjectMetadata }) {
  const { t } = useTranslation()
  const toast = useToast()
  const query = useList(object.path, { sort: 'created_at', limit: 100 })
  const remove = useRemove(object.path)
  const restore = useRestore(object.path)
  const [open, setOpen] = useState<{ record?: RecordData }>()
  const title = t('custom.title')
  useShortcuts(title, object.can.create ? [{ keys: 'c', label: t('custom.new'), run: () => setOpen({}) }] : [])

  const removeIt = async (record: RecordData) => {
    try {
      await remove.mutateAsync(record.id)
      toast.done(t('custom.removed', { name: labelOf(objectOf(record).label) }), { undo: () => void restore.mutateAsync(record.id).catch(toast.problem) })
    } catch (error) {
      toast.problem(error)
    }
  }
  const newButton = object.can.create && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen({})} aria-keyshortcuts="c">
      {t('custom.new')}
    </Button>
  )
  return (
    <>
      <PageHeader title={title} note={labelOf(object.empty_hint)} actions={newButton} />
      <div className={styles.page}>
        <Loaded query={query} lines={6} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('custom.empty'), hint: t('custom.empty_hint') }}>
          {(data) => recordsOf(data).map((record) => <MadeObject key={record.id} record={record} onEdit={() => setOpen({ record })} onRemove={() => void removeIt(record)} />)}
        </Loaded>
      </div>
      {open && <CustomObjectDrawer path={object.path} record={open.record} onClose={() => setOpen(undefined)} />}
    </>
  )
}

function MadeObject({ record, onEdit, onRemove }: { record: RecordData; onEdit(): void; onRemove(): void }) {
  const { t } = useTranslation()
  const { objects } = useMetadata()
  const shown = objectOf(record)
  const name = labelOf(shown.label)
  const made = objects.find((one) => one.name === `x_${shown.key}`)
  const own = made?.fields.filter((field) => field.custom) ?? []
  return (
    <Card
      title={name}
      note={<code className={styles.key}>{`x_${shown.key}`}</code>}
      action={
        <>
          {record.can?.change && <Button size="small" type="text" icon={<EditOutlined aria-hidden />} aria-label={t('record.edit_title', { name })} title={t('record.edit')} onClick={onEdit} />}
          {record.can?.delete && <Button size="small" type="text" icon={<DeleteOutlined aria-hidden />} aria-label={t('custom.remove', { name })} title={t('record.delete')} onClick={onRemove} />}
        </>
      }
    >
      <p className={styles.about}>{[t(`custom.belonging_of.${shown.belonging}`), shown.isInNavigation ? '' : t('custom.not_in_navigation'), labelOf(shown.hint)].filter(Boolean).join(' · ')}</p>
      <p className={styles.about}>{own.length > 0 ? t('custom.fields', { names: own.map((field) => labelOf(field.label)).join(t('filter.list_words')) }) : t('custom.no_fields')}</p>
      {made && (
        <p className={styles.ways}>
          <Link to={`/${made.path}`}>{t('custom.records')}</Link>
          <Link to={`/custom-fields?object=${made.name}`}>{t('custom.to_fields')}</Link>
          <Link to="/roles">{t('custom.to_rights')}</Link>
        </p>
      )}
    </Card>
  )
}
