/** To whom and with which words a customer is told of a shipment. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Input, Modal, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { currentLanguage } from '../../../web/client/i18n.ts'
import { useRecord } from '../../../web/client/records.ts'
import { referencesOf } from '../../../web/fields/reference-select.tsx'
import { problemTexts } from '../../../web/kit/problem-text.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import styles from './orders.module.css'

import type { RecordData } from '../../../web/client/records.ts'

export function TellDialog({ shipment, contact, onClose }: { shipment: RecordData; contact: unknown; onClose(): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const id = useId()
  const person = useRecord('contacts', referencesOf(contact)[0]?.id)
  const customer = useRecord('customers', referencesOf(shipment.customer)[0]?.id)
  const known = [...mailsOf(person.data?.emails), ...mailsOf(customer.data?.emails)]
  const [chosen, setChosen] = useState<string[]>()
  const [language, setLanguage] = useState<'zh' | 'en'>(currentLanguage() === 'en' ? 'en' : 'zh')
  const [message, setMessage] = useState('')
  const [error, setError] = useState<unknown>()
  const [isSending, setIsSending] = useState(false)
  const to = chosen ?? known.slice(0, 1)
  const send = async () => {
    setIsSending(true)
    try {
      await api.post(`/shipments/${shipment.id}/tell-customer`, { to, message: message.trim() || null, language })
      await client.invalidateQueries({ queryKey: ['records'] })
      toast.done(t('orders.told', { to: to.join(', ') }))
      onClose()
    } catch (caught) {
      setError(caught)
      setIsSending(false)
    }
  }
  return (
    <Modal open title={t('orders.tell_title')} okText={t('orders.tell_send')} cancelText={t('form.cancel')} okButtonProps={{ disabled: to.length === 0 }} confirmLoading={isSending} onOk={() => void send()} onCancel={onClose} width={440}>
      <div className={styles.dialog}>
        {error ? <Alert type="error" title={problemTexts(error)} showIcon role="alert" /> : null}
        <div>
          <label htmlFor={`${id}-to`}>{t('orders.tell_to')}</label>
          <Select id={`${id}-to`} className={styles.wide} mode="tags" value={to} onChange={setChosen} options={[...new Set(known)].map((mail) => ({ value: mail, label: mail }))} tokenSeparators={[',', ';', ' ', '，', '；']} />
        </div>
        <div>
          <label htmlFor={`${id}-language`}>{t('orders.tell_language')}</label>
          <Select id={`${id}-language`} className={styles.wide} value={language} onChange={setLanguage} options={[{ value: 'zh', label: '中文' }, { value: 'en', label: 'English' }]} />
        </div>
        <div>
          <label htmlFor={`${id}-message`}>{t('orders.tell_message')}</label>
          <Input.TextArea id={`${id}-message`} value={message} onChange={(event) => setMessage(event.target.value)} maxLength={2000} autoSize={{ minRows: 2, maxRows: 8 }} />
        </div>
        <p className={styles.hint}>{t('orders.tell_hint')}</p>
      </div>
    </Modal>
  )
}

/** What is masked is no address to send to. */
function mailsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String).filter((mail) => mail.includes('@') && !mail.includes('*')) : []
}
