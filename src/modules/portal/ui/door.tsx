/** Signing in: the address, then the code that came by mail. Nothing here tells whether the address is known. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { problemTexts } from '../../../web/kit/problem-text.ts'
import styles from './portal.module.css'

export function Door({ path }: { path: string }) {
  const { t } = useTranslation()
  const id = useId()
  const client = useQueryClient()
  const [mail, setMail] = useState('')
  const [code, setCode] = useState('')
  const [asked, setAsked] = useState<{ challenge: string; minutes: number }>()
  const [isSending, setIsSending] = useState(false)
  const [failure, setFailure] = useState('')
  const attempt = async (work: () => Promise<void>) => {
    setIsSending(true)
    setFailure('')
    await work().catch((error: unknown) => setFailure(problemTexts(error)))
    setIsSending(false)
  }
  const ask = () =>
    attempt(async () => {
      setAsked(await api.post(`${path}/code`, { mail }))
      setCode('')
    })
  const enter = () =>
    attempt(async () => {
      await api.post(`${path}/session`, { mail, challenge: asked?.challenge, code })
      await client.invalidateQueries({ queryKey: [path] })
    })
  const isReady = asked ? /^(\d{6}|\d{12})$/.test(code) : mail.includes('@')
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady && !isSending) void (asked ? enter() : ask())
      }}
    >
      <h1 className={styles.title}>{t('portal.sign_in')}</h1>
      {asked ? (
        <>
          <p className={styles.hint}>{t('portal.sent', { mail, minutes: asked.minutes })}</p>
          <div>
            <label htmlFor={`${id}-code`}>{t('portal.code')}</label>
            <Input key="code" id={`${id}-code`} className={styles.code} size="large" autoFocus inputMode="numeric" autoComplete="one-time-code" maxLength={15} value={code} onChange={(event) => setCode(event.target.value.replace(/\D/g, '').slice(0, 12))} />
          </div>
        </>
      ) : (
        <>
          <p className={styles.hint}>{t('portal.sign_in_hint')}</p>
          <div>
            <label htmlFor={`${id}-mail`}>{t('portal.mail')}</label>
            <Input key="mail" id={`${id}-mail`} size="large" type="email" autoComplete="email" maxLength={254} value={mail} onChange={(event) => setMail(event.target.value)} />
          </div>
        </>
      )}
      {failure && (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
      <Button type="primary" size="large" htmlType="submit" block disabled={!isReady} loading={isSending}>
        {t(asked ? 'portal.enter' : 'portal.ask_code')}
      </Button>
      {asked && (
        <div className={styles.pair}>
          <Button onClick={() => void ask()} disabled={isSending}>
            {t('portal.ask_again')}
          </Button>
          <Button type="text" onClick={() => setAsked(undefined)} disabled={isSending}>
            {t('portal.other_mail')}
          </Button>
        </div>
      )}
    </form>
  )
}
