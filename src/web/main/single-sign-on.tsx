import { LoginOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { api } from '../client/api.ts'
import styles from './sign-in.module.css'

import type { Ways } from './ways.ts'

/** One button for each way of the company's own. The address that was wanted is come back to. */
export function SingleSignOn({ providers }: { providers: Ways['single_sign_on'] }) {
  const { t } = useTranslation()
  if (providers.length === 0) return null
  const { pathname, search } = window.location
  const to = new URLSearchParams(search).has('sign_in') ? '/' : `${pathname}${search}`
  return (
    <div className={styles.others}>
      <span className={styles.or}>{t('sign_in.or')}</span>
      {providers.map(({ workspace, id, name }) => (
        <Button key={id} size="large" block icon={<LoginOutlined aria-hidden />} href={api.url(`/session/sso/${workspace}/${id}`, { to })}>
          {t('sign_in.with', { name })}
        </Button>
      ))}
    </div>
  )
}
