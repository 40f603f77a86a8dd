/** The door: name and password, the code of a second factor, the company's own way, and what to do about a forgotten password. */
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { ProblemError } from '../client/api.ts'
import { useSignIn } from '../client/session.tsx'
import { usePageTitle } from '../kit/page-header.tsx'
import { problemText } from '../kit/problem-text.ts'
import { CodeForm } from './code-form.tsx'
import { Door } from './door.tsx'
import { ForgottenForm } from './forgotten-form.tsx'
import { PasswordForm } from './password-form.tsx'
import { SingleSignOn } from './single-sign-on.tsx'
import { useWays } from './ways.ts'
import styles from './sign-in.module.css'

interface Props {
  demo?: { login: string; password: string }
}

export function SignIn({ demo }: Props) {
  const { t } = useTranslation()
  const { signIn } = useSignIn()
  const ways = useWays()
  const [step, setStep] = useState<'password' | 'code' | 'forgotten'>('password')
  const [known, setKnown] = useState({ login: '', password: '' })
  // The form begins anew when it is filled in.
  const [filled, setFilled] = useState(0)
  usePageTitle(t('sign_in.title'))

  /** Resolves with what went wrong, in words; with nothing when the page is about to change. */
  const enter = async (login: string, password: string, code?: string): Promise<string> => {
    setKnown({ login, password })
    try {
      await signIn(login, password, code)
      return ''
    } catch (error) {
      if (!(error instanceof ProblemError) || error.body.type !== '/problems/code-required') return problemText(error)
      setStep('code')
      return ''
    }
  }
  const back = () => setStep('password')
  const forget = (login: string) => {
    setKnown({ login, password: '' })
    setStep('forgotten')
  }
  const fillIn = () => {
    if (demo) setKnown(demo)
    setFilled((times) => times + 1)
  }

  if (step === 'code') {
    return (
      <Door>
        <CodeForm onEnter={(code) => enter(known.login, known.password, code)} onBack={back} />
      </Door>
    )
  }
  if (step === 'forgotten') {
    return (
      <Door>
        <ForgottenForm login={known.login} canReset={ways.data?.can_reset ?? false} onBack={back} />
      </Door>
    )
  }
  return (
    <Door>
      <PasswordForm key={filled} known={known} onEnter={enter} onForgotten={forget} />
      <SingleSignOn providers={ways.data?.single_sign_on ?? []} />
      {demo && (
        <div className={styles.demo}>
          <p>{t('sign_in.demo')}</p>
          <code>{demo.login}</code>
          <code>{demo.password}</code>
          <Button size="small" onClick={fillIn}>
            {t('sign_in.fill_in')}
          </Button>
        </div>
      )}
    </Door>
  )
}
