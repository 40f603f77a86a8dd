/** Parts and charges: a product, or words of one's own; the price of the customer where the line is there, else that of the list. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { AutoComplete, Button, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import styles from './today.module.css'

import type { RecordData } from '../../../web/client/records.ts'

export interface PartLine {
  key: number
  product?: string
  name: string
  quantity: number
  price: string | null
}

interface Props {
  lines: PartLine[]
  products: readonly RecordData[]
  customer: string | undefined
  onChange(lines: PartLine[]): void
}

export function PartLines({ lines, products, customer, onChange }: Props) {
  const { t } = useTranslation()
  const change = (key: number, part: Partial<PartLine>) => onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)))
  const choose = (key: number, id: string) => {
    const product = products.find((one) => one.id === id)
    if (!product) return
    const known = plainPrice(product.price)
    const chosen = lines.map((line) => (line.key === key ? { ...line, product: id, name: String(product.name), price: known } : line))
    onChange(chosen)
    // Agreed prices are looked up where that can be done; without a connection the price of the list stands, to be changed by hand.
    const lookUp = async () => {
      const { prices } = await api.post<{ prices: Record<string, string> }>('/products/prices', { products: [id], customer: customer ?? null })
      const agreed = plainPrice(prices[id])
      if (agreed !== null && agreed !== known) onChange(chosen.map((line) => (line.key === key ? { ...line, price: agreed } : line)))
    }
    void lookUp().catch(() => undefined)
  }
  return (
    <fieldset className={styles.parts}>
      <legend>{t('dispatch.parts')}</legend>
      {lines.map((line, index) => (
        <div key={line.key} className={styles.part}>
          <AutoComplete
            value={line.name}
            className={styles.partName}
            options={products.filter(({ name, code }) => `${String(name)} ${String(code ?? '')}`.toLowerCase().includes(line.name.toLowerCase())).slice(0, 30).map(({ id, name }) => ({ value: id, label: String(name) }))}
            onSelect={(id: string) => choose(line.key, id)}
            onChange={(text: string) => !products.some(({ id }) => id === text) && change(line.key, { name: text, product: undefined })}
            placeholder={t('dispatch.part_name')}
            aria-label={t('dispatch.part_of', { number: index + 1 })}
          />
          <InputNumber min={0.001} max={1e6} value={line.quantity} onChange={(value) => change(line.key, { quantity: value ?? 0 })} aria-label={t('dispatch.quantity_of', { number: index + 1 })} className={styles.quantity} />
          <Input inputMode="decimal" value={line.price ?? ''} onChange={(event) => /^\d{0,10}(\.\d{0,2})?$/.test(event.target.value) && change(line.key, { price: event.target.value === '' ? null : event.target.value })} aria-label={t('dispatch.price_of', { number: index + 1 })} placeholder={t('dispatch.price')} className={styles.price} />
          <Button type="text" icon={<DeleteOutlined aria-hidden />} aria-label={t('dispatch.remove_part', { number: index + 1 })} onClick={() => onChange(lines.filter(({ key }) => key !== line.key))} />
        </div>
      ))}
      <Button icon={<PlusOutlined aria-hidden />} onClick={() => onChange([...lines, { key: Math.max(0, ...lines.map(({ key }) => key)) + 1, name: '', quantity: 1, price: null }])}>{t('dispatch.add_part')}</Button>
    </fieldset>
  )
}

/** What the lines come to, for the customer to read before signing; each rounded to the cent as the server does. */
export function totalOf(lines: readonly PartLine[]): string {
  const cents = lines.reduce((sum, { quantity, price }) => sum + Math.round((Math.round(quantity * 1000) * Math.round(Number(price ?? 0) * 100)) / 1000), 0)
  return (cents / 100).toFixed(2)
}

function plainPrice(value: unknown): string | null {
  const text = typeof value === 'object' && value !== null && 'amount' in value ? value.amount : value
  return typeof text === 'string' && text !== '' ? Number(text).toFixed(2) : null
}
