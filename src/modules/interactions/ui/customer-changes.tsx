/** What a contact changed of its customer: as it was, as it is, and the way back. */
import { useQuery } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { keys, useRecord } from '../../../web/client/records.ts'
import { Loaded } from '../../../web/kit/card.tsx'
import { ChangeList } from '../../../web/records/record/change-words.tsx'
import { useUndoChange } from '../../../web/records/record/undo-change.ts'
import { isReference } from './quick-log-state.ts'
import styles from './customer-changes.module.css'

import type { CellProps } from '../../../web/fields/field-twin.ts'
import type { FieldChange } from '../../../web/records/record/change-words.tsx'

interface Change {
  event: string
  at: string
  is_undone: boolean
  fields: FieldChange[]
}

/** In a list, a history or a time line it says that there are some; on the page of the contact what they are. */
export function CustomerChangesCell({ value, record, dense }: CellProps) {
  const { t } = useTranslation()
  if (!Array.isArray(value) || value.length === 0) return null
  return dense || typeof record?.id !== 'string' ? <span>{t('interactions.customer.changed', { count: value.length })}</span> : <CustomerChanges interaction={record.id} />
}

export function CustomerChanges({ interaction }: { interaction: string }) {
  const { t } = useTranslation()
  const object = useObject('customer')
  const contact = useRecord('interactions', interaction)
  const undo = useUndoChange()
  const customer = isReference(contact.data?.customer) ? contact.data.customer.id : undefined
  // Together with all that is shown of records: an undo asks for it again.
  const query = useQuery({ queryKey: keys.about('interactions', interaction, 'customer-changes'), queryFn: ({ signal }) => api.post<{ data: Change[] }>(`/interactions/${interaction}/customer-changes`, {}, { signal }) })
  if (!object) return null
  return (
    <Loaded query={query} lines={1} isEmpty={({ data }) => data.length === 0} empty={{ title: t('interactions.customer.may_not_read') }}>
      {({ data }) => (
        <ul className={styles.done}>
          {data.map((change) => (
            <li key={change.event} className={change.is_undone ? styles.undone : undefined}>
              <ChangeList object={object} changes={change.fields} />
              {change.is_undone && <Tag>{t('interactions.customer.undone')}</Tag>}
              {!change.is_undone && customer && object.can.change && (
                <Button type="link" size="small" loading={undo.isPending} onClick={() => undo.mutate({ path: object.path, id: customer, event: change.event })}>
                  {t('kit.undo')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  )
}
