/** What the terms give, and why; another class needs a reason. */
import { useQuery } from '@tanstack/react-query'
import { Alert, Input, Modal, Segmented } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { useRecordAction } from '../../../web/client/records.ts'
import { Loaded } from '../../../web/kit/card.tsx'
import { problemTexts } from '../../../web/kit/problem-text.ts'
import { requestsPath } from './request-answer.ts'
import styles from './requests.module.css'

import type { RecordData } from '../../../web/client/records.ts'

interface Terms {
  service_class: string
  reason: string
}

export function TermsDialog({ record, onClose }: { record: RecordData; onClose(): void }) {
  const { t } = useTranslation()
  const id = useId()
  const options = useObject('request')?.fields.find(({ name }) => name === 'service_class')?.options ?? []
  const query = useQuery({ queryKey: ['terms', record.id, record.version], queryFn: ({ signal }) => api.post<Terms>(`/${requestsPath}/${record.id}/terms`, {}, { signal }), staleTime: 0 })
  const [chosen, setChosen] = useState<string>()
  const [reason, setReason] = useState('')
  const check = useRecordAction(requestsPath, 'check-terms')
  const proposed = query.data?.service_class
  const isOverruled = chosen !== undefined && chosen !== proposed
  const send = () => check.mutate({ id: record.id, body: isOverruled ? { service_class: chosen, reason } : {} }, { onSuccess: onClose })
  return (
    <Modal open title={t('requests.act_check_terms')} okText={t('requests.terms_ok')} cancelText={t('form.cancel')} okButtonProps={{ disabled: !proposed || (isOverruled && !reason.trim()) }} confirmLoading={check.isPending} onOk={send} onCancel={onClose} width={480}>
      <Loaded query={query}>
        {(terms) => (
          <div className={styles.form}>
            {check.isError && <Alert type="error" title={problemTexts(check.error)} showIcon role="alert" />}
            <p className={styles.proposal}>
              {t('requests.proposed')} <strong>{terms.reason}</strong>
            </p>
            <Segmented block aria-label={t('requests.service_class')} value={chosen ?? terms.service_class} onChange={setChosen} options={options.map(({ key, label }) => ({ value: key, label: labelOf(label) }))} />
            {isOverruled && (
              <>
                <label htmlFor={`${id}-reason`}>{t('requests.why_other_class')}</label>
                <Input.TextArea id={`${id}-reason`} value={reason} onChange={(event) => setReason(event.target.value)} rows={2} maxLength={400} autoFocus />
              </>
            )}
          </div>
        )}
      </Loaded>
    </Modal>
  )
}
