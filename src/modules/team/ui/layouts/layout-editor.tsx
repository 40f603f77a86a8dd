/** The editor of one layout: its panels, what is not shown, and beside them the form as people will see it. */
import { DeleteOutlined, HistoryOutlined, MoreOutlined } from '@ant-design/icons'
import { Button, Dropdown, Segmented } from 'antd'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'

import { labelOf } from '../../../../web/client/metadata.tsx'
import { usePatch, useRemove, useRestore } from '../../../../web/client/records.ts'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { useShortcuts } from '../../../../web/kit/shortcuts.tsx'
import { useToast } from '../../../../web/kit/toast.tsx'
import { HistoryDrawer } from '../../../../web/records/record/history-drawer.tsx'
import { useLeaveWarning } from '../use-leave-warning.ts'
import { LayoutBoard } from './layout-board.tsx'
import { draftOf, shownPanels, writtenOf } from './layout-model.ts'
import { LayoutPreview } from './layout-preview.tsx'
import { forWhom, layoutsPath } from './layout-words.ts'
import { useLayoutDraft } from './use-layout-draft.ts'
import styles from './layouts.module.css'

import type { ObjectMetadata } from '../../../../web/client/metadata.tsx'
import type { RecordData } from '../../../../web/client/records.ts'
import type { Draft, Outline } from './layout-model.ts'

interface Props {
  /** Of layouts. */
  object: ObjectMetadata
  record: RecordData
  /** Whose form it is. */
  of: ObjectMetadata
  outline: Outline
}

export function LayoutEditor({ object, record, of, outline }: Props) {
  const { t } = useTranslation()
  const toast = useToast()
  const navigate = useNavigate()
  const patch = usePatch(layoutsPath)
  const remove = useRemove(layoutsPath)
  const restore = useRestore(layoutsPath)
  const saved = useMemo(() => draftOf(record, outline), [record, outline])
  const { draft, isDirty, canUndo, change, undo, discard } = useLayoutDraft(saved)
  const [view, setView] = useState<'arrange' | 'preview'>('arrange')
  const [showsHistory, setShowsHistory] = useState(false)
  const more = useMemo(() => ({ zh: t('team.layout.more'), en: t('team.layout.more') }), [t])
  const panels = useDeferredValue(useMemo(() => shownPanels(draft, outline, more), [draft, outline, more]))
  const canChange = object.can.change && record.can?.change !== false
  const name = t('team.layout.of', { object: labelOf(of.label), whom: forWhom(record) })
  const listPath = `/${layoutsPath}?object=${of.name}`
  useLeaveWarning(isDirty)

  const write = async (written: Draft, version: number) => {
    const result = await patch.mutateAsync({ id: record.id, version, changes: writtenOf(written) })
    discard()
    return result
  }
  const save = async () => {
    if (!isDirty) return
    const before = saved
    try {
      const { version } = await write(draft, record.version)
      toast.done(t('record.saved', { name }), { undo: () => void write(before, version).catch(toast.problem) })
    } catch (error) {
      toast.problem(error)
    }
  }
  const removeIt = async () => {
    try {
      await remove.mutateAsync(record.id)
      toast.done(t('record.deleted', { name }), { undo: () => void restore.mutateAsync(record.id).then(() => navigate(`/${layoutsPath}/${record.id}`), toast.problem) })
      void navigate(listPath)
    } catch (error) {
      toast.problem(error)
    }
  }
  useShortcuts(t('team.layout.title'), [
    { keys: 'h', label: t('shortcuts.history'), run: () => setShowsHistory(true) },
    ...(canChange
      ? [
          { keys: 'mod+s', label: t('form.save'), run: () => void save(), whileTyping: true },
          { keys: 'mod+z', label: t('team.layout.step_back'), run: undo },
          { keys: 'alt+↑ ↓', label: t('team.layout.keys_move'), run: () => undefined, isListedOnly: true },
          { keys: 'Delete', label: t('team.layout.hide'), run: () => undefined, isListedOnly: true },
        ]
      : []),
  ])
  const items = [
    { key: 'history', icon: <HistoryOutlined aria-hidden />, label: t('record.history'), onClick: () => setShowsHistory(true) },
    ...(record.can?.delete === false ? [] : [{ key: 'delete', icon: <DeleteOutlined aria-hidden />, label: t('record.delete'), onClick: () => void removeIt() }]),
  ]
  return (
    <div className={styles.editor}>
      <Link className={styles.crumb} to={listPath}>
        {t('team.layout.title')}
      </Link>
      <PageHeader
        title={name}
        actions={
          <Dropdown menu={{ items }} trigger={['click']}>
            <Button icon={<MoreOutlined aria-hidden />} aria-label={t('record.more')} />
          </Dropdown>
        }
      />
      <div className={styles.views}>
        <Segmented<'arrange' | 'preview'> block value={view} onChange={setView} options={[{ value: 'arrange', label: t('team.layout.arrange') }, { value: 'preview', label: t('team.layout.preview') }]} />
      </div>
      <div className={styles.work} data-view={view}>
        <LayoutBoard object={of} outline={outline} draft={draft} disabled={!canChange} onChange={change} />
        <LayoutPreview object={of} panels={panels} />
      </div>
      {canUndo && (
        <section className={styles.saveBar} aria-label={t('team.layout.unsaved')}>
          <span className={styles.note}>{t(isDirty ? 'team.layout.unsaved' : 'team.layout.as_before')}</span>
          <span className={styles.saveEnd}>
            <Button onClick={undo} aria-keyshortcuts="Control+Z Meta+Z">
              {t('team.layout.step_back')}
            </Button>
            <Button onClick={discard}>{t('team.layout.discard')}</Button>
            <Button type="primary" onClick={() => void save()} disabled={!isDirty} loading={patch.isPending} aria-keyshortcuts="Control+S Meta+S">
              {t('form.save')}
            </Button>
          </span>
        </section>
      )}
      {showsHistory && <HistoryDrawer object={object} record={record} onClose={() => setShowsHistory(false)} />}
    </div>
  )
}
