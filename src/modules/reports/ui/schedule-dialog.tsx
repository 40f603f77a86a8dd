/** When the report leaves by itself, and to whom. */
import { DeleteOutlined } from '@ant-design/icons'
import { Button, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useCreate, useList, useRemove } from '../../../web/client/records.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { PeopleSelect } from './people-select.tsx'
import styles from './reports.module.css'

import type { RecordData } from '../../../web/client/records.ts'

const path = 'report-schedules'
const hours = Array.from({ length: 24 }, (_, hour) => ({ value: hour, label: `${String(hour).padStart(2, '0')}:00` }))
const days = Array.from({ length: 28 }, (_, at) => ({ value: at + 1, label: String(at + 1) }))

export function ScheduleDialog({ record, onClose }: { record: RecordData; onClose(): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const object = useObject('report_schedule')
  const create = useCreate(path)
  const remove = useRemove(path)
  const kept = recordsOf(useList(path, { filter: { report: record.id }, limit: 50 }).data)
  const [every, setEvery] = useState('week')
  const [weekday, setWeekday] = useState('1')
  const [day, setDay] = useState(1)
  const [hour, setHour] = useState(8)
  const [recipients, setRecipients] = useState<string[]>([])
  const optionsOf = (name: string) => object?.fields.find((field) => field.name === name)?.options?.map(({ key, label }) => ({ value: key, label: labelOf(label) })) ?? []
  const nameOf = (name: string, value: unknown) => optionsOf(name).find((option) => option.value === value)?.label ?? ''
  const add = () => create.mutate({ values: { report: record.id, every, ...(every === 'week' ? { weekday } : {}), ...(every === 'month' ? { day } : {}), hour, recipients } }, { onSuccess: () => { setRecipients([]); toast.done(t('reports.scheduled')) }, onError: toast.problem })
  return (
    <Modal open title={t('reports.schedule')} okText={t('reports.add_schedule')} okButtonProps={{ disabled: recipients.length === 0, loading: create.isPending }} onOk={add} onCancel={onClose} width={520} destroyOnHidden>
      {kept.length > 0 && (
        <ul className={styles.schedules} aria-label={t('reports.schedules')}>
          {kept.map((schedule) => (
            <li key={schedule.id}>
              <span>
                {[nameOf('every', schedule.every), schedule.every === 'week' ? nameOf('weekday', schedule.weekday) : schedule.every === 'month' ? t('reports.on_day', { day: schedule.day }) : '', hours[Number(schedule.hour)]?.label].filter(Boolean).join(' ')}
                {' · '}
                {namesOf(schedule.recipients)}
              </span>
              <Button type="text" size="small" icon={<DeleteOutlined aria-hidden />} aria-label={t('reports.remove_schedule')} onClick={() => remove.mutate(schedule.id, { onError: toast.problem })} />
            </li>
          ))}
        </ul>
      )}
      <div className={styles.part}>
        <div className={styles.line}>
          <Select value={every} options={optionsOf('every')} onChange={setEvery} aria-label={t('reports.every')} />
          {every === 'week' && <Select value={weekday} options={optionsOf('weekday')} onChange={setWeekday} aria-label={t('reports.weekday')} />}
          {every === 'month' && <Select value={day} options={days} onChange={setDay} aria-label={t('reports.day')} />}
          <Select value={hour} options={hours} onChange={setHour} aria-label={t('reports.hour')} />
        </div>
        <PeopleSelect value={recipients} onChange={setRecipients} label={t('reports.recipients')} />
        <p className={styles.notes}>{t('reports.own_rights')}</p>
      </div>
    </Modal>
  )
}

function namesOf(value: unknown): string {
  return Array.isArray(value) ? value.map((each: { name?: unknown }) => String(each.name ?? '')).join('、') : ''
}
