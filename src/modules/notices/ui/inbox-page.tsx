/** The address of the notifications, for whoever types or keeps it: what the bell shows, as a page. */
import { useTranslation } from 'react-i18next'

import { PageHeader } from '../../../web/kit/page-header.tsx'
import { Inbox, InboxTools } from './inbox.tsx'
import styles from './notices.module.css'

export function InboxPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('notices.title')} actions={<InboxTools onGo={stay} />} />
      <div className={styles.page}>
        <div className={styles.asPage}>
          <Inbox onGo={stay} />
        </div>
      </div>
    </>
  )
}

/** There is nothing to close. */
function stay(): void {}
