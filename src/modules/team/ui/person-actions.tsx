/** What an administrator does for somebody: invite, look with that person's eyes, end sessions, take a lost second factor. */
import { KeyOutlined } from '@ant-design/icons'
import { Button, Dropdown, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { useSession, useSignIn } from '../../../web/client/session.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import styles from './account.module.css'
import { SessionsCard } from './sessions-card.tsx'

import type { RecordData } from '../../../web/client/records.ts'
import type { Session } from '../../../web/client/session.tsx'

interface Invited {
  sent_to?: string
  link?: string
}

export function PersonActions({ record, isPanel }: { record: RecordData; isPanel: boolean }) {
  const { t } = useTranslation()
  const toast = useToast()
  const { person, abilities, looking_as } = useSession()
  const { goOnAs } = useSignIn()
  const [link, setLink] = useState<string>()
  const [isShowingSessions, setIsShowingSessions] = useState(false)
  const isOther = record.id !== person.id && record.is_active === true
  if (!abilities.is_administrator || looking_as || !isOther) return null

  const invite = async () => {
    const { sent_to, link } = await api.post<Invited>(`/users/${record.id}/invite`)
    if (link) setLink(new URL(link, window.location.origin).href)
    else toast.done(t('person.invited', { to: sent_to }))
  }
  const takeFactor = async () => {
    await api.post(`/users/${record.id}/reset-factor`)
    toast.done(t('person.factor_taken'))
  }
  const look = () => goOnAs(() => api.post<Session>(`/users/${record.id}/look-as`))
  const run = (work: () => Promise<void>) => () => void work().catch(toast.problem)
  const items = [
    { key: 'invite', label: t('person.invite'), onClick: run(invite) },
    { key: 'look', label: t('person.look_as'), onClick: run(look) },
    { key: 'sessions', label: t('account.sessions'), onClick: () => setIsShowingSessions(true) },
    { key: 'factor', label: t('person.take_factor'), onClick: run(takeFactor) },
  ]
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button icon={<KeyOutlined aria-hidden />} size={isPanel ? 'small' : 'middle'}>
          {t('person.sign_in')}
        </Button>
      </Dropdown>
      {link && (
        <Modal open title={t('person.link')} onCancel={() => setLink(undefined)} footer={null}>
          <p className={styles.words}>{t('person.link_hint')}</p>
          <code className={styles.secret}>{link}</code>
        </Modal>
      )}
      {isShowingSessions && (
        <Modal open title={String(record.name)} onCancel={() => setIsShowingSessions(false)} footer={null}>
          <SessionsCard user={record.id} />
        </Modal>
      )}
    </>
  )
}
