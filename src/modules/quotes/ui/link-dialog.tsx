import { Button, Input, Modal, Space } from 'antd'
import { useTranslation } from 'react-i18next'

import { useToast } from '../../../web/kit/toast.tsx'

/** The link is shown once: only its hash is kept. */
export function LinkDialog({ link, note, onClose }: { link: string; note?: string; onClose(): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const address = new URL(link, window.location.origin).href
  const copy = () => void navigator.clipboard.writeText(address).then(() => toast.done(t('quotes.link_copied')), toast.problem)
  return (
    <Modal open title={t('quotes.link')} onCancel={onClose} footer={<Button onClick={onClose}>{t('quotes.close')}</Button>}>
      {note && <p>{note}</p>}
      <p>{t('quotes.link_once')}</p>
      <Space.Compact block>
        <Input readOnly value={address} aria-label={t('quotes.link')} onFocus={(event) => event.target.select()} />
        <Button type="primary" onClick={copy}>
          {t('quotes.copy')}
        </Button>
      </Space.Compact>
    </Modal>
  )
}
