import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDate, timeAgo } from '../../../web/kit/format.ts'
import { useKeys } from './account-answers.ts'
import styles from './account.module.css'
import { KeyDialog } from './key-dialog.tsx'
import { useAct } from './use-act.ts'

import type { Key } from './account-answers.ts'

/** Keys for programs: one's own, or for administrators those of all. */
export function KeysCard({ of = 'me' }: { of?: 'me' | 'everybody' }) {
  const { t } = useTranslation()
  const keys = useKeys(of)
  const { act, isBusy, failure } = useAct()
  const [isMaking, setIsMaking] = useState(false)
  return (
    <Card title={t(of === 'me' ? 'account.keys' : 'account.keys_of_all')} action={of === 'me' && <Button type="link" size="small" onClick={() => setIsMaking(true)}>{t('account.make_key')}</Button>}>
      {failure && <p className={styles.failure} role="alert">{failure}</p>}
      <Loaded query={keys} lines={2} isEmpty={(data) => data.length === 0} empty={{ title: t('account.no_keys'), hint: t('account.no_keys_hint') }}>
        {(data) => (
          <ul className={styles.list}>
            {data.map((key) => (
              <KeyLine key={key.id} apiKey={key} withOwner={of === 'everybody'} isBusy={isBusy} onRevoke={() => void act(() => api.delete(`/api-keys/${key.id}`))} />
            ))}
          </ul>
        )}
      </Loaded>
      {isMaking && <KeyDialog onClose={() => setIsMaking(false)} />}
    </Card>
  )
}

function KeyLine({ apiKey: key, withOwner, isBusy, onRevoke }: { apiKey: Key; withOwner: boolean; isBusy: boolean; onRevoke(): void }) {
  const { t } = useTranslation()
  const end = key.expires_at ? t('account.key_until', { day: formatDate(key.expires_at) }) : t('account.key_forever')
  const use = key.last_used_at ? t('account.last_used', { when: timeAgo(key.last_used_at) }) : t('account.never_used')
  return (
    <li className={styles.item}>
      <span className={styles.text}>
        <span className={styles.name}>
          {key.name}
          {key.state !== 'valid' && <span className={styles.grey}>{t(`account.key_${key.state}`)}</span>}
        </span>
        <span className={styles.note}>{[withOwner ? key.owner.name : '', key.beginning, key.scopes.join(', '), end, use].filter(Boolean).join(' · ')}</span>
      </span>
      {key.state === 'valid' && (
        <Button size="small" className={styles.end} disabled={isBusy} onClick={onRevoke}>
          {t('account.revoke')}
        </Button>
      )}
    </li>
  )
}
