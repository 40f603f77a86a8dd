/** Whom or what the page is about, and what can be done with it. */
import { DeleteOutlined, EditOutlined, EyeOutlined, HistoryOutlined, MoreOutlined, ShareAltOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useCurrentRecord } from '../../client/current-record.ts'
import { headingOf, labelOf } from '../../client/metadata.tsx'
import { useRememberRecent } from '../../client/recent.ts'
import { useRemove, useRestore } from '../../client/records.ts'
import { twinOf } from '../../fields/index.ts'
import { usePageTitle } from '../../kit/page-header.tsx'
import { useShortcuts } from '../../kit/shortcuts.tsx'
import { useToast } from '../../kit/toast.tsx'
import { useIsPhone } from '../../kit/use-media.ts'
import { FormDrawer } from '../form-drawer.tsx'
import { HistoryDrawer } from './history-drawer.tsx'
import { Others } from './others.tsx'
import styles from './record.module.css'

import type { ReactNode } from 'react'
import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'

// Opened by a click: a record is there sooner without them.
const ShareDialog = lazy(async () => ({ default: (await import('../access/share-dialog.tsx')).ShareDialog }))
const WhoSeesDialog = lazy(async () => ({ default: (await import('../access/who-sees-dialog.tsx')).WhoSeesDialog }))

interface Props {
  object: ObjectMetadata
  record: RecordData
  isPanel: boolean
  onGone(): void
  /** Further buttons before the general ones. */
  actions?: ReactNode
}

export function RecordHeader({ object, record, isPanel, onGone, actions }: Props) {
  const { t } = useTranslation()
  const toast = useToast()
  // On a phone the menu holds what is not done every day.
  const isPhone = useIsPhone()
  const remove = useRemove(object.path)
  const restore = useRestore(object.path)
  const [open, setOpen] = useState<'edit' | 'history' | 'share' | 'who'>()
  const title = headingOf(object, record)
  const canChange = object.can.change && record.can?.change !== false && !object.is_append_only
  const canDelete = object.can.delete && record.can?.delete !== false && !object.is_append_only

  // Changing a record that nobody changes by hand is still a right: whoever has it may share.
  const canShare = object.is_shareable && record.can?.change === true

  const removeIt = async () => {
    // The page is left first: it would ask for what is no longer there.
    onGone()
    try {
      await remove.mutateAsync(record.id)
      // This page is left by then, so nothing here may wait for it.
      const undo = () => void restore.mutateAsync(record.id).then(() => toast.done(t('record.restored', { name: title })), toast.problem)
      toast.done(t('record.deleted', { name: title }), { undo })
    } catch (error) {
      toast.problem(error)
    }
  }
  useCurrentRecord(useMemo(() => ({ object: object.name, title, record }), [object.name, title, record]))
  useRememberRecent({ object: object.name, id: record.id, title })
  useShortcuts(t('shortcuts.record'), [
    ...(canChange && !isPanel ? [{ keys: 'e', label: t('shortcuts.edit'), run: () => setOpen('edit') }] : []),
    ...(canShare && !isPanel ? [{ keys: 's', label: t('access.share'), run: () => setOpen('share') }] : []),
    ...(isPanel ? [] : [{ keys: 'h', label: t('shortcuts.history'), run: () => setOpen('history') }]),
  ])
  const items = [
    ...(canShare ? [{ key: 'share', icon: <ShareAltOutlined aria-hidden />, label: t('access.share'), onClick: () => setOpen('share') }] : []),
    { key: 'who', icon: <EyeOutlined aria-hidden />, label: t('access.who_sees'), onClick: () => setOpen('who') },
    { key: 'history', icon: <HistoryOutlined aria-hidden />, label: t('record.history'), onClick: () => setOpen('history') },
    ...(canDelete ? [{ key: 'delete', icon: <DeleteOutlined aria-hidden />, label: t('record.delete'), onClick: () => void removeIt() }] : []),
  ]
  return (
    <header className={styles.header}>
      {!isPanel && <PageTitle title={title} />}
      <div className={styles.headerMain}>
        {!isPanel && (
          <Link className={styles.crumb} to={`/${object.path}`}>
            {labelOf(object.plural_label)}
          </Link>
        )}
        {isPanel ? <h2 className={styles.title}>{title}</h2> : <h1 className={styles.title}>{title}</h1>}
        <HeaderFacts object={object} record={record} />
        <Others key={record.id} object={object} id={record.id} />
      </div>
      <div className={styles.headerActions}>
        {actions}
        {canChange && (
          <Button icon={<EditOutlined aria-hidden />} size={isPanel ? 'small' : 'middle'} onClick={() => setOpen('edit')}>
            {t('record.edit')}
          </Button>
        )}
        {canShare && !isPanel && !isPhone && (
          <Button icon={<ShareAltOutlined aria-hidden />} onClick={() => setOpen('share')} aria-keyshortcuts="s">
            {t('access.share')}
          </Button>
        )}
        <Dropdown menu={{ items }} trigger={['click']}>
          <Button icon={<MoreOutlined aria-hidden />} size={isPanel ? 'small' : 'middle'} aria-label={t('record.more')} />
        </Dropdown>
      </div>
      {open === 'edit' && <FormDrawer object={object} record={record} onClose={() => setOpen(undefined)} />}
      {open === 'history' && <HistoryDrawer object={object} record={record} onClose={() => setOpen(undefined)} />}
      <Suspense fallback={null}>
        {open === 'share' && <ShareDialog object={object} record={record} onClose={() => setOpen(undefined)} />}
        {open === 'who' && <WhoSeesDialog object={object} record={record} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </header>
  )
}

function PageTitle({ title }: { title: string }) {
  usePageTitle(title)
  return null
}

/** Number, kind, status and tier of a record: what tells it from others at a glance. A currency is said by its amounts. */
function HeaderFacts({ object, record }: { object: ObjectMetadata; record: RecordData }) {
  const said = new Set([object.title, ...object.fields.flatMap((field) => field.currency_of ?? [])])
  const fields = object.fields.filter((field) => !said.has(field.name) && (twinOf(field).isIdentity || twinOf(field).isState)).slice(0, 5)
  const filled = fields.filter((field) => record[field.name])
  if (filled.length === 0) return null
  return (
    <ul className={styles.headerFacts}>
      {filled.map((field) => {
        const { Cell } = twinOf(field)
        return (
          <li key={field.name} title={labelOf(field.label)}>
            <Cell field={field} value={record[field.name]} record={record} dense />
          </li>
        )
      })}
    </ul>
  )
}
