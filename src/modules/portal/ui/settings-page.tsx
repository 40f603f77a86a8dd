/** The portal of the company: off until somebody switches it on; its address is put on the company's own pages and stands in invitations. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDateTime } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import styles from './portal.module.css'

interface PageAnswer {
  address: string | null
  since: string | null
  has_mail: boolean
}

const queryKey = ['portal-address']

export function PortalSettingsPage() {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const query = useQuery({ queryKey, queryFn: ({ signal }) => api.get<PageAnswer>('/portal-address', { signal, isFresh: true }) })
  const again = () => void client.invalidateQueries({ queryKey })
  return (
    <>
      <PageHeader title={t('portal.title')} note={t('portal.settings_note')} />
      <div className={styles.page}>
        <Loaded query={query}>
          {({ address, since, has_mail: hasMail }) => {
            const full = address ? new URL(address, window.location.origin).href : ''
            return (
              <Card title={t('portal.title')} note={since ? t('portal.settings_since', { at: formatDateTime(since, 'short') }) : t('portal.settings_off')}>
                <div className={styles.stack}>
                  <p className={styles.hint}>{t('portal.settings_words')}</p>
                  {!hasMail && <p className={styles.waits}>{t('portal.settings_no_mail')}</p>}
                  {address && (
                    <Space.Compact block>
                      <Input readOnly value={full} aria-label={t('portal.settings_address')} onFocus={(event) => event.target.select()} />
                      <Button onClick={() => void navigator.clipboard.writeText(full).then(() => toast.done(t('portal.copied')), toast.problem)}>{t('portal.copy')}</Button>
                      <Button href={address} target="_blank">
                        {t('portal.look')}
                      </Button>
                    </Space.Compact>
                  )}
                  <div className={styles.pair}>
                    <Button type={address ? 'default' : 'primary'} onClick={() => void api.post('/portal-address').then(again, toast.problem)}>
                      {t(address ? 'portal.settings_renew' : 'portal.settings_on')}
                    </Button>
                    {address && (
                      <Button danger onClick={() => void api.delete('/portal-address').then(again, toast.problem)}>
                        {t('portal.settings_close')}
                      </Button>
                    )}
                    <Link to="/portal-accesses">{t('portal.accesses')}</Link>
                  </div>
                </div>
              </Card>
            )
          }}
        </Loaded>
      </div>
    </>
  )
}
