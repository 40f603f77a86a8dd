import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import styles from './account.module.css'
import { ProviderDialog } from './provider-dialog.tsx'
import { useAct } from './use-act.ts'

import type { Provider } from './provider-dialog.tsx'

interface Answer {
  data: Provider[]
  redirect_path: string
  workspace: string
}

/** Single sign-on: where the people of the company sign in instead. */
export function ProvidersCard() {
  const { t } = useTranslation()
  const answer = useQuery({ queryKey: ['account', 'providers'], queryFn: ({ signal }) => api.get<Answer>('/identity-providers', { signal }) })
  const { act, isBusy, failure } = useAct()
  const [open, setOpen] = useState<Provider | 'new'>()
  return (
    <Card title={t('security.providers')} action={<Button type="link" size="small" onClick={() => setOpen('new')}>{t('security.add_provider')}</Button>}>
      {failure && <p className={styles.failure} role="alert">{failure}</p>}
      <Loaded query={answer} lines={2}>
        {({ data, redirect_path, workspace }) => (
          <>
            {data.length === 0 && <p className={styles.words}>{t('security.no_providers')}</p>}
            <ul className={styles.list}>
              {data.map((provider) => (
                <li key={provider.id} className={styles.item}>
                  <span className={styles.text}>
                    <span className={styles.name}>
                      {provider.name}
                      <span className={provider.is_active ? styles.mark : styles.grey}>{t(provider.is_active ? 'security.provider_on' : 'security.provider_off')}</span>
                    </span>
                    <span className={styles.note}>{[provider.issuer, provider.client_id].join(' · ')}</span>
                  </span>
                  <Button size="small" className={styles.end} onClick={() => setOpen(provider)}>{t('security.edit')}</Button>
                  <Button size="small" className={styles.end} disabled={isBusy} onClick={() => void act(() => api.patch(`/identity-providers/${provider.id}`, { is_active: !provider.is_active }))}>
                    {t(provider.is_active ? 'security.turn_off' : 'security.turn_on')}
                  </Button>
                </li>
              ))}
            </ul>
            <span className={styles.label}>{t('security.redirect')}</span>
            <code className={styles.secret}>{`${window.location.origin}${redirect_path}`}</code>
            <p className={styles.note}>{t('security.company_address')}</p>
            <code className={styles.secret}>{`${window.location.origin}/?company=${workspace}`}</code>
          </>
        )}
      </Loaded>
      {open && <ProviderDialog provider={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </Card>
  )
}
