/** Whoever asked takes it back; a word of why may be left. */
import { Button, Input, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useRecordAction } from '../../../web/client/records.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import styles from './approvals.module.css'

export function WithdrawButton({ id }: { id: string }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [words, setWords] = useState('')
  const withdraw = useRecordAction('approvals', 'withdraw')
  const run = () => withdraw.mutate({ id, body: words.trim() ? { comment: words.trim() } : {} }, { onSuccess: () => toast.done(t('approvals.done.withdraw')), onError: toast.problem })
  const content = (
    <div className={styles.withdraw}>
      <Input value={words} maxLength={1000} placeholder={t('approvals.withdraw_why')} aria-label={t('approvals.withdraw_why')} onChange={(event) => setWords(event.target.value)} onPressEnter={run} />
      <Button type="primary" loading={withdraw.isPending} onClick={run}>
        {t('approvals.withdraw')}
      </Button>
    </div>
  )
  return (
    <Popover trigger="click" content={content} placement="bottomRight">
      <Button>{t('approvals.withdraw')}</Button>
    </Popover>
  )
}
