/** Products below the cell that is typed in, found by any part of the name, code or pinyin, each with the price of this customer. */
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'

import { api } from '../../../../web/client/api.ts'
import { fetchList, keys } from '../../../../web/client/records.ts'
import { formatMoney } from '../../../../web/kit/format.ts'
import styles from './line-editor.module.css'

import type { RecordData } from '../../../../web/client/records.ts'

export interface FoundProduct {
  record: RecordData
  price: string | undefined
}

interface Asked {
  words: string
  customer: string | null
  currency: string
}

export function productQuery({ words, customer, currency }: Asked) {
  return queryOptions({
    queryKey: [...keys.lists('products'), 'for-lines', words, customer, currency],
    queryFn: async ({ signal }): Promise<FoundProduct[]> => {
      const { data } = await fetchList('products', { q: words, filter: { is_active: true }, fields: ['code', 'name', 'unit', 'tax_rate', 'category'], limit: 8, count: 'none' }, { signal })
      const { prices } = data.length > 0 ? await api.post<{ prices: Record<string, string> }>('/products/prices', { products: data.map(({ id }) => id), customer, currency }, { signal }) : { prices: {} }
      return data.map((record) => ({ record, price: new Map(Object.entries(prices)).get(record.id) }))
    },
    staleTime: 60_000,
  })
}

/** `isCurrent`: they are what these words find; while the answer is on its way those before stay in sight. */
export function useProducts({ words, ...asked }: Asked): { products: FoundProduct[]; isCurrent: boolean } {
  const settled = useSettled(words.trim())
  const found = useQuery({ ...productQuery({ words: settled, ...asked }), enabled: settled !== '', placeholderData: keepPreviousData })
  const isAsked = settled !== '' && words.trim() !== ''
  return { products: isAsked ? (found.data ?? []) : [], isCurrent: isAsked && settled === words.trim() && !found.isPlaceholderData }
}

function useSettled(words: string): string {
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words), 120)
    return () => clearTimeout(timer)
  }, [words])
  return settled
}

interface Props {
  id: string
  anchor: HTMLElement
  products: readonly FoundProduct[]
  active: number
  currency: string
  onPick(product: FoundProduct): void
}

export function ProductChoices({ id, anchor, products, active, currency, onPick }: Props) {
  const { t } = useTranslation()
  const box = anchor.getBoundingClientRect()
  const isBelow = box.bottom + 280 < window.innerHeight || box.top < 280
  const place = isBelow ? { top: box.bottom + 2 } : { bottom: window.innerHeight - box.top + 2 }
  return createPortal(
    <ul className={styles.choices} id={id} role="listbox" aria-label={t('sales.lines.products')} style={{ ...place, left: box.left, minWidth: Math.max(box.width, 320) }}>
      {products.map((product, index) => (
        <li
          key={product.record.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          className={styles.choice}
          // The cell keeps the focus.
          onMouseDown={(event) => {
            event.preventDefault()
            onPick(product)
          }}
        >
          <span className={styles.choiceName}>{String(product.record.name ?? '')}</span>
          <span className={styles.quiet}>{[product.record.code, product.record.unit].filter(Boolean).join(' · ')}</span>
          <span className={styles.figure}>{product.price === undefined ? '' : formatMoney(product.price, { currency })}</span>
        </li>
      ))}
    </ul>,
    document.body,
  )
}
