/** What to offer this customer next, each with why, and what is not to be offered. */
import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { useCreate, useRecordAction, useRemove } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDate, formatMoney, formatNumber, today } from '../../../web/kit/format.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { ExclusionList } from './exclusion-list.tsx'
import { exclusionsPath, useActs, useHitRate, useSuggestions, type Suggestions } from './suggestions-answer.ts'
import { useQuote } from './use-quote.ts'
import styles from './suggestions.module.css'

import type { Suggestion } from '../queries/next-products.ts'

const shownAtFirst = 4

export function NextCard({ customer }: { customer: string }) {
  const { t } = useTranslation()
  const query = useSuggestions(customer)
  const object = useObject('product_association')
  const [isWhole, setIsWhole] = useState(false)
  if (!object || (query.isPending && query.fetchStatus === 'idle')) return null
  const standing = query.data?.standing
  return (
    <Card title={t('suggestions.next')} note={standing ? t('suggestions.as_of', { day: formatDate(standing.as_of, 'short') }) : undefined} action={<Link to="/product-associations">{t('suggestions.associations')}</Link>}>
      <Loaded query={query} lines={5} isEmpty={({ data }) => data.length === 0} empty={{ title: t('suggestions.none'), hint: standing ? hintOf(standing) : undefined }}>
        {({ data }) => (
          <>
            <ul className={styles.offers}>
              {data.slice(0, isWhole ? undefined : shownAtFirst).map((one) => <Offer key={one.product.id} customer={customer} suggestion={one} />)}
            </ul>
            {!isWhole && data.length > shownAtFirst && <Button type="link" size="small" className={styles.more} onClick={() => setIsWhole(true)}>{t('suggestions.more', { count: data.length - shownAtFirst })}</Button>}
          </>
        )}
      </Loaded>
      <ExclusionList customer={customer} />
      <Hits />
    </Card>
  )

  function hintOf({ rules, customers }: NonNullable<Suggestions['standing']>): string | undefined {
    return rules === 0 ? t('suggestions.too_little', { number: formatNumber(customers) }) : undefined
  }
}

function Offer({ customer, suggestion }: { customer: string; suggestion: Suggestion }) {
  const { t } = useTranslation()
  const toast = useToast()
  const { product, because, price, unit, quantity, last_bought_on: last, proposed_at: proposedAt } = suggestion
  const quote = useQuote(customer)
  const propose = useRecordAction<{ logged: number }>('customers', 'propose-product')
  const canPropose = useActs('customer', 'propose-product')
  const canQuote = useActs('customer', 'quote-products')
  const log = () => propose.mutate({ id: customer, body: { product: product.id } }, { onSuccess: () => toast.done(t('suggestions.logged', { name: product.name })), onError: toast.problem })
  return (
    <li className={styles.offer}>
      <div className={styles.line}>
        <Link className={styles.product} to={`/products/${product.id}`}>{product.name}</Link>
        {price !== null && <span className={styles.price}>{formatMoney(price)}{unit && ` / ${unit}`}</span>}
      </div>
      <p className={styles.because}>{because}{last && suggestion.source !== 'due' && ` · ${t('suggestions.last_bought', { day: formatDate(last) })}`}</p>
      <div className={styles.acts}>
        {canQuote && <Button size="small" type="link" loading={quote.isPending} onClick={() => quote.make({ lines: [{ product: product.id, quantity }] })} aria-label={t('suggestions.quote_of', { name: product.name })}>{t('suggestions.quote')}</Button>}
        {canPropose && (proposedAt ? <span className={styles.done}>{t('suggestions.proposed_on', { day: formatDate(proposedAt, 'short') })}</span> : <Button size="small" type="link" loading={propose.isPending} onClick={log} aria-label={t('suggestions.log_of', { name: product.name })}>{t('suggestions.log')}</Button>)}
        <NotForCustomer customer={customer} product={product} />
      </div>
    </li>
  )
}

const pauseDays = 90

/** The reasons of the object, and one to be asked again later. */
function NotForCustomer({ customer, product }: { customer: string; product: Suggestion['product'] }) {
  const { t } = useTranslation()
  const toast = useToast()
  const object = useObject('product_exclusion')
  const create = useCreate(exclusionsPath)
  const remove = useRemove(exclusionsPath)
  const reasons = object?.fields.find(({ name }) => name === 'reason')?.options ?? []
  if (!object?.can.create) return null
  const exclude = (values: Record<string, unknown>) =>
    create.mutate({ values: { customer, product: product.id, ...values } }, {
      onSuccess: ({ id }) => toast.done(t('suggestions.excluded', { name: product.name }), { undo: () => void remove.mutateAsync(id).catch(toast.problem) }),
      onError: toast.problem,
    })
  const later = new Date(Date.parse(today()) + pauseDays * 86_400_000).toISOString().slice(0, 10)
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...reasons.map(({ key, label }) => ({ key, label: labelOf(label), onClick: () => exclude({ reason: key }) })),
          { type: 'divider' },
          { key: 'later', label: t('suggestions.not_now', { count: pauseDays }), onClick: () => exclude({ reason: 'not_interested', until: later }) },
        ],
      }}
    >
      <Button size="small" type="link" loading={create.isPending} aria-label={t('suggestions.not_for_of', { name: product.name })}>{t('suggestions.not_for')} <DownOutlined aria-hidden /></Button>
    </Dropdown>
  )
}

/** How often it came true: of what was proposed long enough ago. */
function Hits() {
  const { t } = useTranslation()
  const { data } = useHitRate()
  if (!data || data.ripe === 0) return null
  return <p className={styles.hits}><Link to="/suggestions">{t('suggestions.hit_line', { days: data.hit_days, hits: formatNumber(data.hits), ripe: formatNumber(data.ripe), share: Math.round((data.hits / data.ripe) * 100) })}</Link></p>
}
