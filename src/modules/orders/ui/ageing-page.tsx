/** What is owed and how long it is overdue (应收账龄), in total, by customer and by owner; every figure leads to its invoices. */
import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDate, formatMoney, formatNumber } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { AgeingTable, Bars } from './ageing-table.tsx'
import { buckets, overdueOf } from './ageing-rows.ts'
import styles from './sheets.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { AgeingAnswer, AgeingRow, Side } from './ageing-rows.ts'

const most = 100

export function AgeingPage() {
  const invoice = useObject('invoice')
  return invoice ? <Ageing invoice={invoice} /> : null
}

function Ageing({ invoice }: { invoice: ObjectMetadata }) {
  const { t } = useTranslation()
  const [parameters, setParameters] = useSearchParams()
  const by: Side = parameters.get('by') === 'owner' ? 'owner' : 'customer'
  const asked = { by, limit: most }
  const query = useQuery({
    queryKey: [...keys.object(invoice.path), 'ageing', asked],
    queryFn: ({ signal }) => api.post<AgeingAnswer>(`/${invoice.path}/ageing`, asked, { signal }),
    placeholderData: (before) => before,
  })
  return (
    <>
      <PageHeader
        title={t('orders.ageing.title')}
        note={query.data && t('orders.ageing.note', { day: formatDate(query.data.as_of) })}
        actions={
          <Link to={`/${invoice.path}?view=open`}>
            <Button tabIndex={-1}>{t('orders.ageing.list')}</Button>
          </Link>
        }
      />
      <div className={styles.page} aria-busy={query.isFetching}>
        <Loaded query={query} lines={8} isEmpty={({ total }) => total.invoices === 0} empty={{ title: t('orders.ageing.empty'), hint: t('orders.ageing.empty_hint') }}>
          {({ total, rows, as_of: asOf }) => (
            <>
              <Card title={t('orders.ageing.share')}>
                <Totals total={total} />
              </Card>
              <div className={styles.bar}>
                <Segmented<Side> aria-label={t('orders.ageing.by')} value={by} onChange={(value) => setParameters(value === 'customer' ? {} : { by: value }, { replace: true })} options={(['customer', 'owner'] as const).map((value) => ({ value, label: t(`orders.ageing.by_${value}`) }))} />
                {rows.length >= most && <span className={styles.count}>{t('orders.ageing.first', { most })}</span>}
              </div>
              <AgeingTable rows={rows} total={total} by={by} asOf={asOf} path={invoice.path} />
            </>
          )}
        </Loaded>
      </div>
    </>
  )
}

function Totals({ total }: { total: AgeingRow }) {
  const { t } = useTranslation()
  return (
    <>
      <dl className={styles.figures}>
        <div>
          <dt>{t('orders.ageing.open')}</dt>
          <dd>{formatMoney(total.open)}</dd>
        </div>
        <div>
          <dt>{t('orders.ageing.overdue')}</dt>
          <dd className={styles.overdue}>{formatMoney(overdueOf(total))}</dd>
        </div>
        <div>
          <dt>{t('orders.ageing.invoices')}</dt>
          <dd>{formatNumber(total.invoices)}</dd>
        </div>
      </dl>
      <Bars row={total} />
      <ul className={styles.legend}>
        {buckets.map((bucket) => (
          <li key={bucket}>
            <i className={styles[bucket]} aria-hidden="true" /> {t(`orders.ageing.${bucket}`)} {formatMoney(total[bucket], { compact: true })}
          </li>
        ))}
      </ul>
    </>
  )
}
