/** One's own account: how one signs in, where one is signed in, what happened, who stands in. */
import { useTranslation } from 'react-i18next'

import { useSession } from '../../../web/client/session.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { EmptyState } from '../../../web/kit/states.tsx'
import styles from './account.module.css'
import { AppearanceCard } from './appearance-card.tsx'
import { FactorCard } from './factor-card.tsx'
import { HistoryCard } from './history-card.tsx'
import { KeysCard } from './keys-card.tsx'
import { PasswordCard } from './password-card.tsx'
import { SessionsCard } from './sessions-card.tsx'
import { SubstitutesCard } from './substitutes-card.tsx'

export function AccountPage() {
  const { t } = useTranslation()
  const { person, workspace, looking_as } = useSession()
  if (looking_as) return <EmptyState title={t('account.not_yours')} hint={t('account.not_yours_hint', { name: person.name })} />
  return (
    <>
      <PageHeader title={t('account.title')} note={`${person.name} · ${person.login} · ${workspace.name}`} />
      <div className={styles.page}>
        <div className={styles.column}>
          <PasswordCard />
          <FactorCard />
          <SubstitutesCard />
          <AppearanceCard />
        </div>
        <div className={styles.column}>
          <SessionsCard />
          <KeysCard />
          <HistoryCard of="me" />
        </div>
      </div>
    </>
  )
}
