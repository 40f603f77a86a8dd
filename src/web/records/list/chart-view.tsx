/** A list as a chart: a group, a measure, a kind; the figures come from one question, no rows are loaded. */
import { BarChartOutlined, LineChartOutlined, PieChartOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'

import { api } from '../../client/api.ts'
import { useLanguage } from '../../client/i18n.ts'
import { labelOf, useMetadata } from '../../client/metadata.tsx'
import { keys } from '../../client/records.ts'
import { Chart } from '../../kit/chart.tsx'
import { formatNumber } from '../../kit/format.ts'
import { EmptyState, ErrorState, SkeletonLines } from '../../kit/states.tsx'
import { twinOf } from '../../fields/index.ts'
import { chartKinds, chartSettingText, measuredFields, measures } from './chart-setting.ts'
import { groupBy, groupingOf, groupingOptions, groupingText, groupName, inOrder } from './grouping.ts'
import styles from './chart-view.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { ListQuery } from '../../client/records.ts'
import type { ChartData } from '../../kit/chart-data.ts'
import type { ChartKind, ChartSetting, MeasureName } from './chart-setting.ts'

interface Props {
  object: ObjectMetadata
  setting: ChartSetting
  query: ListQuery
  onChange(setting: string): void
}

const icons: Record<ChartKind, React.ReactNode> = { bar: <BarChartOutlined aria-hidden />, line: <LineChartOutlined aria-hidden />, pie: <PieChartOutlined aria-hidden /> }

/** More columns than this nobody reads; the filter narrows what is shown. */
const most = 60

export function ChartView({ object, setting, query, onChange }: Props) {
  const { t } = useTranslation()
  useLanguage()
  const { workspace } = useMetadata()
  const answer = useFigures(object, setting, query)
  const change = (part: Partial<ChartSetting>) => onChange(chartSettingText({ ...setting, ...part }))
  const fields = measuredFields(object)
  const measured = [
    { value: 'count', label: t('chartview.count') },
    ...fields.flatMap((field) => measures.filter((each) => each !== 'count').map((each) => ({ value: `${each},${field.name}`, label: t(`chartview.${each}`, { field: labelOf(field.label) }) }))),
  ]
  const measure = setting.field ? `${setting.measure},${setting.field.name}` : 'count'
  const measureLabel = measured.find(({ value }) => value === measure)?.label ?? ''
  const groupLabel = groupingOptions(object).find(({ value }) => value === groupingText(setting.grouping))?.label ?? ''
  // Amounts say their currency in the title, as every axis says its unit.
  const unit = setting.field && twinOf(setting.field).isMoney ? ` (${workspace.currency})` : ''
  const rows = answer.data ?? []
  const data: ChartData = {
    title: t('chartview.title', { measure: measureLabel, group: groupLabel }) + unit,
    category: groupLabel,
    labels: rows.map(({ value }) => groupName(setting.grouping, value) || t('group.none')),
    series: [{ name: measureLabel, values: rows.map(({ amount }) => Number(amount ?? 0)), format: (amount) => formatNumber(amount) }],
  }
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <Segmented<ChartKind>
          value={setting.kind}
          onChange={(kind) => change({ kind })}
          options={chartKinds.map((kind) => ({ value: kind, icon: icons[kind], title: t(`chartview.kind.${kind}`), label: <span className="visually-hidden">{t(`chartview.kind.${kind}`)}</span> }))}
        />
        <Select
          value={measure}
          options={measured}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          aria-label={t('chartview.measure')}
          onChange={(chosen) => {
            const [name, field] = chosen.split(',')
            change({ measure: measures.find((each): each is MeasureName => each === name) ?? 'count', field: fields.find((each) => each.name === field) })
          }}
        />
        <Select
          value={groupingText(setting.grouping)}
          options={groupingOptions(object)}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          aria-label={t('group.by')}
          onChange={(chosen) => change({ grouping: groupingOf(object, chosen) ?? setting.grouping })}
        />
      </div>
      {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <SkeletonLines lines={8} height={32} />}
      {answer.data?.length === 0 && <EmptyState title={t('list.nothing_matches')} hint={t('list.nothing_matches_hint')} />}
      {rows.length > 0 && (
        <div className={styles.drawing}>
          <Chart data={data} kind={setting.kind} height={420} />
          {rows.length === most && <p className={styles.note}>{t('group.only_first', { count: most })}</p>}
        </div>
      )}
    </div>
  )
}

function useFigures(object: ObjectMetadata, setting: ChartSetting, query: ListQuery) {
  const { grouping, measure, field } = setting
  return useQuery({
    queryKey: [...keys.object(object.path), 'chart', groupBy(grouping), measure, field?.name, query.q, query.filter],
    queryFn: async ({ signal }) => {
      const body = {
        object: object.name, q: query.q, filter: query.filter ?? {}, group_by: [groupBy(grouping)],
        measures: [{ fn: measure, ...(field ? { field: field.name } : {}), as: 'amount' }],
        // Of times the newest, of everything else the largest.
        sort: [grouping.unit ? '-value' : '-amount'], limit: most,
      }
      const { data } = await api.post<{ data: { value: unknown; amount: unknown }[] }>('/query', body, { signal })
      const ordered = inOrder(grouping, data)
      // Time runs to the right.
      return grouping.unit ? ordered.filter(({ value }) => value !== null).toReversed() : ordered
    },
    placeholderData: (before) => before,
  })
}
