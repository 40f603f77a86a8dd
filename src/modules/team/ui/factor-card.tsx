import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDate } from '../../../web/kit/format.ts'
import { useAccount } from './account-answers.ts'
import styles from './account.module.css'
import { AskPassword } from './ask-password.tsx'
import { FactorSetup } from './factor-setup.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

import type { Account } from './account-answers.ts'

type Step = 'rest' | 'set-up' | 'codes' | 'remove'

/** The second factor: set it up, new recovery codes, do without. */
export function FactorCard() {
  const { t } = useTranslation()
  const account = useAccount()
  const [step, setStep] = useState<Step>('rest')
  const [codes, setCodes] = useState<string[]>()
  const rest = () => {
    setStep('rest')
    setCodes(undefined)
  }
  return (
    <Card title={t('account.factor')} note={account.data?.factor && <span className={styles.mark}>{t('account.factor_on')}</span>}>
      <Loaded query={account} lines={2}>
        {(data) => {
          if (codes) return <RecoveryCodes codes={codes} onDone={rest} />
          if (step === 'set-up') return <FactorSetup onDone={rest} onCancel={rest} />
          if (step === 'codes') {
            const make = async (password: string) => setCodes((await api.post<{ recovery_codes: string[] }>('/account/factor/recovery-codes', { password })).recovery_codes)
            return <AskPassword button={t('account.new_codes')} onGiven={make} onCancel={rest} />
          }
          if (step === 'remove') {
            const remove = async (password: string) => {
              await api.post('/account/factor/remove', { password })
              rest()
            }
            return <AskPassword button={t('account.remove_factor')} onGiven={remove} onCancel={rest} />
          }
          return <AtRest account={data} onStep={setStep} />
        }}
      </Loaded>
    </Card>
  )
}

function AtRest({ account: { factor, has_password, demands_factor }, onStep }: { account: Account; onStep(step: Step): void }) {
  const { t } = useTranslation()
  if (!factor) {
    return (
      <>
        <p className={styles.words}>{t('account.factor_hint')}</p>
        {has_password && <Button onClick={() => onStep('set-up')}>{t('account.set_up_factor')}</Button>}
      </>
    )
  }
  return (
    <>
      <p className={styles.words}>
        {t('account.factor_since', { day: formatDate(factor.confirmed_at) })}{' '}
        <span className={factor.recovery_codes_left < 3 ? styles.warning : undefined}>{t('account.codes_left', { count: factor.recovery_codes_left })}</span>
      </p>
      <div className={styles.line}>
        <Button onClick={() => onStep('codes')}>{t('account.new_codes')}</Button>
        {demands_factor ? <span className={styles.note}>{t('account.factor_demanded')}</span> : <Button onClick={() => onStep('remove')}>{t('account.remove_factor')}</Button>}
      </div>
    </>
  )
}
