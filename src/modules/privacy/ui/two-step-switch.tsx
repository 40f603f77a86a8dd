import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Switch } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import styles from './privacy.module.css'

const key = ['privacy-settings']

/** Whether an administrator may erase alone. */
export function TwoStepSwitch() {
  const { t } = useTranslation()
  const id = useId()
  const toast = useToast()
  const client = useQueryClient()
  const settings = useQuery({ queryKey: key, queryFn: ({ signal }) => api.get<{ two_step: boolean }>('/privacy-settings', { signal }) })
  const change = useMutation({
    mutationFn: (two_step: boolean) => api.patch<{ two_step: boolean }>('/privacy-settings', { two_step }),
    onSuccess: (answer) => client.setQueryData(key, answer),
    onError: toast.problem,
  })
  return (
    <Card title={t('privacy.settings')}>
      <Loaded query={settings} lines={1}>
        {({ two_step }) => (
          <div className={styles.switch}>
            <Switch id={id} checked={two_step} loading={change.isPending} onChange={(checked) => change.mutate(checked)} />
            <span>
              <label htmlFor={id}>{t('privacy.two_step')}</label>
              <small>{t('privacy.two_step_hint')}</small>
            </span>
          </div>
        )}
      </Loaded>
    </Card>
  )
}
