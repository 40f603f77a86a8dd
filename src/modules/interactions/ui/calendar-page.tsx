/** The own tasks in a calendar program: a secret address that is shown once, renewed and withdrawn. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Popconfirm, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDateTime } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import styles from './calendar-page.module.css'

const path = '/calendar-feed'
const queryKey = ['calendar-feed']

export function CalendarPage() {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const query = useQuery({ queryKey, queryFn: ({ signal }) => api.get<{ feed: { created_at: string } | null }>(path, { signal, isFresh: true }) })
  const [address, setAddress] = useState<string>()
  const again = () => client.invalidateQueries({ queryKey })
  const open = async () => {
    setAddress((await api.post<{ address: string }>(path)).address)
    await again()
  }
  const close = async () => {
    await api.delete(path)
    setAddress(undefined)
    await again()
  }
  const full = address ? new URL(address, window.location.origin).href : ''
  // An address that is dead cannot be brought back: every calendar that reads it stands still.
  const asked = { description: t('interactions.calendar.dead'), cancelText: t('form.cancel'), okButtonProps: { danger: true } }
  return (
    <>
      <PageHeader title={t('interactions.calendar')} note={t('interactions.calendar.note')} />
      <div className={styles.page}>
        <Loaded query={query}>
          {({ feed }) => (
            <Card title={t('interactions.calendar.address')} note={feed ? t('interactions.calendar.since', { at: formatDateTime(feed.created_at, 'short') }) : t('interactions.calendar.off')}>
              <div className={styles.stack}>
                <p>{t('interactions.calendar.what')}</p>
                {address && (
                  <>
                    <p>{t('interactions.calendar.once')}</p>
                    <Space.Compact block>
                      <Input readOnly value={full} aria-label={t('interactions.calendar.address')} onFocus={(event) => event.target.select()} />
                      <Button onClick={() => void navigator.clipboard.writeText(full).then(() => toast.done(t('fields.copied')), toast.problem)}>{t('fields.copy')}</Button>
                    </Space.Compact>
                    <p>{t('interactions.calendar.how')}</p>
                  </>
                )}
                <div className={styles.buttons}>
                  {feed ? (
                    <>
                      <Popconfirm title={t('interactions.calendar.renew')} {...asked} okText={t('interactions.calendar.renew')} onConfirm={() => void open().catch(toast.problem)}>
                        <Button>{t('interactions.calendar.renew')}</Button>
                      </Popconfirm>
                      <Popconfirm title={t('interactions.calendar.close')} {...asked} okText={t('interactions.calendar.close')} onConfirm={() => void close().catch(toast.problem)}>
                        <Button danger>{t('interactions.calendar.close')}</Button>
                      </Popconfirm>
                    </>
                  ) : (
                    <Button type="primary" onClick={() => void open().catch(toast.problem)}>
                      {t('interactions.calendar.on')}
                    </Button>
                  )}
                </div>
              </div>
            </Card>
          )}
        </Loaded>
      </div>
    </>
  )
}
