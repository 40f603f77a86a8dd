/** Above a list: words, filter, display, columns. */
import { AppstoreOutlined, BarChartOutlined, BarsOutlined, CalendarOutlined, FilterOutlined, SearchOutlined } from '@ant-design/icons'
import { Badge, Button, Drawer, Input, Segmented, Select } from 'antd'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../client/metadata.tsx'
import { SkeletonLines } from '../../kit/states.tsx'
import { useIsPhone } from '../../kit/use-media.ts'
import { FilterChips } from '../filter/filter-chips.tsx'
import { countConditions, treeOf } from '../filter/filter-model.ts'
import { ColumnChooser } from './column-chooser.tsx'
import { boardFields, calendarFields } from './displays.ts'
import { groupedFields, groupingOf, groupingOptions, groupingText } from './grouping.ts'
import styles from './list.module.css'

import type { InputRef } from 'antd'
import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { Density } from './grid.tsx'
import type { ListChange, ListState } from './list-state.ts'
import type { Display } from './list-address.ts'

const FilterBuilder = lazy(async () => ({ default: (await import('../filter/filter-builder.tsx')).FilterBuilder }))

interface Props {
  object: ObjectMetadata
  state: ListState
  density: Density
  hasSums: boolean
  onChange(change: ListChange, isStep?: boolean): void
  onDensity(density: Density): void
  onSums(isShown: boolean): void
  searchRef: React.RefObject<InputRef | null>
  /** Arrow down or Enter in the words: on to the rows. */
  onLeaveSearch(): void
}

export function ListToolbar(props: Props) {
  const { object, state, onChange } = props
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  const [isFilterOpen, setIsFilterOpen] = useState(false)
  const count = countConditions(treeOf(state.filter))
  const builder = (
    <Suspense fallback={<SkeletonLines lines={1} height={32} />}>
      <FilterBuilder object={object} filter={state.filter} onChange={(filter) => onChange({ filter })} />
    </Suspense>
  )
  const boards = boardFields(object)
  const groupings = groupingOptions(object)
  const grouping = groupingOf(object, state.groupBy)
  return (
    <div className={styles.toolbarBox}>
      <div className={styles.toolbar}>
        <SearchWords {...props} />
        <Badge count={count} size="small" color="var(--information)">
          <Button icon={<FilterOutlined aria-hidden />} aria-expanded={isFilterOpen} onClick={() => setIsFilterOpen((before) => !before)}>
            {t('filter.title')}
          </Button>
        </Badge>
        {!isPhone && <FilterChips object={object} filter={state.filter} onChange={(filter) => onChange({ filter })} onOpen={() => setIsFilterOpen(true)} />}
        <div className={styles.toolbarEnd}>
          {!isPhone && state.display === 'board' && (
            <Select
              value={state.boardBy ?? boards[0]?.name}
              options={boards.map((field) => ({ value: field.name, label: labelOf(field.label) }))}
              onChange={(boardBy) => onChange({ boardBy })}
              popupMatchSelectWidth={false}
              aria-label={t('board.by')}
            />
          )}
          {state.display === 'table' && groupings.length > 0 && (
            <Select
              value={grouping && groupingText(grouping)}
              options={groupings}
              onChange={(groupBy) => onChange({ groupBy: groupBy ?? '' })}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('group.by')}
              popupMatchSelectWidth={false}
              className={styles.groupBy}
              aria-label={t('group.by')}
            />
          )}
          <DisplayChoice displays={displaysOf(object)} value={state.display} onChange={(display) => onChange({ display }, true)} />
          {!isPhone && state.display === 'table' && (
            <ColumnChooser object={object} names={state.columns} density={props.density} hasSums={props.hasSums} onChange={(columns) => onChange({ columns })} onDensity={props.onDensity} onSums={props.onSums} />
          )}
        </div>
      </div>
      {isPhone ? (
        <Drawer open={isFilterOpen} onClose={() => setIsFilterOpen(false)} placement="bottom" size="80%" title={t('filter.title')} destroyOnHidden>
          {builder}
        </Drawer>
      ) : (
        isFilterOpen && <div className={styles.filterBox}>{builder}</div>
      )}
    </div>
  )
}

const icons: Record<Display, React.ReactNode> = { table: <BarsOutlined aria-hidden />, board: <AppstoreOutlined aria-hidden />, calendar: <CalendarOutlined aria-hidden />, chart: <BarChartOutlined aria-hidden /> }

function DisplayChoice({ displays, value, onChange }: { displays: Display[]; value: Display; onChange(display: Display): void }) {
  const { t } = useTranslation()
  if (displays.length < 2) return null
  return (
    <Segmented<Display>
      value={value}
      onChange={onChange}
      options={displays.map((display) => ({ value: display, icon: icons[display], title: t(`list.${display}`), label: <span className="visually-hidden">{t(`list.${display}`)}</span> }))}
    />
  )
}

function displaysOf(object: ObjectMetadata): Display[] {
  return [
    'table',
    ...(boardFields(object).length > 0 ? (['board'] as const) : []),
    ...(calendarFields(object).length > 0 ? (['calendar'] as const) : []),
    ...(groupedFields(object).length > 0 ? (['chart'] as const) : []),
  ]
}

/** Typing waits so long before it asks the server. */
const pause = 200

function SearchWords({ object, state, onChange, searchRef, onLeaveSearch }: Props) {
  const { t } = useTranslation()
  const [words, setWords] = useState(state.q)
  const asked = useRef(state.q)
  useEffect(() => {
    if (state.q === asked.current) return
    asked.current = state.q
    setWords(state.q)
  }, [state.q])
  useEffect(() => {
    if (words.trim() === asked.current) return
    const timer = setTimeout(() => {
      asked.current = words.trim()
      onChange({ q: words.trim() })
    }, pause)
    return () => clearTimeout(timer)
  }, [words, onChange])
  return (
    <Input
      ref={searchRef}
      className={styles.search}
      prefix={<SearchOutlined aria-hidden />}
      value={words}
      allowClear
      placeholder={t('list.search', { objects: labelOf(object.plural_label) })}
      aria-label={t('list.search', { objects: labelOf(object.plural_label) })}
      onChange={(event) => setWords(event.target.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || !['ArrowDown', 'Enter', 'Escape'].includes(event.key)) return
        event.preventDefault()
        onLeaveSearch()
      }}
    />
  )
}
