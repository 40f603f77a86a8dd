/** One visit of today: when, where, whom to ask for, and the next act as one large button. */
import { ClockCircleOutlined, CompassOutlined, PhoneOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useObject } from '../../../web/client/metadata.tsx'
import { briefly, whereIam } from '../../../web/client/where-i-am.ts'
import { ChoiceLabel } from '../../../web/fields/choice-label.tsx'
import { formatDateTime, formatTime, dayOf, today } from '../../../web/kit/format.ts'
import { mapLink } from '../../../web/kit/map-link.ts'
import { SkeletonLines } from '../../../web/kit/states.tsx'
import { jobsPath } from './board-answer.ts'
import styles from './today.module.css'
import { useActing, useStatusOf } from './use-acting.ts'

import type { RecordData } from '../../../web/client/records.ts'

const FinishForm = lazy(async () => ({ default: (await import('./finish-form.tsx')).FinishForm }))

export function TodayJob({ job, products }: { job: RecordData; products: readonly RecordData[] }) {
  const { t } = useTranslation()
  const object = useObject('field_job')
  const { status, waits } = useStatusOf(job)
  const { act, isSending } = useActing(job)
  const [open, setOpen] = useState<'finish' | 'fail'>()
  const field = (name: string) => object?.fields.find((one) => one.name === name)
  const [statusField, priority, service] = [field('status'), field('priority'), field('service_class')]
  const place = placeOf(job.place)
  const link = mapLink(place)
  const isEnded = status === 'done' || status === 'not_done'
  const phone = typeof job.contact_phone === 'string' ? job.contact_phone : ''
  const isOfToday = dayOf(job.planned_start) === today()
  const checkIn = async () => {
    const at = await whereIam(briefly)
    await act('check-in', at ? { place: at } : {})
  }
  return (
    <li className={`${styles.job} ${isEnded ? styles.ended : ''}`} aria-label={String(job.subject)}>
      <p className={styles.time}>
        <strong className={isOfToday || isEnded ? undefined : styles.late}>{isOfToday ? `${formatTime(job.planned_start)}–${formatTime(job.planned_end)}` : formatDateTime(job.planned_start, 'short')}</strong>
        {statusField && <ChoiceLabel field={statusField} option={status} />}
        {priority && (job.priority === 'urgent' || job.priority === 'high') && <ChoiceLabel field={priority} option={job.priority} />}
        {waits && <span className={styles.waits}><ClockCircleOutlined aria-hidden /> {t('dispatch.waits')}</span>}
      </p>
      <h2 className={styles.subject}><Link to={`/${jobsPath}/${job.id}`}>{String(job.subject)}</Link></h2>
      <p className={styles.who}>{[nameOf(job.customer), job.contact_name].filter((text, index, all) => text && all.indexOf(text) === index).join(' · ')}</p>
      {place?.name && <p className={styles.where}>{place.name}</p>}
      {!isEnded && typeof job.instructions === 'string' && job.instructions !== '' && <p className={styles.instructions}>{job.instructions}</p>}
      {!isEnded && (
        <p className={styles.means}>
          {phone && <Button icon={<PhoneOutlined aria-hidden />} href={`tel:${phone}`}>{t('dispatch.call')}</Button>}
          {link && <Button icon={<CompassOutlined aria-hidden />} href={link} target="_blank" rel="noreferrer">{t('dispatch.navigate')}</Button>}
          {service && job.service_class ? <span className={styles.service}><ChoiceLabel field={service} option={job.service_class} /></span> : null}
        </p>
      )}
      {open === undefined && !isEnded && (
        <p className={styles.acts}>
          {status === 'planned' && <Button key="set-out" type="primary" size="large" loading={isSending} onClick={() => void act('set-out', {})}>{t('dispatch.act_set_out')}</Button>}
          {status === 'on_the_way' && <Button key="check-in" type="primary" size="large" loading={isSending} onClick={() => void checkIn()}>{t('dispatch.act_check_in')}</Button>}
          {status === 'checked_in' && <Button key="finish" type="primary" size="large" onClick={() => setOpen('finish')}>{t('dispatch.act_finish')}</Button>}
          <Button key="fail" size="large" type="text" onClick={() => setOpen('fail')}>{t('dispatch.act_fail')}</Button>
        </p>
      )}
      {open === 'fail' && !isEnded && <FailForm onCancel={() => setOpen(undefined)} isSending={isSending} onSend={(reason) => void act('fail', { reason }).then((sent) => sent && setOpen(undefined))} />}
      {open === 'finish' && !isEnded && (
        <Suspense fallback={<SkeletonLines lines={4} />}>
          <FinishForm job={job} products={products} isSending={isSending} onCancel={() => setOpen(undefined)} onSend={(body, files) => void act('finish', body, files).then((sent) => sent && setOpen(undefined))} />
        </Suspense>
      )}
    </li>
  )
}

function FailForm({ onSend, onCancel, isSending }: { onSend(reason: string): void; onCancel(): void; isSending: boolean }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  return (
    <div className={styles.form}>
      <label className={styles.field}>
        {t('dispatch.why_not')}
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} autoFocus />
      </label>
      <p className={styles.acts}>
        <Button type="primary" size="large" loading={isSending} disabled={reason.trim() === ''} onClick={() => onSend(reason.trim())}>{t('dispatch.act_fail')}</Button>
        <Button size="large" type="text" onClick={onCancel}>{t('dispatch.cancel')}</Button>
      </p>
    </div>
  )
}

function nameOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : undefined
}

function placeOf(value: unknown): { name?: string; lat?: number; lng?: number } | null {
  if (typeof value !== 'object' || value === null) return null
  const given: Record<string, unknown> = { ...value }
  return { ...(typeof given.name === 'string' ? { name: given.name } : {}), ...(typeof given.lat === 'number' && typeof given.lng === 'number' ? { lat: given.lat, lng: given.lng } : {}) }
}
