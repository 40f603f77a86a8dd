/** A page of the company for people outside: off until somebody switches it on, with the address that is put on the company's own pages. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Popconfirm, Space } from 'antd'
import { useTranslation } from 'react-i18next'

import { api } from '../client/api.ts'
import { Card, Loaded } from './card.tsx'
import { formatDateTime } from './format.ts'
import styles from './public-address.module.css'
import { useToast } from './toast.tsx'

import type { ReactNode } from 'react'

interface Answer {
  address: string | null
  since: string | null
  has_mail?: boolean
}

/** @param props.path under which the address is asked for, switched on and off */
export function PublicAddress({ path, title, children, beside }: { path: string; title: string; children: (answer: Answer) => ReactNode; beside?: ReactNode }) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const queryKey = ['public-address', path]
  const query = useQuery({ queryKey, queryFn: ({ signal }) => api.get<Answer>(path, { signal, isFresh: true }) })
  const again = () => void client.invalidateQueries({ queryKey })
  const open = () => void api.post(path).then(again, toast.problem)
  const close = () => void api.delete(path).then(again, toast.problem)
  // An address that is dead cannot be brought back.
  const asked = { description: t('public_address.dead'), cancelText: t('form.cancel'), okButtonProps: { danger: true } }
  return (
    <Loaded query={query}>
      {(answer) => {
        const { address, since } = answer
        const full = address ? new URL(address, window.location.origin).href : ''
        return (
          <Card title={title} note={since ? t('public_address.since', { at: formatDateTime(since, 'short') }) : t('public_address.off')}>
            <div className={styles.stack}>
              {children(answer)}
              {address && (
                <Space.Compact block>
                  <Input readOnly value={full} aria-label={t('public_address.address')} onFocus={(event) => event.target.select()} />
                  <Button onClick={() => void navigator.clipboard.writeText(full).then(() => toast.done(t('fields.copied')), toast.problem)}>{t('fields.copy')}</Button>
                  <Button href={address} target="_blank">
                    {t('public_address.look')}
                  </Button>
                </Space.Compact>
              )}
              <div className={styles.buttons}>
                {address ? (
                  <>
                    <Popconfirm title={t('public_address.renew')} {...asked} okText={t('public_address.renew')} onConfirm={open}>
                      <Button>{t('public_address.renew')}</Button>
                    </Popconfirm>
                    <Popconfirm title={t('public_address.close')} {...asked} okText={t('public_address.close')} onConfirm={close}>
                      <Button danger>{t('public_address.close')}</Button>
                    </Popconfirm>
                  </>
                ) : (
                  <Button type="primary" onClick={open}>
                    {t('public_address.on')}
                  </Button>
                )}
                {beside}
              </div>
            </div>
          </Card>
        )
      }}
    </Loaded>
  )
}
