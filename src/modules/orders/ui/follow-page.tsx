/** The follow-through sheet (跟踪表): every open order, its steps side by side, what is late in red and in words. */
import { Button, Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { ReferenceSelect, referencesOf } from '../../../web/fields/reference-select.tsx'
import { Loaded } from '../../../web/kit/card.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useParameters } from '../../../web/kit/use-parameters.ts'
import { FollowTable } from './follow-table.tsx'
import styles from './sheets.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { Filter } from '../../../web/client/records.ts'

const pageSize = 50
const conditions = ['owner', 'kind'] as const

export function FollowPage() {
  const order = useObject('order')
  return order ? <FollowThrough order={order} /> : null
}

function FollowThrough({ order }: { order: ObjectMetadata }) {
  const { t } = useTranslation()
  const [parameters, set] = useParameters()
  const isLateOnly = parameters.get('late') === 'yes'
  const fields = ['number', 'customer', 'owner', 'status', 'kind', 'due_on', 'total', 'steps']
  const query = useList(order.path, { filter: filterOf(parameters), sort: 'due_on', fields, limit: pageSize, count: 'exact' })
  const orders = recordsOf(query.data)
  const total = query.data?.pages[0]?.total ?? undefined
  return (
    <>
      <PageHeader
        title={t('orders.follow.title')}
        note={t('orders.follow.note')}
        actions={
          <Link to={`/${order.path}`}>
            <Button tabIndex={-1}>{t('orders.follow.list')}</Button>
          </Link>
        }
        filters={
          <>
            {conditions.map((name) => {
              const field = order.fields.find((each) => each.name === name)
              if (!field) return null
              const id = parameters.get(name)
              const shown = parameters.get(`${name}_name`) ?? id
              return (
                <div key={name} className={styles.picker}>
                  <ReferenceSelect
                    field={{ ...field, required: false }}
                    id={`follow-${name}`}
                    value={id ? { id, name: shown } : null}
                    onChange={(value) => set({ [name]: referencesOf(value)[0]?.id, [`${name}_name`]: referencesOf(value)[0]?.name })}
                    label={labelOf(field.label)}
                    placeholder={labelOf(field.label)}
                  />
                </div>
              )
            })}
            <Checkbox checked={isLateOnly} onChange={(event) => set({ late: event.target.checked ? 'yes' : undefined })}>
              {t('orders.follow.late_only')}
            </Checkbox>
            {total !== undefined && <span className={styles.count}>{t('orders.follow.count', { count: total })}</span>}
          </>
        }
      />
      <div className={styles.page} aria-busy={query.isFetching}>
        <Loaded query={query} lines={10} isEmpty={() => orders.length === 0} empty={{ title: t('orders.follow.empty'), hint: t('orders.follow.empty_hint') }}>
          {() => <FollowTable orders={orders} />}
        </Loaded>
        {query.hasNextPage && (
          <Button className={styles.more} loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('orders.follow.more')}
          </Button>
        )}
      </div>
    </>
  )
}

function filterOf(parameters: URLSearchParams): Filter {
  const given = Object.fromEntries(conditions.flatMap((name) => (parameters.get(name) ? [[name, parameters.get(name)]] : [])))
  // A draft is no promise yet, so it is not followed.
  return { status: { nin: ['draft', 'completed', 'cancelled'] }, ...given, ...(parameters.get('late') === 'yes' ? { due_on: { lt: 'today' } } : {}) }
}
