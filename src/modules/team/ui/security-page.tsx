/** How the people of the company sign in, for administrators. */
import { useTranslation } from 'react-i18next'

import { useSession } from '../../../web/client/session.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { EmptyState } from '../../../web/kit/states.tsx'
import styles from './account.module.css'
import { HistoryCard } from './history-card.tsx'
import { KeysCard } from './keys-card.tsx'
import { ProvidersCard } from './providers-card.tsx'
import { RulesCard } from './rules-card.tsx'

export function SecurityPage() {
  const { t } = useTranslation()
  const { workspace, abilities, looking_as } = useSession()
  if (!abilities.is_administrator || looking_as) return <EmptyState title={t('security.only_administrators')} />
  return (
    <>
      <PageHeader title={t('security.title')} note={workspace.name} />
      <div className={styles.page}>
        <div className={styles.column}>
          <RulesCard />
          <ProvidersCard />
        </div>
        <div className={styles.column}>
          <HistoryCard of="everybody" />
          <KeysCard of="everybody" />
        </div>
      </div>
    </>
  )
}
