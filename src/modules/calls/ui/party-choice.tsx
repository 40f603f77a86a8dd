/** Whose number it is: of several one is chosen, and the one that was taken for right can be taken back. */
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import styles from './calls.module.css'

import type { Party } from '../queries/known-by.ts'

export function PartyChoice({ parties, party, onParty }: { parties: Party[]; party: Party | undefined; onParty(party: Party | null): void }) {
  const { t } = useTranslation()
  if (parties.length === 0) return null
  const isSame = (one: Party) => party?.customer.id === one.customer.id && party.contact?.id === one.contact?.id
  return (
    <div className={styles.parties} role="group" aria-label={t('calls.who')}>
      {parties.map((one) => (
        <Button key={`${one.customer.id} ${one.contact?.id}`} size="small" type={isSame(one) ? 'primary' : 'default'} ghost={isSame(one)} aria-pressed={isSame(one)} onClick={() => onParty(one)}>
          {[one.contact?.name, one.customer.name].filter(Boolean).join(' · ')}
        </Button>
      ))}
      <Button size="small" type="text" onClick={() => onParty(null)} aria-pressed={party === undefined}>{t('calls.nobody_of_them')}</Button>
    </div>
  )
}
