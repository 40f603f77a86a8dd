import { CheckOutlined, UndoOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { useRecordAction } from '../../../web/client/records.ts'
import { useToast } from '../../../web/kit/toast.tsx'

import type { RecordData } from '../../../web/client/records.ts'

const path = 'tasks'

/** Done, or open again: what fits the state of the task. */
export function TaskActions({ record, isPanel }: { record: RecordData; isPanel: boolean }) {
  const { t } = useTranslation()
  const toast = useToast()
  const complete = useRecordAction(path, 'complete')
  const reopen = useRecordAction(path, 'reopen')
  if (!record.can.change) return null
  const size = isPanel ? 'small' : 'middle'
  const take = () => void reopen.mutateAsync({ id: record.id }).catch(toast.problem)
  if (record.status === 'open') {
    const tick = () => complete.mutate({ id: record.id }, { onError: toast.problem, onSuccess: () => toast.done(t('interactions.task.done', { title: String(record.name ?? '') }), { undo: take }) })
    return (
      <Button type="primary" size={size} icon={<CheckOutlined aria-hidden />} loading={complete.isPending} onClick={tick}>
        {t('interactions.task.finish')}
      </Button>
    )
  }
  return (
    <Button size={size} icon={<UndoOutlined aria-hidden />} loading={reopen.isPending} onClick={take}>
      {t('interactions.task.reopen')}
    </Button>
  )
}
