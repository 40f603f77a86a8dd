/** The public help page: off until somebody switches it on; its address is put on the company's own pages. */
import { useTranslation } from 'react-i18next'

import { PageHeader } from '../../../web/kit/page-header.tsx'
import { PublicAddress } from '../../../web/kit/public-address.tsx'
import styles from './knowledge.module.css'

export function HelpSettingsPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('knowledge.help_page')} note={t('knowledge.help_page_note')} />
      <div className={styles.page}>
        <PublicAddress path="/help-page" title={t('knowledge.help_page')}>
          {() => <p className={styles.by}>{t('knowledge.help_words')}</p>}
        </PublicAddress>
      </div>
    </>
  )
}
