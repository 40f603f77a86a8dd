/** Asks for another credit limit, with a word of why. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input, Popover } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { amountOf } from './amount-of.ts'
import styles from './credit.module.css'

import type { Requested } from '../../approvals/index.ts'

export function RequestLimit({ customer }: { customer: string }) {
  const { t } = useTranslation()
  const id = useId()
  const toast = useToast()
  const client = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const [isSending, setIsSending] = useState(false)
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const amount = text.trim() ? amountOf(text) : null
  const send = async () => {
    setIsSending(true)
    try {
      const { needed } = await api.post<Requested>(`/customers/${customer}/request-credit-limit`, { credit_limit: amount, ...(reason.trim() ? { reason: reason.trim() } : {}) })
      toast.done(t(needed ? 'credit.requested' : 'credit.changed'))
      setIsOpen(false)
      await client.invalidateQueries({ queryKey: ['records'] })
    } catch (error) {
      toast.problem(error)
    }
    setIsSending(false)
  }
  const content = (
    <div className={styles.request}>
      <label className={styles.label} htmlFor={`${id}-limit`}>{t('credit.limit_wanted')}</label>
      <Input id={`${id}-limit`} inputMode="decimal" autoComplete="off" value={text} status={text.trim() && amount === null ? 'error' : undefined} onChange={(event) => setText(event.target.value)} />
      <label className={styles.label} htmlFor={`${id}-reason`}>{t('credit.reason')}</label>
      <Input.TextArea id={`${id}-reason`} autoSize={{ minRows: 2, maxRows: 4 }} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
      <Button type="primary" disabled={amount === null} loading={isSending} onClick={() => void send()}>{t('credit.request_send')}</Button>
    </div>
  )
  return (
    <Popover trigger="click" open={isOpen} onOpenChange={setIsOpen} content={content} placement="bottomRight">
      <Button type="link" size="small">{t('credit.request')}</Button>
    </Popover>
  )
}
