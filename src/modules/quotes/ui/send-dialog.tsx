import { useQueryClient } from '@tanstack/react-query'
import { Input, Modal, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { currentLanguage } from '../../../web/client/i18n.ts'
import { useRecord } from '../../../web/client/records.ts'
import { idOf } from '../../../web/client/reference-parts.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { LinkDialog } from './link-dialog.tsx'
import styles from './quotes.module.css'

import type { RecordData } from '../../../web/client/records.ts'

interface Sent {
  link: string
  is_mailed: boolean
}

/** To whom, in which language, with which words; then the link to hand over. */
export function SendDialog({ record, onClose }: { record: RecordData; onClose(): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const id = useId()
  const contact = useRecord('contacts', idOf(record.contact) || undefined)
  const known = Array.isArray(contact.data?.emails) ? contact.data.emails.map(String).filter((mail) => mail.includes('@') && !mail.includes('*')) : []
  const [chosen, setChosen] = useState<string[]>()
  const [language, setLanguage] = useState<'zh' | 'en'>(currentLanguage() === 'en' ? 'en' : 'zh')
  const [message, setMessage] = useState('')
  const [isSending, setIsSending] = useState(false)
  const [sent, setSent] = useState<Sent>()
  const to = chosen ?? known.slice(0, 1)
  const send = async () => {
    setIsSending(true)
    try {
      setSent(await api.post<Sent>(`/quotes/${record.id}/send`, { to, message: message.trim() || null, language }))
      await client.invalidateQueries({ queryKey: ['records'] })
    } catch (error) {
      toast.problem(error)
    }
    setIsSending(false)
  }
  if (sent) return <LinkDialog link={sent.link} note={t(sent.is_mailed ? 'quotes.sent_by_mail' : 'quotes.sent_without_mail', { to: to.join(', ') })} onClose={onClose} />
  return (
    <Modal open title={t('quotes.send_title')} okText={t('quotes.send')} cancelText={t('form.cancel')} confirmLoading={isSending} onOk={() => void send()} onCancel={onClose}>
      <div className={styles.dialog}>
        <label htmlFor={`${id}-to`}>{t('quotes.send_to')}</label>
        <Select id={`${id}-to`} mode="tags" value={to} onChange={setChosen} options={known.map((mail) => ({ value: mail, label: mail }))} tokenSeparators={[',', ';', ' ', '，', '；']} placeholder={t('quotes.send_to_hint')} />
        <label htmlFor={`${id}-language`}>{t('quotes.language')}</label>
        <Select id={`${id}-language`} value={language} onChange={setLanguage} options={[{ value: 'zh', label: '中文' }, { value: 'en', label: 'English' }]} />
        <label htmlFor={`${id}-message`}>{t('quotes.message')}</label>
        <Input.TextArea id={`${id}-message`} value={message} onChange={(event) => setMessage(event.target.value)} maxLength={2000} autoSize={{ minRows: 3, maxRows: 8 }} />
        <p className={styles.hint}>{t('quotes.send_hint')}</p>
      </div>
    </Modal>
  )
}
