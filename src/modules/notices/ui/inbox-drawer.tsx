/** One's notifications, beside the page. */
import { Drawer } from 'antd'
import { useTranslation } from 'react-i18next'

import { useIsPhone } from '../../../web/kit/use-media.ts'
import { Inbox, InboxTools } from './inbox.tsx'

export function InboxDrawer({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  return (
    <Drawer open onClose={onClose} size={isPhone ? '100%' : 440} title={t('notices.title')} styles={{ body: { padding: 0 } }} extra={<InboxTools onGo={onClose} />}>
      <Inbox onGo={onClose} />
    </Drawer>
  )
}
