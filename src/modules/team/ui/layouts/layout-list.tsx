/** The layouts of one object in the order in which they count; another object is chosen above. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'

import { api } from '../../../../web/client/api.ts'
import { labelOf, useMetadata } from '../../../../web/client/metadata.tsx'
import { recordsOf, useList, useRemove, useRestore } from '../../../../web/client/records.ts'
import { Loaded } from '../../../../web/kit/card.tsx'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { useShortcuts } from '../../../../web/kit/shortcuts.tsx'
import { EmptyState } from '../../../../web/kit/states.tsx'
import { useToast } from '../../../../web/kit/toast.tsx'
import { useOwnForms } from '../../../../web/records/record/record-screens.tsx'
import { panelsOf } from './layout-model.ts'
import { forWhom, layoutsPath } from './layout-words.ts'
import { NewLayout } from './new-layout.tsx'
import styles from './layouts.module.css'

import type { ObjectMetadata } from '../../../../web/client/metadata.tsx'
import type { RecordData } from '../../../../web/client/records.ts'

export function LayoutList({ object }: { object: ObjectMetadata }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { objects } = useMetadata()
  const ownForms = useOwnForms()
  const [parameters, setParameters] = useSearchParams()
  const [isAdding, setIsAdding] = useState(false)
  const query = useList(layoutsPath, { sort: 'position,created_at', limit: 500 })
  const layouts = recordsOf(query.data)
  const counts = Map.groupBy(layouts, (layout) => String(layout.object))
  const offered = objects.filter((each) => counts.has(each.name) || (each.in_navigation && each.can.create && !ownForms.has(each.name)))
  const chosen = offered.find(({ name }) => name === parameters.get('object')) ?? offered.find(({ name }) => name === 'customer') ?? offered[0]
  useShortcuts(t('team.layout.title'), object.can.create ? [{ keys: 'c', label: t('team.layout.new'), run: () => setIsAdding(true) }] : [])
  if (!chosen) return <EmptyState title={t('not_found.title')} hint={t('not_found.hint')} />
  const add = object.can.create && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setIsAdding(true)} aria-keyshortcuts="c">
      {t('team.layout.new')}
    </Button>
  )
  const of = counts.get(chosen.name) ?? []
  return (
    <>
      <PageHeader title={t('team.layout.title')} note={labelOf(object.empty_hint)} actions={of.length > 0 && add} />
      <div className={styles.page}>
        <Select
          className={styles.objects}
          value={chosen.name}
          onChange={(name) => setParameters({ object: name }, { replace: true })}
          aria-label={t('team.layout.object')}
          showSearch={{ optionFilterProp: 'words' }}
          options={offered.map(({ name, label }) => ({ value: name, words: `${label.zh} ${label.en}`, label: counts.has(name) ? t('team.layout.object_with', { object: labelOf(label), number: counts.get(name)?.length ?? 0 }) : labelOf(label) }))}
        />
        <Loaded query={query} lines={4} isEmpty={() => of.length === 0} empty={{ title: t('team.layout.empty', { object: labelOf(chosen.label) }), hint: t('team.layout.empty_hint'), action: add }}>
          {() => <Layouts layouts={of} object={chosen} />}
        </Loaded>
        <p className={styles.note}>{t('team.layout.no_right')}</p>
      </div>
      {isAdding && <NewLayout object={chosen} layouts={of} onClose={() => setIsAdding(false)} onMade={(id) => void navigate(`/${layoutsPath}/${id}`)} />}
    </>
  )
}

function Layouts({ layouts, object }: { layouts: RecordData[]; object: ObjectMetadata }) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const remove = useRemove(layoutsPath)
  const restore = useRestore(layoutsPath)
  const [isMoving, setIsMoving] = useState(false)
  // The one for everybody counts last, wherever it stands.
  const roles = layouts.filter(({ role }) => role !== null)
  const ordered = [...roles, ...layouts.filter(({ role }) => role === null)]

  const move = async (from: number, to: number) => {
    const [moved] = roles.slice(from, from + 1)
    if (!moved) return
    const update = roles.toSpliced(from, 1).toSpliced(to, 0, moved).flatMap(({ id, position }, index) => (position === index + 1 ? [] : [{ id, position: index + 1 }]))
    setIsMoving(true)
    try {
      await api.post(`/${layoutsPath}/batch`, { update, atomic: true })
      await client.invalidateQueries({ queryKey: ['records', layoutsPath] })
    } catch (error) {
      toast.problem(error)
    } finally {
      setIsMoving(false)
    }
  }
  const removeIt = async (record: RecordData) => {
    const name = forWhom(record)
    try {
      await remove.mutateAsync(record.id)
      toast.done(t('record.deleted', { name }), { undo: () => void restore.mutateAsync(record.id).catch(toast.problem) })
    } catch (error) {
      toast.problem(error)
    }
  }
  return (
    <>
      <ol className={styles.layouts} aria-label={t('team.layout.order')}>
        {ordered.map((record, index) => {
          const name = forWhom(record)
          const isForRole = record.role !== null
          return (
            <li key={record.id} className={styles.layout}>
              <span className={styles.number}>{isForRole ? index + 1 : ''}</span>
              <Link className={styles.layoutName} to={`/${layoutsPath}/${record.id}`}>
                <strong>{name}</strong>
                <span className={styles.note}>{panelsOf(record).map((panel) => labelOf(panel.label)).join(t('filter.list_words'))}</span>
              </Link>
              {record.can?.change && isForRole && roles.length > 1 && (
                <>
                  <Button type="text" icon={<ArrowUpOutlined aria-hidden />} disabled={index === 0 || isMoving} aria-label={t('team.layout.up', { name })} title={t('team.layout.up', { name })} onClick={() => void move(index, index - 1)} />
                  <Button type="text" icon={<ArrowDownOutlined aria-hidden />} disabled={index === roles.length - 1 || isMoving} aria-label={t('team.layout.down', { name })} title={t('team.layout.down', { name })} onClick={() => void move(index, index + 1)} />
                </>
              )}
              {record.can?.delete && <Button type="text" icon={<DeleteOutlined aria-hidden />} aria-label={t('team.layout.remove', { name })} title={t('record.delete')} onClick={() => void removeIt(record)} />}
            </li>
          )
        })}
      </ol>
      <p className={styles.note}>{[roles.length > 1 ? t('team.layout.order_hint') : '', ordered.length === roles.length ? t('team.layout.others', { object: labelOf(object.label) }) : ''].filter(Boolean).join(' ')}</p>
    </>
  )
}
