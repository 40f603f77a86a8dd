/** The public help page: off until somebody switches it on; its address is put on the company's own pages. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Space } from 'antd'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDateTime } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import styles from './knowledge.module.css'

const queryKey = ['help-page']

export function HelpSettingsPage() {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const query = useQuery({ queryKey, queryFn: ({ signal }) => api.get<{ address: string | null; since: string | null }>('/help-page', { signal, isFresh: true }) })
  const again = () => void client.invalidateQueries({ queryKey })
  return (
    <>
      <PageHeader title={t('knowledge.help_page')} note={t('knowledge.help_page_note')} />
      <div className={styles.page}>
        <Loaded query={query}>
          {({ address, since }) => {
            const full = address ? new URL(address, window.location.origin).href : ''
            return (
              <Card title={t('knowledge.help_page')} note={since ? t('knowledge.help_since', { at: formatDateTime(since, 'short') }) : t('knowledge.help_off')}>
                <div className={styles.stack}>
                  <p className={styles.by}>{t('knowledge.help_words')}</p>
                  {address && (
                    <Space.Compact block>
                      <Input readOnly value={full} aria-label={t('knowledge.help_address')} onFocus={(event) => event.target.select()} />
                      <Button onClick={() => void navigator.clipboard.writeText(full).then(() => toast.done(t('knowledge.copied')), toast.problem)}>{t('knowledge.copy')}</Button>
                      <Button href={address} target="_blank">
                        {t('knowledge.look')}
                      </Button>
                    </Space.Compact>
                  )}
                  <div className={styles.buttons}>
                    <Button type={address ? 'default' : 'primary'} onClick={() => void api.post('/help-page').then(again, toast.problem)}>
                      {t(address ? 'knowledge.help_renew' : 'knowledge.help_on')}
                    </Button>
                    {address && (
                      <Button danger onClick={() => void api.delete('/help-page').then(again, toast.problem)}>
                        {t('knowledge.help_close')}
                      </Button>
                    )}
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
