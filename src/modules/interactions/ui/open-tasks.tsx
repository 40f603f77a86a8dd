/** What is open with a customer, promises first; ticked off in place. */
import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { Rows } from '../../../web/kit/rows.tsx'
import { EmptyState } from '../../../web/kit/states.tsx'
import { FormDrawer } from '../../../web/records/form-drawer.tsx'
import { TaskRow } from './task-row.tsx'

import type { RecordData, Reference } from '../../../web/client/records.ts'

export function OpenTasks({ tasks, customer }: { tasks: RecordData[]; customer: Reference }) {
  const { t } = useTranslation()
  const object = useObject('task')
  const [isAdding, setIsAdding] = useState(false)
  if (!object) return null
  const ordered = tasks.toSorted((a, b) => Number(b.is_promise === true) - Number(a.is_promise === true) || String(a.due_on ?? '9').localeCompare(String(b.due_on ?? '9')))
  const add = object.can.create && (
    <Button size="small" type="text" icon={<PlusOutlined aria-hidden />} aria-label={t('interactions.open.add')} title={t('interactions.open.add')} onClick={() => setIsAdding(true)} />
  )
  return (
    <Card title={t('interactions.open.title')} note={tasks.length > 0 ? tasks.length : undefined} action={add}>
      {tasks.length === 0 && <EmptyState small title={t('interactions.open.empty')} />}
      <Rows>
        {ordered.map((task) => (
          <TaskRow key={task.id} task={task} path={object.path} isOfPage />
        ))}
      </Rows>
      {isAdding && <FormDrawer object={object} initial={{ customer }} onClose={() => setIsAdding(false)} />}
    </Card>
  )
}
