/** How requests come in from outside: a form of one's own and inbound mail, each off until it is switched on. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDateTime } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import styles from './requests.module.css'

interface Intake {
  kind: 'form' | 'mail'
  address: string
  since: string
}

const queryKey = ['request-intakes']

export function ServiceSettingsPage() {
  const { t } = useTranslation()
  const query = useQuery({ queryKey, queryFn: ({ signal }) => api.get<{ data: Intake[] }>('/request-intakes', { signal, isFresh: true }) })
  return (
    <>
      <PageHeader title={t('requests.intakes')} note={t('requests.intakes_note')} />
      <div className={styles.page}>
        <Loaded query={query}>{({ data }) => (['form', 'mail'] as const).map((kind) => <IntakeCard key={kind} kind={kind} intake={data.find((one) => one.kind === kind)} />)}</Loaded>
      </div>
    </>
  )
}

function IntakeCard({ kind, intake }: { kind: Intake['kind']; intake: Intake | undefined }) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const [secret, setSecret] = useState<string | null>(null)
  const again = () => void client.invalidateQueries({ queryKey })
  const open = () => void api.post<{ secret: string | null }>('/request-intakes', { kind }).then((answer) => (setSecret(answer.secret), again()), toast.problem)
  const close = () => void api.delete(`/request-intakes/${kind}`).then(() => (setSecret(null), again()), toast.problem)
  const address = intake ? new URL(intake.address, window.location.origin).href : ''
  return (
    <Card title={t(`requests.intake_${kind}`)} note={intake ? t('requests.intake_since', { at: formatDateTime(intake.since, 'short') }) : t('requests.intake_off')}>
      <div className={styles.intake}>
        <p>{t(`requests.intake_${kind}_note`)}</p>
        {intake && <Copied label={t('requests.intake_address')} text={address} />}
        {secret && (
          <>
            <p>{t('requests.intake_secret_once')}</p>
            <Copied label={t('requests.intake_secret')} text={secret} />
          </>
        )}
        <div className={styles.buttons}>
          <Button type={intake ? 'default' : 'primary'} onClick={open}>
            {t(intake ? 'requests.intake_renew' : 'requests.intake_on')}
          </Button>
          {intake && (
            <Button danger onClick={close}>
              {t('requests.intake_close')}
            </Button>
          )}
        </div>
      </div>
    </Card>
  )
}

function Copied({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation()
  const toast = useToast()
  return (
    <Space.Compact block className={styles.address}>
      <Input readOnly value={text} aria-label={label} onFocus={(event) => event.target.select()} />
      <Button onClick={() => void navigator.clipboard.writeText(text).then(() => toast.done(t('requests.copied')), toast.problem)}>{t('requests.copy')}</Button>
    </Space.Compact>
  )
}
