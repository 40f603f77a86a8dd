/** How one wants to be told: by kind and channel, and when the digest leaves. Each change is saved at once. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Select, Switch } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { useLanguage } from '../../../web/client/i18n.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import styles from './notices.module.css'

import type { Preferences, PreferencesPatch } from '../queries/preferences.ts'

type Change = (patch: PreferencesPatch, shown: Partial<Preferences>) => Promise<void>

const modes = ['off', 'at_once', 'digest'] as const
const hours = Array.from({ length: 24 }, (_, hour) => ({ value: hour, label: `${String(hour).padStart(2, '0')}:00` }))

export function NoticeSettings() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const toast = useToast()
  const key = ['notice-preferences', useLanguage()]
  const preferences = useQuery({ queryKey: key, queryFn: ({ signal }) => api.get<Preferences>('/notice-preferences', { signal }) })
  const change: Change = async (patch, shown) => {
    client.setQueryData<Preferences>(key, (before) => before && { ...before, ...shown })
    try {
      client.setQueryData(key, await api.patch<Preferences>('/notice-preferences', patch))
      toast.done(t('notices.saved'))
    } catch (error) {
      toast.problem(error)
      await preferences.refetch()
    }
  }
  return (
    <>
      <PageHeader title={t('notices.settings')} />
      <div className={styles.page}>
        <Card title={t('notices.how')}>
          <Loaded query={preferences} lines={8}>
            {(data) => <Kinds preferences={data} onChange={change} />}
          </Loaded>
        </Card>
        <Card title={t('notices.digest')}>
          <Loaded query={preferences} lines={3}>
            {(data) => <Mails preferences={data} onChange={change} />}
          </Loaded>
        </Card>
      </div>
    </>
  )
}

function Kinds({ preferences, onChange }: { preferences: Preferences; onChange: Change }) {
  const { t } = useTranslation()
  const set = (changed: Preferences['kinds'][number]) => {
    const { kind, app, mail } = changed
    void onChange({ kinds: [{ kind, app, mail }] }, { kinds: preferences.kinds.map((one) => (one.kind === kind ? changed : one)) })
  }
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('notices.kind')}</th>
          <th scope="col">{t('notices.app')}</th>
          <th scope="col">{t('notices.mail')}</th>
        </tr>
      </thead>
      {[...Map.groupBy(preferences.kinds, ({ module }) => module)].map(([module, kinds]) => (
        <tbody key={module}>
          <tr className={styles.module}>
            <th scope="rowgroup" colSpan={3}>
              {module}
            </th>
          </tr>
          {kinds.map((one) => (
            <tr key={one.kind}>
              <th scope="row">{one.label}</th>
              <td>
                <Switch size="small" checked={one.app} aria-label={t('notices.in_app_of', { kind: one.label })} onChange={(app) => set({ ...one, app })} />
              </td>
              <td>
                <Select value={one.mail} aria-label={t('notices.mail_of', { kind: one.label })} options={modes.map((value) => ({ value, label: t(`notices.mail.${value}`) }))} popupMatchSelectWidth={false} onChange={(mail) => set({ ...one, mail })} />
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

function Mails({ preferences, onChange }: { preferences: Preferences; onChange: Change }) {
  const { t } = useTranslation()
  const id = useId()
  const company = t('notices.company_zone', { zone: preferences.company_time_zone })
  const zones = [{ value: '', label: company }, ...Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone }))]
  return (
    <div className={styles.digest}>
      <label htmlFor={`${id}-hour`}>{t('notices.digest_hour')}</label>
      <Select id={`${id}-hour`} value={preferences.digest_hour} options={hours} onChange={(hour) => void onChange({ digest_hour: hour }, { digest_hour: hour })} />
      <label htmlFor={`${id}-zone`}>{t('notices.time_zone')}</label>
      <Select id={`${id}-zone`} showSearch value={preferences.time_zone ?? ''} options={zones} onChange={(zone) => void onChange({ time_zone: zone || null }, { time_zone: zone || null })} />
      <label htmlFor={`${id}-language`}>{t('notices.mail_language')}</label>
      <Select
        id={`${id}-language`}
        value={preferences.language}
        options={[{ value: 'zh' as const, label: t('account.language_zh') }, { value: 'en' as const, label: t('account.language_en') }]}
        onChange={(language) => void onChange({ language }, { language })}
      />
    </div>
  )
}
