/** On the page of a request: what was said and what is to be done about it, and the way to add either. */
import { FormOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { timeAgo } from '../../../web/kit/format.ts'
import { Row, Rows } from '../../../web/kit/rows.tsx'
import { FormDrawer } from '../../../web/records/form-drawer.tsx'
import { isReference, openQuickLog } from './quick-log-state.ts'
import { TaskRow } from './task-row.tsx'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

const shown = 5

interface Props {
  record: RecordData
  title: string
  field: 'request' | 'opportunity'
}

export function RecordContactsCard({ record, title, field }: Props) {
  const { t } = useTranslation()
  const interaction = useObject('interaction')
  const task = useObject('task')
  const knows = (object: ObjectMetadata | undefined) => object?.fields.some(({ name }) => name === field) === true
  const contacts = useList(interaction?.path ?? '', { filter: { [field]: record.id }, sort: '-at', limit: shown }, { enabled: knows(interaction) })
  const tasks = useList(task?.path ?? '', { filter: { [field]: record.id, status: 'open' }, sort: 'due_on', limit: shown }, { enabled: knows(task) })
  const [isAdding, setIsAdding] = useState(false)
  const { customer } = record
  const ofCustomer = isReference(customer) ? { id: customer.id, name: customer.name } : undefined
  return (
    <>
      {interaction && knows(interaction) && (
        <Card
          title={t('interactions.record.contacts')}
          action={
            ofCustomer &&
            interaction.can.create && (
              <Button size="small" type="text" icon={<FormOutlined aria-hidden />} aria-keyshortcuts="l" onClick={() => openQuickLog(ofCustomer, { field, id: record.id, name: title })}>
                {t('interactions.log.title')}
              </Button>
            )
          }
        >
          <Loaded query={contacts} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('interactions.record.no_contacts') }}>
            {(data) => (
              <Rows>
                {recordsOf(data).map((one) => (
                  <Row key={one.id} to={`/${interaction.path}/${one.id}`} title={String(one.summary ?? '') || channelOf(interaction, one)} note={[channelOf(interaction, one), isReference(one.owner) ? one.owner.name : ''].filter(Boolean).join(' · ')} end={timeAgo(one.at)} />
                ))}
              </Rows>
            )}
          </Loaded>
        </Card>
      )}
      {task && knows(task) && (
        <Card
          title={t('interactions.record.tasks')}
          action={task.can.create && <Button size="small" type="text" icon={<PlusOutlined aria-hidden />} aria-label={t('interactions.open.add')} title={t('interactions.open.add')} onClick={() => setIsAdding(true)} />}
        >
          <Loaded query={tasks} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('interactions.open.empty') }}>
            {(data) => (
              <Rows>
                {recordsOf(data).map((one) => (
                  <TaskRow key={one.id} task={one} path={task.path} isOfPage />
                ))}
              </Rows>
            )}
          </Loaded>
          {isAdding && <FormDrawer object={task} initial={{ customer: ofCustomer, [field]: { id: record.id, name: title } }} onClose={() => setIsAdding(false)} />}
        </Card>
      )}
    </>
  )
}

function channelOf(object: ObjectMetadata, record: RecordData): string {
  const option = object.fields.find(({ name }) => name === 'channel')?.options?.find(({ key }) => key === record.channel)
  return option ? labelOf(option.label) : ''
}
