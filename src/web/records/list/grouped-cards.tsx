/** The groups of a list on a phone: a head for each with count and sums, and the cards of the one that is open. */
import { DownOutlined, RightOutlined } from '@ant-design/icons'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { twinOf } from '../../fields/index.ts'
import { formatNumber } from '../../kit/format.ts'
import { ErrorState, SkeletonLines } from '../../kit/states.tsx'
import { allOf } from '../filter/filter-model.ts'
import { CardList } from './card-list.tsx'
import { conditionOf, groupName } from './grouping.ts'
import { mostGroups, useGroups } from './groups.ts'
import { useRows } from './rows.ts'
import styles from './grouped-cards.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { ListQuery } from '../../client/records.ts'
import type { Column } from './columns.ts'
import type { Grouping } from './grouping.ts'
import type { RowGroup } from './groups.ts'

interface Props {
  object: ObjectMetadata
  columns: Column[]
  grouping: Grouping
  query: ListQuery
}

export function GroupedCards({ object, columns, grouping, query }: Props) {
  const { t } = useTranslation()
  const groups = useGroups(object, grouping, columns, query)
  // One at a time: what is open above would push the one that was touched out of sight.
  const [open, setOpen] = useState<string | null>()
  if (groups.isError) return <ErrorState error={groups.error} onRetry={() => void groups.refetch()} />
  if (!groups.data) return <div className={styles.wait}><SkeletonLines lines={8} height={40} /></div>
  const shown = open === undefined ? groups.data[0]?.key : open
  return (
    <div className={styles.groups}>
      {groups.data.map((group) => (
        <Group key={group.key} object={object} columns={columns} grouping={grouping} query={query} group={group} isOpen={group.key === shown} onToggle={() => setOpen(group.key === shown ? null : group.key)} />
      ))}
      {groups.data.length === mostGroups && <p className={styles.note}>{t('group.only_first', { count: mostGroups })}</p>}
    </div>
  )
}

function Group({ object, columns, grouping, query, group, isOpen, onToggle }: Props & { group: RowGroup; isOpen: boolean; onToggle(): void }) {
  const { t } = useTranslation()
  const section = useRef<HTMLElement>(null)
  const name = groupName(grouping, group.value) || t('group.none')
  const wasOpen = useRef(isOpen)
  useEffect(() => {
    const element = section.current
    const before = wasOpen.current
    wasOpen.current = isOpen
    if (!isOpen || before || !element) return
    // The cards that closed above it moved its own away under its head.
    const hidden = element.getBoundingClientRect().top < (element.parentElement?.getBoundingClientRect().top ?? 0)
    if (hidden) element.scrollIntoView({ block: 'start' })
  }, [isOpen])
  const sums = columns.filter((column) => column.name in group.sums)
  return (
    <section ref={section} aria-label={name}>
      <h2 className={styles.head}>
        <button type="button" className={styles.toggle} aria-expanded={isOpen} onClick={onToggle}>
          {isOpen ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
          <span className={styles.name}>{name}</span>
          <span className={styles.count}>{formatNumber(group.count)}</span>
        </button>
      </h2>
      {isOpen && sums.length > 0 && (
        <dl className={styles.sums}>
          {sums.map((column) => {
            const { Cell } = twinOf(column.field)
            return (
              <div key={column.name}>
                <dt>{column.label}</dt>
                <dd>
                  <Cell field={column.field} value={group.sums[column.name]} dense isPlain />
                </dd>
              </div>
            )
          })}
        </dl>
      )}
      {isOpen && <GroupCards object={object} columns={columns} grouping={grouping} query={query} group={group} label={name} />}
    </section>
  )
}

function GroupCards({ object, columns, grouping, query, group, label }: Props & { group: RowGroup; label: string }) {
  const text = JSON.stringify(conditionOf(grouping, group.value))
  const own = useMemo(() => ({ ...query, filter: allOf(query.filter, JSON.parse(text)), limit: 50, count: 'none' as const }), [query, text])
  const rows = useRows(object.path, own)
  if (rows.isLoading) return <div className={styles.wait}><SkeletonLines lines={3} height={72} /></div>
  if (rows.error !== null) return <ErrorState error={rows.error} onRetry={rows.refresh} small />
  return <CardList object={object} rows={rows} columns={columns.filter((column) => column.name !== grouping.field.name)} label={label} isPart />
}
