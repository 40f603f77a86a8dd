import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { FactorSetup } from '../../modules/team/ui/factor-setup.tsx'
import { usePageTitle } from '../kit/page-header.tsx'
import { useLeave } from '../shell/use-leave.ts'
import { Door } from './door.tsx'
import styles from './sign-in.module.css'

/** The company demands a second factor: nothing else before that. */
export function NeedsFactor() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const leave = useLeave()
  usePageTitle(t('sign_in.code_title'))
  return (
    <Door>
      <div className={styles.form}>
        <h2 className={styles.heading}>{t('sign_in.factor_needed')}</h2>
        <p className={styles.words}>{t('sign_in.factor_needed_hint')}</p>
        <FactorSetup onDone={() => void client.invalidateQueries()} />
        <Button type="link" className={styles.beside} onClick={() => void leave()}>
          {t('shell.sign_out')}
        </Button>
      </div>
    </Door>
  )
}
