/** What can be done with a quote as it stands. */
import { DownOutlined, FilePdfOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { useRecordAction } from '../../../web/client/records.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { AnswerDialog } from './answer-dialog.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { ReopenDialog } from './reopen-dialog.tsx'
import { SendDialog } from './send-dialog.tsx'

import type { RecordData } from '../../../web/client/records.ts'

interface Props {
  record: RecordData
  isPanel: boolean
}

export function QuoteActions({ record, isPanel }: Props) {
  const { t } = useTranslation()
  const toast = useToast()
  const navigate = useNavigate()
  const isPhone = useIsPhone()
  const contract = useObject('contract')
  const [open, setOpen] = useState<'send' | 'accept' | 'decline' | 'reopen'>()
  const [link, setLink] = useState<string>()
  const submit = useRecordAction('quotes', 'submit')
  const revise = useRecordAction('quotes', 'revise')
  const toContract = useRecordAction('quotes', 'to_contract')
  const order = useObject('order')
  const toOrder = useRecordAction('quotes', 'to_order')
  const withdraw = useRecordAction<unknown>('quotes', 'withdraw-link')
  const size = isPanel ? 'small' : 'middle'
  const { id } = record
  const goTo = (path: string) => ({ onSuccess: (made: RecordData) => void navigate(`/${path}/${made.id}`), onError: toast.problem })
  const newLink = () => void api.post<{ link: string }>(`/quotes/${id}/link`).then(({ link }) => setLink(link), toast.problem)
  const steps = {
    submit: <Button key="submit" type="primary" size={size} loading={submit.isPending} onClick={() => submit.mutate({ id }, { onError: toast.problem })}>{t('quotes.submit')}</Button>,
    send: <Button key="send" type="primary" size={size} onClick={() => setOpen('send')}>{t('quotes.send')}</Button>,
    reopen: <Button key="reopen" size={size} onClick={() => setOpen('reopen')}>{t('quotes.reopen')}</Button>,
    revise: <Button key="revise" size={size} loading={revise.isPending} onClick={() => revise.mutate({ id }, goTo('quotes'))}>{t('quotes.revise')}</Button>,
    contract: contract?.can.create && <Button key="contract" type="primary" size={size} loading={toContract.isPending} onClick={() => toContract.mutate({ id }, goTo('contracts'))}>{t('quotes.to_contract')}</Button>,
    order: order?.can.create && <Button key="order" size={size} loading={toOrder.isPending} onClick={() => toOrder.mutate({ id }, goTo('orders'))}>{t('quotes.to_order')}</Button>,
    answer: (
      <Dropdown
        key="answer"
        trigger={['click']}
        menu={{
          items: [
            { key: 'accept', label: t('quotes.enter_accepted'), onClick: () => setOpen('accept') },
            { key: 'decline', label: t('quotes.enter_declined'), onClick: () => setOpen('decline') },
            { type: 'divider' },
            { key: 'link', label: t('quotes.new_link'), onClick: newLink },
            { key: 'withdraw', label: t('quotes.withdraw_link'), onClick: () => withdraw.mutate({ id }, { onSuccess: () => toast.done(t('quotes.link_withdrawn'), { undo: newLink }), onError: toast.problem }) },
          ],
        }}
      >
        <Button size={size}>
          {t('quotes.answer')} <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
    ),
  }
  const offered: Record<string, (keyof typeof steps)[]> = { draft: ['submit'], in_approval: ['reopen'], approved: ['reopen', 'send'], sent: ['answer', 'revise'], declined: ['revise'], expired: ['revise'], accepted: ['order', 'contract'] }
  return (
    <>
      <Button size={size} icon={<FilePdfOutlined aria-hidden />} href={api.url(`/quotes/${id}/pdf`)} target="_blank" rel="noreferrer">
        PDF
      </Button>
      {!isPhone && (
        <Button size={size} href={api.url(`/quotes/${id}/xlsx`)} download>
          Excel
        </Button>
      )}
      {record.can.change && offered[String(record.status)]?.map((step) => steps[step])}
      {open === 'reopen' && <ReopenDialog path="quotes" record={record} onClose={() => setOpen(undefined)} />}
      {open === 'send' && <SendDialog record={record} onClose={() => setOpen(undefined)} />}
      {(open === 'accept' || open === 'decline') && <AnswerDialog record={record} answer={open} onClose={() => setOpen(undefined)} />}
      {link && <LinkDialog link={link} onClose={() => setLink(undefined)} />}
    </>
  )
}
