/** Names a key, says what it may do and until when, and shows it: once. */
import { Button, Input, Modal, Radio, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { labelOf, useMetadata } from '../../../web/client/metadata.tsx'
import { useSession } from '../../../web/client/session.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import styles from './account.module.css'
import { useAct } from './use-act.ts'

const days = ['30', '90', '365', '0']

export function KeyDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const id = useId()
  const { objects } = useMetadata()
  const { abilities } = useSession()
  const { act, isBusy, failure } = useAct()
  const [name, setName] = useState('')
  const [reach, setReach] = useState<'read' | 'write' | 'objects' | 'scim'>('read')
  const [scopes, setScopes] = useState<string[]>([])
  const [lasts, setLasts] = useState('90')
  const [key, setKey] = useState<string>()
  if (key) return <NewKey apiKey={key} onClose={onClose} />

  const make = async () => {
    const expires_at = lasts === '0' ? null : new Date(Date.now() + Number(lasts) * 86_400_000).toISOString()
    const made = await act(() => api.post<{ key: string }>('/api-keys', { name: name.trim(), scopes: reach === 'objects' ? scopes : [reach], expires_at }))
    if (made) setKey(made.key)
  }
  const offered = objects.flatMap((object) => [
    { value: `read:${object.name}`, label: t('account.scope_read', { object: labelOf(object.plural_label) }) },
    { value: `write:${object.name}`, label: t('account.scope_write', { object: labelOf(object.plural_label) }) },
  ])
  const isComplete = name.trim() !== '' && (reach !== 'objects' || scopes.length > 0)
  return (
    <Modal open title={t('account.make_key')} onCancel={onClose} onOk={() => void make()} okText={t('account.make_key')} cancelText={t('account.cancel')} okButtonProps={{ disabled: !isComplete, loading: isBusy }}>
      <div className={styles.form}>
        <label htmlFor={`${id}-name`}>{t('account.key_name')}</label>
        <Input id={`${id}-name`} autoFocus maxLength={100} value={name} onChange={(event) => setName(event.target.value)} placeholder={t('account.key_name_example')} />
        <span id={`${id}-reach`} className={`${styles.label} ${styles.gap}`}>{t('account.key_reach')}</span>
        <Radio.Group className={styles.choices} aria-labelledby={`${id}-reach`} value={reach} onChange={(event) => setReach(event.target.value)}>
          <Radio value="read">{t('account.reach_read')}</Radio>
          <Radio value="write">{t('account.reach_write')}</Radio>
          {abilities.is_administrator && <Radio value="scim">{t('account.reach_scim')}</Radio>}
          <Radio value="objects">{t('account.reach_objects')}</Radio>
        </Radio.Group>
        {reach === 'objects' && <Select mode="multiple" aria-label={t('account.reach_objects')} options={offered} value={scopes} onChange={setScopes} optionFilterProp="label" />}
        <span id={`${id}-lasts`} className={`${styles.label} ${styles.gap}`}>{t('account.key_lasts')}</span>
        <Radio.Group aria-labelledby={`${id}-lasts`} value={lasts} onChange={(event) => setLasts(event.target.value)}>
          {days.map((count) => (
            <Radio key={count} value={count}>
              {count === '0' ? t('account.key_forever') : t('account.key_days', { count: Number(count) })}
            </Radio>
          ))}
        </Radio.Group>
        {failure && <p className={styles.failure} role="alert">{failure}</p>}
      </div>
    </Modal>
  )
}

function NewKey({ apiKey, onClose }: { apiKey: string; onClose(): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const copy = () => navigator.clipboard.writeText(apiKey).then(() => toast.done(t('account.copied')), toast.problem)
  const footer = [
    <Button key="copy" onClick={() => void copy()}>{t('account.copy')}</Button>,
    <Button key="kept" type="primary" onClick={onClose}>{t('account.kept')}</Button>,
  ]
  return (
    <Modal open title={t('account.key_made')} onCancel={onClose} footer={footer} mask={{ closable: false }}>
      <p className={styles.words}>{t('account.key_once')}</p>
      <code className={styles.secret}>{apiKey}</code>
      <p className={styles.note}>{t('account.key_use')}</p>
      <code className={styles.secret}>{'Authorization: Bearer gx_…'}</code>
    </Modal>
  )
}
