import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

export function NameDialog({ initial = '', isBusy, onName, onClose }: { initial?: string; isBusy: boolean; onName(name: string): void; onClose(): void }) {
  const { t } = useTranslation()
  const [name, setName] = useState(initial)
  const done = () => name.trim() !== '' && onName(name.trim())
  return (
    <Modal open title={t('reports.name')} okText={t('reports.save')} okButtonProps={{ disabled: name.trim() === '', loading: isBusy }} onOk={done} onCancel={onClose} width={420} destroyOnHidden>
      <Input autoFocus value={name} maxLength={100} placeholder={t('reports.name_example')} aria-label={t('reports.name')} onChange={(event) => setName(event.target.value)} onPressEnter={done} />
    </Modal>
  )
}
