import { EyeOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { api } from '../client/api.ts'
import { useSession, useSignIn } from '../client/session.tsx'
import { useToast } from '../kit/toast.tsx'
import styles from './look-as-note.module.css'

import type { Session } from '../client/session.tsx'

/** Stays on every page while an administrator looks with somebody's eyes. */
export function LookAsNote() {
  const { t } = useTranslation()
  const toast = useToast()
  const { person, looking_as } = useSession()
  const { goOnAs } = useSignIn()
  if (!looking_as) return null
  const stop = () => goOnAs(() => api.delete<Session>('/session/look-as')).catch(toast.problem)
  return (
    <div className={styles.note} role="status">
      <EyeOutlined aria-hidden />
      <span>{t('shell.looking_as', { name: person.name })}</span>
      <Button size="small" onClick={() => void stop()}>
        {t('shell.stop_looking')}
      </Button>
    </div>
  )
}
