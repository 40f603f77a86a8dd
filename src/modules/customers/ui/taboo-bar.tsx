/** What a customer must never be met with: red, on top of everything, wherever the customer is dealt with. */
import { StopOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { idOf } from '../../../web/client/reference-parts.ts'
import styles from './customer-page.module.css'

import type { RecordData } from '../../../web/client/records.ts'

export function TabooBar({ taboos }: { taboos: RecordData[] }) {
  const { t } = useTranslation()
  const areas = useObject('preference')?.fields.find((field) => field.name === 'area')?.options ?? []
  if (taboos.length === 0) return null
  return (
    <section className={styles.taboos} role="note" aria-label={t('customers.taboos')}>
      <StopOutlined className={styles.tabooIcon} aria-hidden />
      <strong className={styles.tabooTitle}>{t('customers.taboos')}</strong>
      <ul>
        {taboos.map((taboo) => {
          const area = areas.find((option) => option.key === taboo.area)
          return (
            <li key={taboo.id}>
              {area && <span className={styles.tabooArea}>{labelOf(area.label)}</span>}
              {String(taboo.text ?? '')}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** For records that belong to a customer: tasks, contacts, transactions. */
export function TaboosOfCustomer({ record }: { record: RecordData }) {
  const id = idOf(record.customer) || undefined
  const object = useObject('preference')
  const answer = useList(object?.path ?? '', { filter: { customer: id, kind: 'taboo' }, limit: 50 }, { enabled: id !== undefined && object !== undefined })
  return <TabooBar taboos={id ? recordsOf(answer.data) : []} />
}
