/** What an act has to be told before it is done. What the server refuses is said here. */
import { Alert, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList, useRecordAction, type RecordData } from '../../../web/client/records.ts'
import { problemTexts } from '../../../web/kit/problem-text.ts'
import { PartLines, type PartLine } from './part-lines.tsx'
import styles from './today.module.css'

import type { Asked } from './record-actions.tsx'

export function ActDialog({ act: name, path, record, onClose }: { act: Asked; path: string; record: RecordData; onClose(): void }) {
  const { t } = useTranslation()
  const act = useRecordAction(path, name)
  const voucher = useObject('service_voucher')
  const products = useList('products', { filter: { is_active: true }, sort: 'name', fields: ['name', 'code', 'price', 'unit', 'kind'], limit: 500 }, { enabled: name === 'voucher' })
  const [text, setText] = useState('')
  const [method, setMethod] = useState('wechat')
  const [lines, setLines] = useState<PartLine[]>([])
  const title = t(`dispatch.act_${name}`)
  const total = typeof record.total === 'object' && record.total !== null && 'amount' in record.total ? String(record.total.amount) : String(record.total ?? '')
  const bodies: Record<Asked, Record<string, unknown>> = {
    fail: { reason: text.trim() },
    voucher: { work: text.trim(), lines: lines.map(({ product, name: part, quantity, price }) => ({ ...(product ? { product } : {}), name: part.trim(), quantity, price: price ?? '0' })) },
    collect: { method, ...(text.trim() === '' ? {} : { amount: text.trim() }) },
  }
  const isComplete = name === 'collect' ? text.trim() === '' || /^\d{1,12}(\.\d{1,2})?$/.test(text.trim()) : text.trim() !== ''
  return (
    <Modal open title={title} okText={title} cancelText={t('dispatch.cancel')} okButtonProps={{ disabled: !isComplete }} confirmLoading={act.isPending} onOk={() => act.mutate({ id: record.id, body: bodies[name] }, { onSuccess: onClose })} onCancel={onClose}>
      <div className={styles.form}>
        {act.isError && <Alert type="error" title={problemTexts(act.error)} showIcon role="alert" />}
        {name === 'collect' ? (
          <>
            <label className={styles.field}>
              {t('dispatch.method')}
              <Select value={method} onChange={setMethod} options={voucher?.fields.find((field) => field.name === 'method')?.options?.map(({ key, label }) => ({ value: key, label: labelOf(label) }))} />
            </label>
            <label className={styles.field}>
              {t('dispatch.collected')}
              <Input inputMode="decimal" value={text} placeholder={total} onChange={(event) => setText(event.target.value)} />
            </label>
          </>
        ) : (
          <label className={styles.field}>
            {t(name === 'fail' ? 'dispatch.why_not' : 'dispatch.work')}
            <Input.TextArea autoSize={{ minRows: 2 }} value={text} onChange={(event) => setText(event.target.value)} autoFocus />
          </label>
        )}
        {name === 'voucher' && <PartLines lines={lines} products={recordsOf(products.data)} customer={undefined} onChange={setLines} />}
      </div>
    </Modal>
  )
}
