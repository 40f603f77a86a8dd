import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { fieldTwins } from '../../../web/fields/index.ts'
import { LogContact } from './log-contact.tsx'
import { closeQuickLog, isReference } from './quick-log-state.ts'
import styles from './log-contact.module.css'

import type { Belongs } from './quick-log-state.ts'
import type { Reference } from '../../../web/client/records.ts'

/** @param start the customer, where it is known; else it is picked first. */
export function QuickLogDialog({ start, belongs }: { start: Reference | undefined; belongs?: Belongs }) {
  const { t } = useTranslation()
  const [customer, setCustomer] = useState(start)
  const field = useObject('interaction')?.fields.find(({ name }) => name === 'customer')
  const contacts = useList(useObject('contact')?.path ?? '', { filter: { customer: customer?.id ?? '' }, limit: 50 }, { enabled: customer !== undefined })
  const title = start ? t('interactions.log.with_name', { name: start.name }) : t('interactions.log.title')
  return (
    <Modal open title={title} footer={null} onCancel={closeQuickLog} destroyOnHidden width="min(640px, 96vw)">
      <div className={styles.dialog}>
        {!start && field && (
          <fieldTwins.reference.Input
            field={field}
            id="quick-log-customer"
            value={customer ?? null}
            onChange={(value) => setCustomer(isReference(value) ? { id: value.id, name: value.name } : undefined)}
            autoFocus={!customer}
            startsOpen
            label={t('interactions.log.customer')}
          />
        )}
        {belongs && <p className={styles.belongs}>{t('interactions.log.about', { name: belongs.name })}</p>}
        {customer && <LogContact key={customer.id} customer={customer} contacts={recordsOf(contacts.data)} isPanel={false} onSent={closeQuickLog} belongs={belongs} />}
      </div>
    </Modal>
  )
}
