import { Checkbox, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import styles from './list.module.css'

interface Props {
  title: string
  name: string
  isShared: boolean
  onSave(name: string, isShared: boolean): Promise<void>
  onCancel(): void
}

/** Asks the name of a view and whether the others see it. */
export function ViewDialog({ title, name, isShared, onSave, onCancel }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const [draft, setDraft] = useState(name)
  const [shared, setShared] = useState(isShared)
  const [isSaving, setIsSaving] = useState(false)
  const trimmed = draft.trim()
  const save = async () => {
    if (!trimmed || isSaving) return
    setIsSaving(true)
    await onSave(trimmed, shared)
    setIsSaving(false)
  }
  return (
    <Modal open title={title} onCancel={onCancel} onOk={() => void save()} okText={t('record.save')} cancelText={t('record.cancel')} okButtonProps={{ disabled: !trimmed, loading: isSaving }}>
      <div className={styles.stack}>
        <label htmlFor={id}>{t('views.name')}</label>
        <Input id={id} autoFocus maxLength={60} value={draft} onChange={(event) => setDraft(event.target.value)} onPressEnter={() => void save()} />
        <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
          {t('views.share_with_all')}
        </Checkbox>
      </div>
    </Modal>
  )
}
