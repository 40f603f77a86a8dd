/** What can be done with a contract as it stands. */
import { DownOutlined, FilePdfOutlined } from '@ant-design/icons'
import { Button, Dropdown, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { isReference, useRecordAction } from '../../../web/client/records.ts'
import { ActModal } from '../../../web/kit/act-modal.tsx'
import { DayPicker } from '../../../web/kit/day-picker.tsx'
import { today } from '../../../web/kit/format.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { ReopenDialog } from './reopen-dialog.tsx'
import styles from './quotes.module.css'

import type { RecordData } from '../../../web/client/records.ts'

export function ContractActions({ record, isPanel }: { record: RecordData; isPanel: boolean }) {
  const { t } = useTranslation()
  const toast = useToast()
  const navigate = useNavigate()
  const isPhone = useIsPhone()
  const fieldId = useId()
  const [open, setOpen] = useState<'sign' | 'terminate' | 'reopen'>()
  const [day, setDay] = useState(today())
  const [reason, setReason] = useState('')
  const submit = useRecordAction('contracts', 'submit')
  const sign = useRecordAction('contracts', 'sign')
  const terminate = useRecordAction('contracts', 'terminate')
  const amend = useRecordAction('contracts', 'amend')
  const order = useObject('order')
  const toOrder = useRecordAction('contracts', 'to_order')
  const { id } = record
  const size = isPanel ? 'small' : 'middle'
  const close = () => setOpen(undefined)
  const opensAgain = record.status === 'signed' && isReference(record.opportunity) ? [t('quotes.may_reopen', { name: record.opportunity.name })] : []
  const begin = {
    amend: () => amend.mutate({ id }, { onSuccess: (made) => void navigate(`/contracts/${made.id}`), onError: toast.problem }),
    terminate: () => setOpen('terminate'),
  }
  const steps = {
    submit: <Button key="submit" type="primary" size={size} loading={submit.isPending} onClick={() => submit.mutate({ id }, { onError: toast.problem })}>{t('quotes.submit')}</Button>,
    reopen: <Button key="reopen" size={size} onClick={() => setOpen('reopen')}>{t('quotes.reopen')}</Button>,
    sign: <Button key="sign" type="primary" size={size} onClick={() => setOpen('sign')}>{t('quotes.sign')}</Button>,
    amend: <Button key="amend" size={size} loading={amend.isPending} onClick={begin.amend}>{t('quotes.amend')}</Button>,
    order: order?.can.create && <Button key="order" type="primary" size={size} loading={toOrder.isPending} onClick={() => toOrder.mutate({ id }, { onSuccess: (made) => void navigate(`/orders/${made.id}`), onError: toast.problem })}>{t('quotes.to_order')}</Button>,
    terminate: <Button key="terminate" size={size} onClick={begin.terminate}>{t('quotes.terminate')}</Button>,
    // On a phone one line has no room for all of them.
    others: (
      <Dropdown key="others" trigger={['click']} menu={{ items: [{ key: 'amend', label: t('quotes.amend'), onClick: begin.amend }, { key: 'terminate', label: t('quotes.terminate'), danger: true, onClick: begin.terminate }] }}>
        <Button size={size}>
          {t('quotes.acts')} <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
    ),
  }
  const running: (keyof typeof steps)[] = isPhone ? ['order', 'others'] : ['order', 'amend', 'terminate']
  const offered: Record<string, (keyof typeof steps)[]> = { draft: ['submit'], in_approval: ['reopen'], approved: ['reopen', 'sign'], signed: running, active: running }
  return (
    <>
      <Button size={size} icon={<FilePdfOutlined aria-hidden />} href={api.url(`/contracts/${id}/pdf`)} target="_blank" rel="noreferrer">
        PDF
      </Button>
      {!isPhone && (
        <Button size={size} href={api.url(`/contracts/${id}/xlsx`)} download>
          Excel
        </Button>
      )}
      {record.can.change && offered[String(record.status)]?.map((step) => steps[step])}
      {open === 'reopen' && <ReopenDialog path="contracts" record={record} onClose={close} />}
      {open === 'sign' && (
        <Modal open title={t('quotes.sign')} okText={t('quotes.sign')} cancelText={t('form.cancel')} confirmLoading={sign.isPending} onOk={() => sign.mutate({ id, body: { signed_on: day } }, { onSuccess: close, onError: toast.problem })} onCancel={close}>
          <div className={styles.dialog}>
            <span>{t('quotes.signed_on')}</span>
            <DayPicker day={day} last={today()} isRequired label={t('quotes.signed_on')} onChange={(chosen) => chosen && setDay(chosen)} />
          </div>
        </Modal>
      )}
      {open === 'terminate' && (
        <ActModal title={t('quotes.terminate')} foretold={opensAgain} isDanger isReady={reason.trim() !== ''} isBusy={terminate.isPending} error={terminate.error} onDo={() => terminate.mutate({ id, body: { reason } }, { onSuccess: close })} onClose={close}>
          <div>
            <label htmlFor={fieldId}>{t('quotes.reason')}</label>
            <Input.TextArea id={fieldId} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={1000} autoSize={{ minRows: 2 }} autoFocus />
          </div>
        </ActModal>
      )}
    </>
  )
}
