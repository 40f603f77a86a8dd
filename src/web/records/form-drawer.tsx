/** The form beside the page one is on: a new record, or all fields of one. */
import { Drawer } from 'antd'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { labelOf, titleOf } from '../client/metadata.tsx'
import { SkeletonLines } from '../kit/states.tsx'
import { useIsPhone } from '../kit/use-media.ts'
import { useToast } from '../kit/toast.tsx'
import { useRecordScreen } from './record/record-screens.tsx'

import type { ObjectMetadata } from '../client/metadata.tsx'
import type { RecordData } from '../client/records.ts'

// Pages with such a drawer are there sooner without what is in it.
const RecordForm = lazy(async () => ({ default: (await import('./form.tsx')).RecordForm }))

interface Props {
  object: ObjectMetadata
  /** Left out for a new one. */
  record?: RecordData
  initial?: Record<string, unknown>
  onClose(): void
  onSaved?(record: RecordData): void
}

export function FormDrawer(props: Props) {
  const { newPath } = useRecordScreen(props.object.name)
  return newPath && !props.record ? <OwnForm path={newPath} onClose={props.onClose} /> : <Form {...props} />
}

/** The form answers Esc itself, once it is there. */
function Coming({ onClose }: { onClose(): void }) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [onClose])
  return <SkeletonLines lines={8} />
}

function OwnForm({ path, onClose }: { path: string; onClose(): void }) {
  const navigate = useNavigate()
  useEffect(() => {
    onClose()
    void navigate(path)
    // Once: whoever shows this is told to stop.
  }, [])
  return null
}

function Form({ object, record, initial, onClose, onSaved }: Props) {
  const { t } = useTranslation()
  const toast = useToast()
  const isPhone = useIsPhone()
  const { inputs } = useRecordScreen(object.name)
  const saved = (result: RecordData) => {
    toast.done(t(record ? 'record.saved' : 'form.created', { name: titleOf(object, result) }))
    onClose()
    onSaved?.(result)
  }
  const title = record ? t('record.edit_title', { name: titleOf(object, record) }) : t('form.new', { object: labelOf(object.label) })
  return (
    <Drawer open size={isPhone ? '100%' : inputs ? 1080 : 760} onClose={onClose} keyboard={false} title={title} styles={{ body: { padding: isPhone ? 12 : 20, paddingBottom: 0, background: 'var(--page)' } }}>
      <Suspense fallback={<Coming onClose={onClose} />}>
        <RecordForm object={object} record={record} initial={initial} onSaved={saved} onCancel={onClose} />
      </Suspense>
    </Drawer>
  )
}
