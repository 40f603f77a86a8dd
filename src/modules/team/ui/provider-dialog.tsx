import { Checkbox, Input, Modal, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import styles from './account.module.css'
import { useRoles } from './rules-card.tsx'
import { useAct } from './use-act.ts'

export interface Provider {
  id: string
  name: string
  issuer: string
  client_id: string
  is_active: boolean
  creates_people: boolean
  default_role: string | null
  client_secret_setting: string | null
  has_secret: boolean
}

const empty = { name: '', issuer: '', client_id: '', creates_people: false, default_role: null as string | null }

/** The secret is only ever written: what is there already is kept when the field stays empty. */
export function ProviderDialog({ provider, onClose }: { provider: Provider | undefined; onClose(): void }) {
  const { t } = useTranslation()
  const id = useId()
  const roles = useRoles()
  const { act, isBusy, failure } = useAct()
  const [draft, setDraft] = useState(() => (provider ? { name: provider.name, issuer: provider.issuer, client_id: provider.client_id, creates_people: provider.creates_people, default_role: provider.default_role } : empty))
  const [secret, setSecret] = useState('')
  const set = (changed: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...changed }))
  const save = async () => {
    const body = { ...draft, ...(secret ? { client_secret: secret } : {}) }
    const saved = await act(() => (provider ? api.patch(`/identity-providers/${provider.id}`, body) : api.post('/identity-providers', body)))
    if (saved) onClose()
  }
  const text = (key: 'name' | 'issuer' | 'client_id', label: string, placeholder?: string) => (
    <>
      <label htmlFor={`${id}-${key}`}>{label}</label>
      <Input id={`${id}-${key}`} value={draft[key]} onChange={(event) => set({ [key]: event.target.value })} placeholder={placeholder} autoComplete="off" />
    </>
  )
  const isComplete = draft.name.trim() && draft.issuer.trim() && draft.client_id.trim()
  return (
    <Modal open title={t(provider ? 'security.edit_provider' : 'security.add_provider')} onCancel={onClose} onOk={() => void save()} okText={t('account.save')} cancelText={t('account.cancel')} okButtonProps={{ disabled: !isComplete, loading: isBusy }}>
      <div className={styles.form}>
        {text('name', t('security.provider_name'))}
        {text('issuer', t('security.issuer'), 'https://login.example.com/')}
        {text('client_id', t('security.client_id'))}
        <label htmlFor={`${id}-secret`}>{t('security.client_secret')}</label>
        <Input.Password id={`${id}-secret`} value={secret} onChange={(event) => setSecret(event.target.value)} placeholder={provider?.has_secret ? t('security.secret_kept') : undefined} autoComplete="new-password" />
        <Checkbox className={styles.gap} checked={draft.creates_people} onChange={(event) => set({ creates_people: event.target.checked })}>
          {t('security.creates_people')}
        </Checkbox>
        {draft.creates_people && (
          <>
            <label htmlFor={`${id}-role`}>{t('security.default_role')}</label>
            <Select id={`${id}-role`} options={roles} value={draft.default_role ?? undefined} onChange={(default_role: string | undefined) => set({ default_role: default_role ?? null })} allowClear />
          </>
        )}
        {failure && <p className={styles.failure} role="alert">{failure}</p>}
      </div>
    </Modal>
  )
}
