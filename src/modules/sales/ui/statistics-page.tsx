/** Transactions of any group of customers over any period, against the period before. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { FilterOutlined } from '@ant-design/icons'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { keys } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { Chart } from '../../../web/kit/chart.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { FilterBuilder } from '../../../web/records/filter/filter-builder.tsx'
import { FilterChips } from '../../../web/records/filter/filter-chips.tsx'
import { monthChart } from './month-chart.ts'
import { PeriodPicker } from './period-picker.tsx'
import { periodOf } from './period.ts'
import { ProductTable } from './product-table.tsx'
import { TotalFigures } from './total-figures.tsx'
import styles from './statistics-page.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { Filter } from '../../../web/client/records.ts'
import type { StatisticsAnswer } from './statistics-answer.ts'

export function StatisticsPage() {
  const object = useObject('transaction')
  return object ? <Statistics object={object} /> : null
}

function Statistics({ object }: { object: ObjectMetadata }) {
  const { t } = useTranslation()
  const [parameters, setParameters] = useSearchParams()
  const [isFilterOpen, setIsFilterOpen] = useState(false)
  const filterText = parameters.get('filter') ?? '{}'
  const filter = useMemo(() => parse(filterText), [filterText])
  const period = periodOf(parameters.get('period'))
  const set = (name: string, value: string) =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before)
        if (value && value !== '{}') after.set(name, value)
        else after.delete(name)
        return after
      },
      { replace: true },
    )
  const setFilter = (next: Filter) => set('filter', JSON.stringify(next))
  const isPhone = useIsPhone()
  const asked = { filter, from: period.from, to: period.to }
  const query = useQuery({
    queryKey: [...keys.object(object.path), 'statistics', asked],
    queryFn: ({ signal }) => api.post<StatisticsAnswer>(`/${object.path}/statistics`, asked, { signal }),
    placeholderData: (before) => before,
  })
  return (
    <>
      <PageHeader title={t('sales.statistics.title')} note={labelOf(object.plural_label)} />
      <div className={styles.page} aria-busy={query.isFetching}>
        <div className={styles.bar}>
          <PeriodPicker period={period} onChange={(next) => set('period', next)} />
          <Button icon={<FilterOutlined aria-hidden />} aria-expanded={isFilterOpen} onClick={() => setIsFilterOpen((before) => !before)}>
            {t('filter.title')}
          </Button>
          <FilterChips object={object} filter={filter} onChange={setFilter} onOpen={() => setIsFilterOpen(true)} />
        </div>
        {isFilterOpen && (
          <div className={styles.filter}>
            <FilterBuilder object={object} filter={filter} onChange={setFilter} />
          </div>
        )}
        <Loaded
          query={query}
          lines={8}
          isEmpty={({ total }) => total.count === 0}
          empty={{ title: t('sales.statistics.empty'), hint: t('sales.statistics.empty_hint') }}
        >
          {(answer) => (
            <div className={query.isPlaceholderData ? styles.old : undefined}>
              <Card title={t('sales.statistics.total')} note={answer.previous ? t('sales.statistics.against') : undefined}>
                <TotalFigures total={answer.total} previous={answer.previous} />
              </Card>
              <div className={styles.columns}>
                <Card title={t('sales.statistics.course')}>
                  <Chart data={monthChart(t, answer.by_month)} height={isPhone ? 220 : 440} />
                </Card>
                <Card title={t('sales.by_product')} note={answer.by_product.length >= 50 ? t('sales.statistics.first', { count: 50 }) : undefined}>
                  <ProductTable rows={answer.by_product} total={Number(answer.total.sum)} />
                </Card>
              </div>
            </div>
          )}
        </Loaded>
      </div>
    </>
  )
}

function parse(text: string): Filter {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
  } catch {
    return {}
  }
}
