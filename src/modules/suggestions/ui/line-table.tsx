import { DeleteOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useObject } from '../../../web/client/metadata.tsx'
import { ReferenceSelect, referencesOf } from '../../../web/fields/reference-select.tsx'
import { formatPercent } from '../../../web/kit/format.ts'
import { ScrollBox } from '../../../web/kit/scroll-box.tsx'
import styles from './suggestions.module.css'

import type { DraftLine } from './list-draft.ts'

interface Props {
  lines: DraftLine[]
  disabled: boolean
  onChange(lines: DraftLine[]): void
}

export function LineTable({ lines, disabled, onChange }: Props) {
  const { t } = useTranslation()
  const change = (id: string, values: Partial<DraftLine>) => onChange(lines.map((line) => (line.product.id === id ? { ...line, ...values } : line)))
  return (
    <>
      {lines.length === 0 && <p className={styles.saying}>{t('suggestions.no_lines')}</p>}
      {lines.length > 0 && (
        <ScrollBox label={t('suggestions.products')} className={styles.box}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('suggestions.product')}</th>
                <th scope="col" className={styles.figure} title={t('suggestions.share_hint')}>{t('suggestions.share')}</th>
                <th scope="col">{t('suggestions.quantity')}</th>
                <th scope="col">{t('suggestions.note')}</th>
                <th scope="col" aria-label={t('suggestions.remove')} />
              </tr>
            </thead>
            <tbody>
              {lines.map(({ product, quantity, share, note }) => (
                <tr key={product.id}>
                  <th scope="row"><Link to={`/products/${product.id}`}>{product.name}</Link></th>
                  <td className={styles.figure}>{share === null ? '—' : formatPercent(share, 0)}</td>
                  <td><InputNumber className={styles.quantity} size="small" min={0.001} value={quantity} disabled={disabled} placeholder="1" onChange={(value) => change(product.id, { quantity: value })} aria-label={t('suggestions.quantity_of', { name: product.name })} /></td>
                  <td className={styles.note}><Input size="small" value={note} disabled={disabled} maxLength={300} onChange={(event) => change(product.id, { note: event.target.value })} aria-label={t('suggestions.note_of', { name: product.name })} /></td>
                  <td>{!disabled && <Button size="small" type="text" icon={<DeleteOutlined aria-hidden />} onClick={() => onChange(lines.filter((line) => line.product.id !== product.id))} aria-label={t('suggestions.remove_of', { name: product.name })} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      {!disabled && <AddLine onAdd={(product) => !lines.some((line) => line.product.id === product.id) && onChange([...lines, { product, quantity: 1, share: null, note: '' }])} />}
    </>
  )
}

function AddLine({ onAdd }: { onAdd(product: DraftLine['product']): void }) {
  const { t } = useTranslation()
  const field = useObject('product_proposal')?.fields.find(({ name }) => name === 'product')
  const id = useId()
  const [round, setRound] = useState(0)
  if (!field) return null
  return (
    <div className={styles.add}>
      {/* Anew after each, so that it is empty for the next. */}
      <ReferenceSelect
        key={round}
        id={id}
        field={field}
        value={null}
        placeholder={t('suggestions.add')}
        label={t('suggestions.add')}
        onChange={(value) => {
          const [product] = referencesOf(value)
          if (product) onAdd(product)
          setRound((before) => before + 1)
        }}
      />
    </div>
  )
}
