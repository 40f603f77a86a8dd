/** The portal of the company: off until somebody switches it on; its address is put on the company's own pages and stands in invitations. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { PageHeader } from '../../../web/kit/page-header.tsx'
import { PublicAddress } from '../../../web/kit/public-address.tsx'
import styles from './portal.module.css'

export function PortalSettingsPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('portal.title')} note={t('portal.settings_note')} />
      <div className={styles.page}>
        <PublicAddress path="/portal-address" title={t('portal.title')} beside={<Link to="/portal-accesses">{t('portal.accesses')}</Link>}>
          {({ has_mail: hasMail }) => (
            <>
              <p className={styles.hint}>{t('portal.settings_words')}</p>
              {!hasMail && <p className={styles.waits}>{t('portal.settings_no_mail')}</p>}
            </>
          )}
        </PublicAddress>
      </div>
    </>
  )
}
