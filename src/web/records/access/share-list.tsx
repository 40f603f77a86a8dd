import { ApartmentOutlined, CloseOutlined, UserOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { Loaded } from '../../kit/card.tsx'
import { shareName, useShares, useShareWords, useUnshare } from './shares.ts'
import styles from './access.module.css'

/** Who has it by being shared, each taken back by one click. */
export function ShareList({ path, id, canChange }: { path: string; id: string; canChange: boolean }) {
  const { t } = useTranslation()
  const query = useShares(path, id)
  const unshare = useUnshare(path, id)
  const wordsOf = useShareWords()
  return (
    <Loaded query={query} lines={2} isEmpty={(shares) => shares.length === 0} empty={{ title: t('access.nobody') }}>
      {(shares) => (
        <ul className={styles.shares}>
          {shares.map((share) => (
            <li key={share.id} className={styles.share}>
              {share.department ? <ApartmentOutlined className={styles.kind} aria-hidden /> : <UserOutlined className={styles.kind} aria-hidden />}
              <span className={styles.shareText}>
                <span className={styles.shareName}>{shareName(share)}</span>
                <span className={styles.shareNote} title={share.created_by ? t('access.given_by', { name: share.created_by.name }) : undefined}>
                  {wordsOf(share)}
                </span>
              </span>
              {canChange && <Button size="small" type="text" icon={<CloseOutlined aria-hidden />} aria-label={t('access.unshare', { name: shareName(share) })} title={t('access.unshare', { name: shareName(share) })} onClick={() => void unshare(share)} />}
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  )
}
