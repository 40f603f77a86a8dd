import { Button, Input, Modal, Space } from 'antd'
import { useTranslation } from 'react-i18next'

import { useToast } from '../../../web/kit/toast.tsx'

/** The link is shown once: only its hash is kept. */
export function LinkDialog({ link, onClose }: { link: string; onClose(): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const address = new URL(link, window.location.origin).href
  const copy = () => void navigator.clipboard.writeText(address).then(() => toast.done(t('requests.link_copied')), toast.problem)
  return (
    <Modal open title={t('requests.link')} onCancel={onClose} footer={<Button onClick={onClose}>{t('requests.link_close')}</Button>}>
      <p>{t('requests.link_once')}</p>
      <Space.Compact block>
        <Input readOnly value={address} aria-label={t('requests.link')} onFocus={(event) => event.target.select()} />
        <Button type="primary" onClick={copy}>
          {t('requests.copy')}
        </Button>
      </Space.Compact>
    </Modal>
  )
}
