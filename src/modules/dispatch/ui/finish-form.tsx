/** The voucher as it is written on site: work, parts, photos, the customer's signature, and whether it was paid. */
import { CameraOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, InputNumber, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { labelOf } from '../../../web/client/metadata.tsx'
import { idOf } from '../../../web/client/reference-parts.ts'
import { formatMoney } from '../../../web/kit/format.ts'
import { PartLines, totalOf, type PartLine } from './part-lines.tsx'
import { SignaturePad } from './signature-pad.tsx'
import styles from './today.module.css'

import type { WaitingFile } from '../../../web/client/outbox.ts'
import type { RecordData } from '../../../web/client/records.ts'

interface Props {
  job: RecordData
  products: readonly RecordData[]
  isSending: boolean
  onSend(body: Record<string, unknown>, files: WaitingFile[]): void
  onCancel(): void
}

type Paid = 'collect' | 'bill' | 'later'

export function FinishForm({ job, products, isSending, onSend, onCancel }: Props) {
  const { t } = useTranslation()
  const [work, setWork] = useState('')
  const [minutes, setMinutes] = useState<number | null>(minutesSince(job.checked_in_at))
  const [lines, setLines] = useState<PartLine[]>([])
  const [photos, setPhotos] = useState<File[]>([])
  const [drawn, setDrawn] = useState<Blob>()
  const [signedBy, setSignedBy] = useState(typeof job.contact_name === 'string' ? job.contact_name : '')
  const [paid, setPaid] = useState<Paid>('bill')
  const [method, setMethod] = useState('wechat')
  const [isSolved, setIsSolved] = useState(true)
  const methods = useObject('service_voucher')?.fields.find(({ name }) => name === 'method')?.options ?? []
  const isFree = job.service_class !== null && job.service_class !== undefined && job.service_class !== 'a'
  const total = totalOf(lines)
  const isComplete = work.trim() !== '' && lines.every(({ name, quantity, price }) => name.trim() !== '' && quantity > 0 && (price !== null || isFree))
  const send = () => {
    const voucher = {
      work: work.trim(), minutes, signed_by: signedBy.trim() || null,
      lines: lines.map(({ product, name, quantity, price }) => ({ ...(product ? { product } : {}), name: name.trim(), quantity, price: price ?? '0' })),
      ...(isFree || Number(total) === 0 || paid === 'later' ? {} : paid === 'collect' ? { collect: { method, amount: total } } : { bill: true }),
    }
    const files: WaitingFile[] = [
      ...photos.map((photo): WaitingFile => ({ into: 'photos[]', name: photo.name, blob: photo })),
      ...(drawn ? [{ into: 'voucher.signature', name: 'signature.png', blob: drawn }] : []),
    ]
    onSend({ voucher, is_solved: isSolved }, files)
  }
  return (
    <div className={styles.form}>
      <label className={styles.field}>
        {t('dispatch.work')}
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={20_000} value={work} onChange={(event) => setWork(event.target.value)} autoFocus />
      </label>
      <label className={styles.field}>
        {t('dispatch.minutes_taken')}
        <InputNumber min={0} max={10_000} value={minutes} onChange={setMinutes} inputMode="numeric" />
      </label>
      <PartLines lines={lines} products={products} customer={idOf(job.customer) || undefined} onChange={setLines} />
      <p className={styles.total} role="status">
        {t('dispatch.total')} <strong>{isFree ? formatMoney('0') : formatMoney(total)}</strong>
        {isFree && <span className={styles.free}>{t('dispatch.not_charged')}</span>}
      </p>
      <label className={styles.field}>
        {t('dispatch.photos')}
        <input type="file" className="visually-hidden" accept="image/*" multiple onChange={(event) => setPhotos([...photos, ...(event.target.files ?? [])])} />
        <span className={styles.pick}><CameraOutlined aria-hidden /> {t('dispatch.pick_photos')}</span>
        <span className={styles.quiet}>{t('fields.bare_photos')}</span>
        {photos.length > 0 && <span className={styles.quiet}>{photos.map(({ name }) => name).join('、')}</span>}
      </label>
      {!isFree && Number(total) > 0 && (
        <div className={styles.field} role="group" aria-label={t('dispatch.paid')}>
          {t('dispatch.paid')}
          <Segmented block value={paid} onChange={(value) => setPaid(value)} options={(['bill', 'collect', 'later'] as const).map((value) => ({ value, label: t(`dispatch.paid_${value}`) }))} />
          {paid === 'collect' && <Select value={method} onChange={setMethod} aria-label={t('dispatch.method')} options={methods.map(({ key, label }) => ({ value: key, label: labelOf(label) }))} />}
        </div>
      )}
      <div className={styles.field}>
        {t('dispatch.signature')}
        <SignaturePad onChange={setDrawn} />
      </div>
      <label className={styles.field}>
        {t('dispatch.signed_by')}
        <Input value={signedBy} maxLength={200} onChange={(event) => setSignedBy(event.target.value)} />
      </label>
      <Checkbox checked={isSolved} onChange={(event) => setIsSolved(event.target.checked)}>{t('dispatch.is_solved')}</Checkbox>
      <p className={styles.acts}>
        <Button type="primary" size="large" loading={isSending} disabled={!isComplete} onClick={send}>{t('dispatch.send_finish')}</Button>
        <Button size="large" type="text" onClick={onCancel}>{t('dispatch.cancel')}</Button>
      </p>
    </div>
  )
}

function minutesSince(at: unknown): number | null {
  return typeof at === 'string' ? Math.max(1, Math.round((Date.now() - Date.parse(at)) / 60_000)) : null
}
