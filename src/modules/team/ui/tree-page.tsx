/** Departments and territories: the same tree of names, moved by choosing another parent. */
import { ApartmentOutlined, DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList, usePatch, useRemove, useRestore } from '../../../web/client/records.ts'
import { Loaded } from '../../../web/kit/card.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useShortcuts } from '../../../web/kit/shortcuts.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { FormDrawer } from '../../../web/records/form-drawer.tsx'
import { RecordPage } from '../../../web/records/record-page.tsx'
import { NotFound } from '../../../web/shell/not-found.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { usePeople, usersPath } from './people.ts'
import { flatten, parentOf, treeOf } from './tree-model.ts'
import styles from './tree.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'
import type { Branch } from './tree-model.ts'

interface Props {
  id?: string
}

export function DepartmentsPage({ id }: Props) {
  const people = usePeople()
  const counts = Map.groupBy((people.data ?? []).filter(({ isActive }) => isActive), (person) => person.departmentId)
  return <TreePage id={id} name="department" titleKey="team.settings.departments" countOf={(department) => counts.get(department)?.length ?? 0} />
}

export function TerritoriesPage({ id }: Props) {
  return <TreePage id={id} name="territory" titleKey="team.settings.territories" />
}

/** Why customers complain, and what articles are about, are the same kind of tree. */
export function ComplaintCausesPage({ id }: Props) {
  return <TreePage id={id} name="complaint_cause" titleKey="complaints.causes" />
}

export function ArticleCategoriesPage({ id }: Props) {
  return <TreePage id={id} name="article_category" titleKey="knowledge.categories" />
}

function TreePage({ id, name, titleKey, countOf }: Props & { name: string; titleKey: string; countOf?(id: string): number }) {
  const object = useObject(name)
  if (!object) return <NotFound />
  return id ? <RecordPage path={object.path} /> : <Tree object={object} titleKey={titleKey} countOf={countOf} />
}

type Open = { kind: 'create'; parent?: Branch } | { kind: 'edit' | 'move'; branch: Branch }

function Tree({ object, titleKey, countOf }: { object: ObjectMetadata; titleKey: string; countOf?(id: string): number }) {
  const { t } = useTranslation()
  const toast = useToast()
  const query = useList(object.path, { sort: object.title, limit: 500 })
  const remove = useRemove(object.path)
  const restore = useRestore(object.path)
  const patch = usePatch(object.path)
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const title = t(titleKey)
  useShortcuts(title, object.can.create ? [{ keys: 'c', label: t('list.new'), run: () => setOpen({ kind: 'create' }) }] : [])

  const removeIt = async (record: RecordData, label: string) => {
    try {
      await remove.mutateAsync(record.id)
      toast.done(t('record.deleted', { name: label }), { undo: () => void restore.mutateAsync(record.id).catch(toast.problem) })
    } catch (error) {
      toast.problem(error)
    }
  }
  const move = async (branch: Branch, parent: Branch | undefined) => {
    close()
    const before = parentOf(branch.record) ?? null
    const write = (version: number, to: string | null) => patch.mutateAsync({ id: branch.id, version, changes: { parent: to }, shown: { parent: to ? { id: to, name: '' } : null } })
    try {
      const saved = await write(branch.record.version, parent?.id ?? null)
      toast.done(t('team.tree.moved', { name: branch.name }), { undo: () => void write(saved.version, before).catch(toast.problem) })
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
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen({ kind: 'create' })} aria-keyshortcuts="c">
              {t('list.new')}
            </Button>
          )
        }
      />
      <div className={styles.page}>
        <Loaded query={query} lines={8} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('list.nothing_yet', { objects: labelOf(object.plural_label) }), hint: labelOf(object.empty_hint) }}>
          {(data) => {
            const tree = treeOf(recordsOf(data))
            return (
              <>
                <ul className={styles.tree} aria-label={title}>
                  {flatten(tree).map((branch) => (
                    <li key={branch.id} className={styles.row} style={{ paddingInlineStart: 16 + branch.depth * 24 }} data-level={branch.depth + 1}>
                      <Link className={styles.name} to={`/${object.path}/${branch.id}`}>
                        {branch.name}
                      </Link>
                      {countOf && countOf(branch.id) > 0 && (
                        <Link className={styles.count} to={`/${usersPath}?${new URLSearchParams({ filter: JSON.stringify({ [object.name]: branch.id }) })}`}>
                          {t('team.role.people', { count: countOf(branch.id) })}
                        </Link>
                      )}
                      <span className={styles.actions}>
                        {object.can.create && <Act icon={<PlusOutlined aria-hidden />} label={t('team.tree.add_below', { name: branch.name })} onClick={() => setOpen({ kind: 'create', parent: branch })} />}
                        {branch.record.can?.change && <Act icon={<ApartmentOutlined aria-hidden />} label={t('team.tree.move', { name: branch.name })} onClick={() => setOpen({ kind: 'move', branch })} />}
                        {branch.record.can?.change && <Act icon={<EditOutlined aria-hidden />} label={t('record.edit_title', { name: branch.name })} onClick={() => setOpen({ kind: 'edit', branch })} />}
                        {branch.record.can?.delete && branch.below.length === 0 && <Act icon={<DeleteOutlined aria-hidden />} label={t('team.tree.delete', { name: branch.name })} onClick={() => void removeIt(branch.record, branch.name)} />}
                      </span>
                    </li>
                  ))}
                </ul>
                {open?.kind === 'move' && <MoveDialog tree={tree} branch={open.branch} onClose={close} onMove={(parent) => void move(open.branch, parent)} />}
              </>
            )
          }}
        </Loaded>
      </div>
      {open?.kind === 'create' && <FormDrawer object={object} initial={open.parent && { parent: { id: open.parent.id, name: open.parent.name } }} onClose={close} />}
      {open?.kind === 'edit' && <FormDrawer object={object} record={open.branch.record} onClose={close} />}
    </>
  )
}

function Act({ icon, label, onClick }: { icon: React.ReactNode; label: string; onClick(): void }) {
  const isPhone = useIsPhone()
  return <Button size={isPhone ? 'middle' : 'small'} type="text" icon={icon} aria-label={label} title={label} onClick={onClick} />
}
