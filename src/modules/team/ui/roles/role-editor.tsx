/** The editor of one role: objects by verbs, what changes in words before it is saved, undo after it. */
import { CopyOutlined, DeleteOutlined, HistoryOutlined, MoreOutlined, SearchOutlined } from '@ant-design/icons'
import { Button, Dropdown, Input, Switch } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'

import { labelOf, useMetadata } from '../../../../web/client/metadata.tsx'
import { usePatch, useRemove, useRestore } from '../../../../web/client/records.ts'
import { ScrollBox } from '../../../../web/kit/scroll-box.tsx'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { useShortcuts } from '../../../../web/kit/shortcuts.tsx'
import { useToast } from '../../../../web/kit/toast.tsx'
import { useLeaveWarning } from '../use-leave-warning.ts'
import { changesBetween, hasOwnRights, without } from './grants-model.ts'
import { GrantsTable } from './grants-table.tsx'
import { NewRole } from './new-role.tsx'
import { RoleHistory } from './role-history.tsx'
import { RolePeople } from './role-people.tsx'
import { SaveBar } from './save-bar.tsx'
import { roleHint } from './role-words.ts'
import { roleName, rolesPath } from './role.ts'
import styles from './roles.module.css'

import type { InputRef } from 'antd'
import type { Grants } from '../../../../kernel/access/actor.ts'
import type { ObjectMetadata } from '../../../../web/client/metadata.tsx'
import type { RecordData } from '../../../../web/client/records.ts'
import type { Role } from './role.ts'

export function RoleEditor({ object, role, record }: { object: ObjectMetadata; role: Role; record: RecordData }) {
  const { t } = useTranslation()
  const toast = useToast()
  const navigate = useNavigate()
  const { objects } = useMetadata()
  const patch = usePatch(rolesPath)
  const remove = useRemove(rolesPath)
  const restore = useRestore(rolesPath)
  const [draft, setDraft] = useState<Grants>()
  const [words, setWords] = useState('')
  const [isOnlyDifferent, setIsOnlyDifferent] = useState(false)
  const [open, setOpen] = useState<'copy' | 'history'>()
  const filter = useRef<InputRef>(null)
  const grants = draft ?? role.grants
  const changes = draft ? changesBetween(role.grants, draft) : []
  const isDirty = changes.length > 0
  const canChange = object.can.change && record.can?.change !== false
  const name = roleName(role.name)
  useLeaveWarning(isDirty)

  const write = async (written: Grants, version: number) => {
    const saved = await patch.mutateAsync({ id: role.id, version, changes: { grants: written } })
    setDraft(undefined)
    return saved
  }
  const save = async () => {
    if (!draft) return
    const before = role.grants
    try {
      const saved = await write(draft, role.version)
      toast.done(t('record.saved', { name }), { undo: () => void write(before, saved.version).catch(toast.problem) })
    } catch (error) {
      toast.problem(error)
    }
  }
  const removeIt = async () => {
    try {
      await remove.mutateAsync(role.id)
      const undo = () => void restore.mutateAsync(role.id).then(() => toast.done(t('record.restored', { name })), toast.problem)
      toast.done(t('record.deleted', { name }), { undo })
      void navigate(`/${rolesPath}`)
    } catch (error) {
      toast.problem(error)
    }
  }
  useShortcuts(t('team.role.editor'), [
    { keys: '/', label: t('team.role.filter'), run: () => filter.current?.focus() },
    { keys: 'h', label: t('shortcuts.history'), run: () => setOpen('history') },
    ...(canChange ? [{ keys: 'mod+s', label: t('form.save'), run: () => void save(), whileTyping: true }] : []),
    { keys: '0–5', label: t('team.role.keys_scope'), run: () => undefined, isListedOnly: true },
    { keys: '← ↑ ↓ →', label: t('team.role.keys_walk'), run: () => undefined, isListedOnly: true },
  ])
  const shown = objects.filter((each) => matches(each, words) && (!isOnlyDifferent || hasOwnRights(grants, each.name)))
  const items = [
    ...(object.can.create ? [{ key: 'copy', icon: <CopyOutlined aria-hidden />, label: t('team.role.copy'), onClick: () => setOpen('copy') }] : []),
    { key: 'history', icon: <HistoryOutlined aria-hidden />, label: t('record.history'), onClick: () => setOpen('history') },
    ...(object.can.delete && record.can?.delete !== false ? [{ key: 'delete', icon: <DeleteOutlined aria-hidden />, label: t('record.delete'), onClick: () => void removeIt() }] : []),
  ]
  return (
    <div className={styles.editor}>
      <Link className={styles.crumb} to={`/${rolesPath}`}>
        {t('team.settings.roles')}
      </Link>
      <PageHeader
        title={name}
        note={role.isFromDirectory ? t('team.role.from_directory_hint') : roleHint(role.key)}
        actions={
          <Dropdown menu={{ items }} trigger={['click']}>
            <Button icon={<MoreOutlined aria-hidden />} aria-label={t('record.more')} />
          </Dropdown>
        }
      />
      <RolePeople roleId={role.id} />
      <div className={styles.tools}>
        <Input
          ref={filter}
          className={styles.filter}
          prefix={<SearchOutlined aria-hidden />}
          placeholder={t('team.role.filter')}
          aria-label={t('team.role.filter')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          allowClear
        />
        <label className={styles.switch}>
          <Switch size="small" checked={isOnlyDifferent} onChange={setIsOnlyDifferent} />
          {t('team.role.only_different')}
        </label>
        {!canChange && <span className={styles.note}>{t('team.role.read_only')}</span>}
      </div>
      <ScrollBox label={t('team.role.table')} className={styles.tableBox}>
        <GrantsTable grants={grants} saved={role.grants} objects={shown} showsOthers={words.trim() === ''} disabled={!canChange} onChange={setDraft} />
        {shown.length === 0 && words.trim() !== '' && <p className={styles.nothing}>{t('palette.nothing', { words })}</p>}
      </ScrollBox>
      {isDirty && draft && <SaveBar role={role} draft={draft} changes={changes} isSaving={patch.isPending} onUndo={(change) => setDraft(without(draft, change))} onDiscard={() => setDraft(undefined)} onSave={() => void save()} />}
      {open === 'copy' && <NewRole from={{ name, grants }} onClose={() => setOpen(undefined)} onMade={(id) => void navigate(`/${rolesPath}/${id}`)} />}
      {open === 'history' && <RoleHistory object={object} role={role} onClose={() => setOpen(undefined)} />}
    </div>
  )
}

function matches(object: ObjectMetadata, words: string): boolean {
  const wanted = words.trim().toLowerCase()
  return wanted === '' || [object.name, object.label.zh, object.label.en, labelOf(object.plural_label)].some((text) => text.toLowerCase().includes(wanted))
}
