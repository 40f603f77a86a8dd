/** Saved views as tabs, and what can be done with them: save, rename, share, delete. */
import { MoreOutlined, SaveOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useCreate, usePatch, useRemove, useRestore } from '../../client/records.ts'
import { Tabs } from '../../kit/tabs.tsx'
import { useToast } from '../../kit/toast.tsx'
import { useIsPhone } from '../../kit/use-media.ts'
import { keptNames } from './list-address.ts'
import { savedViewsPath, viewValues } from './views.ts'
import styles from './list.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { ListChange, ListState } from './list-state.ts'
import type { View } from './views.ts'

interface Props {
  object: ObjectMetadata
  views: View[]
  state: ListState
  onChange(change: ListChange, isStep: boolean): void
  /** Shows what was done to many at once. */
  onRecent(): void
}

// Opened by a click.
const ViewDialog = lazy(async () => ({ default: (await import('./view-dialog.tsx')).ViewDialog }))

export function ViewTabs({ object, views, state, onChange, onRecent }: Props) {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  const toast = useToast()
  const create = useCreate(savedViewsPath)
  const patch = usePatch(savedViewsPath)
  const remove = useRemove(savedViewsPath)
  const restore = useRestore(savedViewsPath)
  const [naming, setNaming] = useState<'new' | 'rename'>()
  const { view } = state

  const attempt = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      toast.problem(error)
    }
  }
  const change = (values: Record<string, unknown>) => {
    const saved = view.saved
    return saved ? patch.mutateAsync({ id: saved.id, version: saved.version, changes: values }) : Promise.resolve()
  }
  const saveNew = (name: string, isShared: boolean) =>
    attempt(async () => {
      const record = await create.mutateAsync({ values: viewValues(object, { ...state, name, isShared }) })
      setNaming(undefined)
      toast.done(t('views.saved', { name }))
      onChange({ view: record.id }, true)
    })
  const saveChanges = () =>
    attempt(async () => {
      await change(viewValues(object, { ...state, name: view.name, isShared: view.isShared }))
      toast.done(t('views.saved', { name: view.name }))
      onChange(Object.fromEntries(keptNames.map((name) => [name, undefined])), false)
    })
  const removeView = () =>
    attempt(async () => {
      const id = view.saved?.id
      if (!id) return
      await remove.mutateAsync(id)
      onChange({ view: views[0]?.key ?? '' }, true)
      toast.done(t('views.deleted', { name: view.name }), { undo: () => void attempt(async () => void (await restore.mutateAsync(id))) })
    })

  const canChange = view.saved?.can?.change !== false && view.saved !== undefined
  const items = [
    ...(canChange && state.isChanged ? [{ key: 'save', label: t('views.save_changes'), onClick: () => void saveChanges() }] : []),
    { key: 'save_as', label: t('views.save_as'), onClick: () => setNaming('new') },
    ...(canChange
      ? [
          { key: 'rename', label: t('views.rename'), onClick: () => setNaming('rename') },
          { key: 'share', label: t(view.isShared ? 'views.unshare' : 'views.share'), onClick: () => void attempt(async () => void (await change({ is_shared: !view.isShared }))) },
          { key: 'delete', label: t('views.delete'), onClick: () => void removeView() },
        ]
      : []),
    ...(object.can.change || object.can.delete ? [{ key: 'recent', label: t('bulk.recent'), onClick: onRecent }] : []),
    ...(state.isChanged ? [{ key: 'reset', label: t('views.reset'), onClick: () => onChange({ view: view.key }, false) }] : []),
  ]
  return (
    <div className={styles.views}>
      <Tabs
        className={styles.viewTabs}
        label={t('views.title')}
        active={view.key}
        onChange={(key) => onChange({ view: key }, true)}
        tabs={views.map((each) => ({ key: each.key, label: <ViewName view={each} isChanged={each.key === view.key && state.isChanged} /> }))}
      />
      {state.isChanged && (
        <Button size="small" type="link" icon={<SaveOutlined aria-hidden />} aria-label={t(canChange ? 'views.save_changes' : 'views.save_as')} onClick={() => (canChange ? void saveChanges() : setNaming('new'))}>
          {isPhone ? undefined : t(canChange ? 'views.save_changes' : 'views.save_as')}
        </Button>
      )}
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button size="small" type="text" icon={<MoreOutlined aria-hidden />} aria-label={t('views.menu')} />
      </Dropdown>
      {naming && (
        <Suspense fallback={null}>
          <ViewDialog
            title={t(naming === 'new' ? 'views.save_as' : 'views.rename')}
            name={naming === 'rename' ? view.name : ''}
            isShared={naming === 'rename' ? view.isShared : false}
            onCancel={() => setNaming(undefined)}
            onSave={(name, isShared) =>
              naming === 'new'
                ? saveNew(name, isShared)
                : attempt(async () => {
                    await change({ name, is_shared: isShared })
                    setNaming(undefined)
                  })
            }
          />
        </Suspense>
      )}
    </div>
  )
}

function ViewName({ view, isChanged }: { view: View; isChanged: boolean }) {
  const { t } = useTranslation()
  return (
    <>
      {view.name}
      {isChanged && <span title={t('views.changed')}> •</span>}
      {view.saved && view.isShared && <small className={styles.shared}> {t('views.shared')}</small>}
    </>
  )
}
