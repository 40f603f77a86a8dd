/** The standard ranges of this kind of customer: what is bought already, what is missing, and a quote of it. */
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { Card } from '../../../web/kit/card.tsx'
import { formatDate, formatNumber } from '../../../web/kit/format.ts'
import { listsPath, useActs, useFittingLists } from './suggestions-answer.ts'
import { useQuote } from './use-quote.ts'
import styles from './suggestions.module.css'

import type { FittingLine, FittingList } from '../queries/fitting-lists.ts'

/** Nothing where no list fits. */
export function ListsCard({ customer }: { customer: string }) {
  const { t } = useTranslation()
  const { data } = useFittingLists(customer)
  const lists = data?.data ?? []
  if (lists.length === 0) return null
  return (
    <Card title={t('suggestions.lists')} action={<Link to={`/${listsPath}`}>{t('suggestions.all_lists')}</Link>}>
      {lists.map((list) => <Fitting key={list.id} customer={customer} list={list} />)}
    </Card>
  )
}

function Fitting({ customer, list }: { customer: string; list: FittingList }) {
  const { t } = useTranslation()
  const quote = useQuote(customer)
  const canQuote = useActs('customer', 'quote-products')
  const those = (state: FittingLine['state']) => list.lines.filter((line) => line.state === state)
  const missing = those('missing')
  return (
    <section className={styles.fitting} aria-label={list.name}>
      <div className={styles.line}>
        <Link className={styles.product} to={`/${listsPath}/${list.id}`}>{list.name}</Link>
        <span className={styles.price}>{t('suggestions.has_of', { bought: list.bought, total: list.lines.length })}</span>
      </div>
      {missing.length > 0 && (
        <>
          <h3 className={styles.heading}>{t('suggestions.missing')}</h3>
          <Lines lines={missing} />
          {canQuote && <Button size="small" loading={quote.isPending} onClick={() => quote.make({ list: list.id, lines: missing.map(({ product, quantity }) => ({ product: product.id, quantity })) })}>{t('suggestions.quote_missing', { count: missing.length })}</Button>}
        </>
      )}
      {missing.length === 0 && <p className={styles.because}>{t('suggestions.nothing_missing')}</p>}
      {those('bought').length > 0 && (
        <details className={styles.excluded}>
          <summary>{t('suggestions.bought', { count: list.bought })}</summary>
          <Lines lines={those('bought')} />
        </details>
      )}
    </section>
  )
}

function Lines({ lines }: { lines: FittingLine[] }) {
  return (
    <ul className={styles.lines}>
      {lines.map(({ product, quantity, unit, note, last_bought_on: last, state }) => (
        <li key={product.id}>
          <Link className={styles.name} to={`/products/${product.id}`}>{product.name}</Link>
          <span className={styles.why}>{state === 'bought' ? formatDate(last) : `${formatNumber(quantity)} ${unit ?? ''}`}{note && ` · ${note}`}</span>
        </li>
      ))}
    </ul>
  )
}
