/** The lead becomes a customer: those that look the same are offered first, so that nobody is in the file twice. */
import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input, InputNumber, Modal, Radio, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { useRecordAction } from '../../../web/client/records.ts'
import { formatPercent } from '../../../web/kit/format.ts'
import { problemText } from '../../../web/kit/problem-text.ts'
import { SkeletonLines } from '../../../web/kit/states.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { leadsPath, referenceOf } from './lead-answer.ts'
import styles from './leads.module.css'

import type { RecordData } from '../../../web/client/records.ts'

interface Match {
  id: string
  number: string
  name: string
  score: number
  reasons: string[]
}

type Kind = 'organisation' | 'person'
const makeNew = 'new'

export function ConvertDialog({ record, onClose }: { record: RecordData; onClose(): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const navigate = useNavigate()
  const [kind, setKind] = useState<Kind>(record.company ? 'organisation' : 'person')
  const [name, setName] = useState(String(record.company ?? record.name))
  const [chosen, setChosen] = useState<string>()
  const [hasContact, setHasContact] = useState(Boolean(record.company))
  const canSell = useObject('opportunity')?.can.create === true
  const [hasOpportunity, setHasOpportunity] = useState(false)
  const [dealName, setDealName] = useState(String(record.company ?? record.name))
  const [amount, setAmount] = useState(typeof record.budget === 'string' ? record.budget : null)
  const matches = useQuery({
    queryKey: ['records', leadsPath, record.id, 'matches', kind, name],
    queryFn: ({ signal }) => api.post<{ data: Match[] }>(`/${leadsPath}/${record.id}/matches`, { kind, name: name.trim() || undefined }, { signal }),
    placeholderData: (before) => before,
  })
  const convert = useRecordAction(leadsPath, 'convert')
  const found = matches.data?.data ?? []
  // Whoever looks the same is taken, unless one says otherwise.
  const choice = chosen ?? found[0]?.id ?? makeNew
  const isNew = choice === makeNew
  const send = () => {
    const body = { customer: isNew ? { kind, name: name.trim() } : { id: choice }, contact: hasContact ? 'make' : 'none', is_new: isNew, ...(hasOpportunity ? { opportunity: { name: dealName.trim(), amount } } : {}) }
    convert.mutate({ id: record.id, body }, {
      onSuccess: (lead) => {
        const customer = referenceOf(lead.customer)
        onClose()
        toast.done(t('leads.converted_to', { name: customer?.name ?? '' }))
        if (customer) void navigate(`/customers/${customer.id}`)
      },
    })
  }
  return (
    <Modal open title={t('leads.convert_title', { name: String(record.name) })} onCancel={onClose} onOk={send} okText={t('leads.convert')} cancelText={t('record.cancel')} okButtonProps={{ loading: convert.isPending, disabled: matches.isPending || (isNew && !name.trim()) || (hasOpportunity && !dealName.trim()) }} width="min(600px, 96vw)">
      <div className={styles.form}>
        <h3 className={styles.step}>{t('leads.customer')}</h3>
        {matches.isPending ? <SkeletonLines lines={3} /> : (
          <Radio.Group className={styles.matches} value={choice} onChange={(event) => setChosen(String(event.target.value))} aria-label={t('leads.customer')}>
            {found.map((match) => (
              <Radio key={match.id} value={match.id}>
                {match.name} <Tag>{formatPercent(match.score * 100, 0)}</Tag>
                <small className={styles.quiet}>{[match.number, ...match.reasons.map((reason) => t(`form.reason.${reason}`, { defaultValue: reason }))].join(' · ')}</small>
              </Radio>
            ))}
            <Radio value={makeNew}>{t(found.length > 0 ? 'leads.new_after_all' : 'leads.new_customer')}</Radio>
          </Radio.Group>
        )}
        {isNew && (
          <div className={styles.newCustomer}>
            <Segmented<Kind> aria-label={t('leads.kind')} value={kind} onChange={(value) => { setKind(value); setHasContact(value === 'organisation') }} options={[{ value: 'organisation', label: t('leads.organisation') }, { value: 'person', label: t('leads.person') }]} />
            <Input value={name} maxLength={300} onChange={(event) => setName(event.target.value)} aria-label={t('leads.customer_name')} />
          </div>
        )}
        <h3 className={styles.step}>{t('leads.contact')}</h3>
        <Radio.Group value={hasContact} onChange={(event) => setHasContact(event.target.value === true)} aria-label={t('leads.contact')} options={[{ value: true, label: t('leads.contact_make', { name: String(record.name) }) }, { value: false, label: t('leads.contact_none') }]} />
        {canSell && (
          <>
            <h3 className={styles.step}>{t('leads.opportunity')}</h3>
            <Checkbox checked={hasOpportunity} onChange={(event) => setHasOpportunity(event.target.checked)}>
              {t('leads.opportunity_make')}
            </Checkbox>
            {hasOpportunity && (
              <div className={styles.deal}>
                <Input value={dealName} maxLength={300} onChange={(event) => setDealName(event.target.value)} placeholder={t('leads.opportunity_name')} aria-label={t('leads.opportunity_name')} />
                <InputNumber<string> stringMode controls={false} min="0" precision={2} value={amount} onChange={setAmount} placeholder={t('leads.opportunity_amount')} aria-label={t('leads.opportunity_amount')} />
              </div>
            )}
          </>
        )}
        <p className={styles.quiet}>{t('leads.convert_hint')}</p>
        {convert.isError && <p className={styles.fault} role="alert">{problemText(convert.error)}</p>}
      </div>
    </Modal>
  )
}
