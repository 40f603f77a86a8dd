/** How much is unread, in the bar of every page, and the drawer with it. */
import { BellOutlined } from '@ant-design/icons'
import { skipToken, useQuery } from '@tanstack/react-query'
import { Badge } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { unreadKey } from '../../../web/client/live.ts'
import { useSession } from '../../../web/client/session.tsx'
import { useShortcuts } from '../../../web/kit/shortcuts.tsx'
import styles from './notices.module.css'

const Inbox = lazy(async () => ({ default: (await import('./inbox-drawer.tsx')).InboxDrawer }))

export function Bell() {
  const { t } = useTranslation()
  const { looking_as } = useSession()
  const [isOpen, setIsOpen] = useState(false)
  // Said by the live stream, at first and whenever it changes.
  const { data: unread = 0 } = useQuery<number>({ queryKey: unreadKey, queryFn: skipToken })
  useShortcuts(t('shortcuts.everywhere'), [{ keys: 'shift+n', label: t('notices.title'), run: () => setIsOpen(true) }])
  // Whoever looks as somebody does not read that person's notifications.
  if (looking_as) return null
  return (
    <>
      <button type="button" className={styles.bell} onClick={() => setIsOpen(true)} aria-haspopup="dialog" aria-label={unread > 0 ? t('notices.unread', { count: unread }) : t('notices.title')} title={t('notices.title')}>
        <Badge count={unread} overflowCount={99} size="small" offset={[4, -2]} color="var(--primary)">
          <BellOutlined aria-hidden className={styles.bellIcon} />
        </Badge>
      </button>
      <span className="visually-hidden" role="status">
        {unread > 0 ? t('notices.unread', { count: unread }) : ''}
      </span>
      {isOpen && (
        <Suspense fallback={null}>
          <Inbox onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
