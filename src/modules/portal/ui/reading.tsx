/** What customers read in the portal besides requests: orders, contracts, articles. */
import { Input } from 'antd'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { formatDate, formatMoney, formatNumber } from '../../../web/kit/format.ts'
import { useParameters } from '../../../web/kit/use-parameters.ts'
import { Answered } from './answered.tsx'
import styles from './portal.module.css'

import type { PortalOrder } from '../queries/sale.ts'

export function Orders({ page }: { page: string }) {
  const { t } = useTranslation()
  return (
    <>
      <h1 className={styles.title}>{t('portal.way_orders')}</h1>
      <Answered<{ data: (PortalOrder & { status_label: string })[] }> path={`/portal/${page}/orders`} page={page}>
        {({ data }) =>
          data.length === 0 ? (
            <p className={styles.none}>{t('portal.orders_none')}</p>
          ) : (
            <ul className={styles.rows}>
              {data.map(({ id, number, status_label: status, ordered_on: day, total, currency, names }) => (
                <li key={id}>
                  <Link to={`/p/${page}/orders/${id}`} className={styles.row}>
                    <span className={styles.subject}>{names.join(', ') || number}</span>
                    <span className={styles.state}>{status}</span>
                    <span className={styles.facts}>
                      {number} · {formatDate(day)} · {formatMoney(total, { currency })}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </>
  )
}

interface OrderAnswer {
  number: string
  status_label: string
  ordered_on: string
  wanted_on: string | null
  total: string
  currency: string
  lines: { name: string | null; unit: string | null; quantity: number | null; contents: string | null }[]
  steps: { step: string; label: string; at: string | null }[]
  shipments: { number: string; carrier: string | null; tracking_number: string | null; shipped_at: string; expected_on: string | null; arrived_at: string | null }[]
}

export function Order({ page, id }: { page: string; id: string }) {
  const { t } = useTranslation()
  return (
    <>
      <Link to={`/p/${page}/orders`}>{t('portal.back')}</Link>
      <Answered<OrderAnswer> path={`/portal/${page}/orders/${id}`} page={page}>
        {({ number, status_label: status, ordered_on: day, wanted_on: wanted, total, currency, lines, steps, shipments }) => (
          <>
            <div className={styles.head}>
              <h1 className={styles.title}>{number}</h1>
              <span className={styles.state}>{status}</span>
            </div>
            <p className={styles.hint}>{[formatDate(day), wanted && t('portal.wanted', { day: formatDate(wanted) }), formatMoney(total, { currency })].filter(Boolean).join(' · ')}</p>
            <ul className={styles.lines}>
              {lines.map(({ name, unit, quantity, contents }, index) => (
                <li key={index}>
                  <span>
                    {name}
                    {contents && <span className={styles.facts}>{contents}</span>}
                  </span>
                  <span>
                    {formatNumber(quantity)} {unit}
                  </span>
                </li>
              ))}
            </ul>
            <section>
              <h2 className={styles.heading}>{t('portal.shipments')}</h2>
              {shipments.length === 0 && <p className={styles.none}>{t('portal.shipments_none')}</p>}
              <ul className={styles.lines}>
                {shipments.map(({ number, carrier, tracking_number: tracking, shipped_at: shipped, expected_on: expected, arrived_at: arrived }) => (
                  <li key={number}>
                    <span>
                      {[carrier, tracking].filter(Boolean).join(' ') || number}
                      <span className={styles.facts}>{t('portal.shipped', { day: formatDate(shipped) })}</span>
                    </span>
                    <span>{arrived ? t('portal.arrived', { day: formatDate(arrived) }) : expected ? t('portal.expected', { day: formatDate(expected) }) : t('portal.on_way')}</span>
                  </li>
                ))}
              </ul>
            </section>
            {steps.some(({ at }) => at) && (
              <section>
                <h2 className={styles.heading}>{t('portal.steps')}</h2>
                <ul className={styles.lines}>
                  {steps.filter(({ at }) => at).map(({ step, label, at }) => (
                    <li key={step}>
                      <span>{label}</span>
                      <span>{formatDate(at)}</span>
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
      </Answered>
    </>
  )
}

interface Entitlement {
  id: string
  name: string
  covers: string | null
  valid_until: string | null
  visits_left: number | null
}

interface ContractsAnswer {
  contracts: { id: string; number: string; name: string; kind_label: string; status_label: string; starts_on: string | null; ends_on: string | null; entitlements: Entitlement[] }[]
  entitlements: Entitlement[]
}

export function Contracts({ page }: { page: string }) {
  const { t } = useTranslation()
  return (
    <>
      <h1 className={styles.title}>{t('portal.way_contracts')}</h1>
      <Answered<ContractsAnswer> path={`/portal/${page}/contracts`} page={page}>
        {({ contracts, entitlements }) => (
          <>
            {contracts.length + entitlements.length === 0 && <p className={styles.none}>{t('portal.contracts_none')}</p>}
            {contracts.map(({ id, number, name, kind_label: kind, status_label: status, starts_on: from, ends_on: until, entitlements: covered }) => (
              <section key={id} className={styles.card}>
                <div className={styles.head}>
                  <h2 className={styles.subject}>{name}</h2>
                  <span className={styles.state}>{status}</span>
                </div>
                <p className={styles.facts}>{[number, kind].filter(Boolean).join(' · ')}{(from || until) && <> · <span className={styles.whole}>{`${formatDate(from)} – ${formatDate(until)}`}</span></>}</p>
                <Covered entitlements={covered} />
              </section>
            ))}
            {entitlements.length > 0 && (
              <section className={styles.card}>
                <h2 className={styles.subject}>{t('portal.entitlements')}</h2>
                <Covered entitlements={entitlements} />
              </section>
            )}
          </>
        )}
      </Answered>
    </>
  )
}

function Covered({ entitlements }: { entitlements: readonly Entitlement[] }) {
  const { t } = useTranslation()
  if (entitlements.length === 0) return null
  return (
    <ul className={styles.lines}>
      {entitlements.map(({ id, name, covers, valid_until: until, visits_left: visits }) => (
        <li key={id}>
          <span>
            {name}
            {covers && <span className={styles.facts}>{covers}</span>}
          </span>
          <span>
            {until && t('portal.until', { day: formatDate(until) })}
            {visits !== null && <span className={styles.facts}>{t('portal.visits', { count: visits })}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}

interface ArticlesAnswer {
  articles: { number: string; title: string; category: string | null; excerpt: string }[]
}

export function Articles({ page, help }: { page: string; help: string | null }) {
  const { t } = useTranslation()
  const [parameters, set] = useParameters()
  const words = parameters.get('q') ?? ''
  const q = useDeferredValue(words.trim())
  return (
    <>
      <div className={styles.head}>
        <h1 className={styles.title}>{t('portal.way_articles')}</h1>
        {help && <Link to={help}>{t('portal.help')}</Link>}
      </div>
      <Input.Search size="large" allowClear value={words} onChange={(event) => set({ q: event.target.value })} maxLength={100} placeholder={t('portal.find_article')} aria-label={t('portal.find_article')} />
      <Answered<ArticlesAnswer> path={`/portal/${page}/articles`} page={page} query={q ? { q } : {}}>
        {({ articles }) =>
          articles.length === 0 ? (
            <p className={styles.none}>{t(q ? 'portal.found_none' : 'portal.articles_none')}</p>
          ) : (
            <ul className={styles.rows}>
              {articles.map(({ number, title, category, excerpt }) => (
                <li key={number}>
                  <Link to={`/p/${page}/articles/${number}`} className={styles.row}>
                    <span className={styles.subject}>{title}</span>
                    <span className={styles.facts}>{category}</span>
                    <span className={styles.facts}>{excerpt}</span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </>
  )
}

export function Article({ page, number }: { page: string; number: string }) {
  const { t } = useTranslation()
  return (
    <>
      <Link to={`/p/${page}/articles`}>{t('portal.back')}</Link>
      <Answered<{ title: string; body: string }> path={`/portal/${page}/articles/${number}`} page={page}>
        {({ title, body }) => (
          <article>
            <h1 className={styles.title}>{title}</h1>
            <p className={styles.body}>{body}</p>
          </article>
        )}
      </Answered>
    </>
  )
}
