/** Lists of other objects that point to this record, one tab each, with the way to add one. */
import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf, titleOf, useMetadata } from '../../client/metadata.tsx'
import { recordsOf, useList } from '../../client/records.ts'
import { formatNumber } from '../../kit/format.ts'
import { Tabs } from '../../kit/tabs.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../kit/states.tsx'
import { FormDrawer } from '../form-drawer.tsx'
import { RecordCard } from '../list/card-list.tsx'
import { columnsOf } from '../list/columns.ts'
import styles from './record.module.css'

import type { Metadata, ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'

type Related = ObjectMetadata['related'][number]

interface Props {
  object: ObjectMetadata
  record: RecordData
  /** Shown elsewhere on the page. */
  without?: string[]
}

export function RelatedLists({ object, record, without = [] }: Props) {
  const { t } = useTranslation()
  const metadata = useMetadata()
  const lists = object.related.filter((related) => !without.includes(related.object) && metadata.objects.some((each) => each.name === related.object))
  const [active, setActive] = useState<string>()
  if (lists.length === 0) return null
  const keyOf = (related: Related) => `${related.object}.${related.field}`
  const shown = lists.find((related) => keyOf(related) === active) ?? lists[0]
  if (!shown) return null
  return (
    <section className={styles.related}>
      <Tabs className={styles.relatedTabs} label={t('record.related')} active={keyOf(shown)} onChange={setActive} tabs={lists.map((related) => ({ key: keyOf(related), label: tabLabel(metadata, related, lists) }))}>
        <RelatedList key={`${record.id} ${keyOf(shown)}`} owner={object} record={record} related={shown} />
      </Tabs>
    </section>
  )
}

/** Two lists of the same object differ by the field that points here: tasks of a customer, tasks that a person does. */
function tabLabel(metadata: Metadata, related: Related, lists: readonly Related[]): string {
  const label = labelOf(related.label)
  if (lists.every((each) => each === related || labelOf(each.label) !== label)) return label
  const field = metadata.objects.find((each) => each.name === related.object)?.fields.find((each) => each.name === related.field)
  return field ? `${label} · ${labelOf(field.label)}` : label
}

const shownAtOnce = 20

export function RelatedList({ owner, record, related }: { owner: ObjectMetadata; record: RecordData; related: Related }) {
  const { t } = useTranslation()
  const metadata = useMetadata()
  const object = metadata.objects.find((each) => each.name === related.object)
  const query = { filter: { [related.field]: record.id }, limit: shownAtOnce, count: 'exact' as const }
  const answer = useList(object?.path ?? '', query, { enabled: object !== undefined })
  const [isAdding, setIsAdding] = useState(false)
  if (!object) return null
  const records = recordsOf(answer.data)
  const total = answer.data?.pages[0]?.total ?? records.length
  const columns = columnsOf(metadata, object, object.views[0]?.columns ?? []).filter((column) => column.name !== related.field)
  const all = `/${object.path}?${new URLSearchParams({ filter: JSON.stringify({ [related.field]: record.id }) })}`
  return (
    <div className={styles.relatedList}>
      {answer.isPending && <SkeletonLines lines={3} />}
      {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} small />}
      {answer.data && records.length === 0 && <EmptyState title={t('record.no_related', { objects: labelOf(object.plural_label) })} hint={labelOf(object.empty_hint)} small />}
      <ul className={styles.relatedRows}>
        {records.map((each) => (
          <li key={each.id}>
            <Link className={styles.relatedRow} to={`/${object.path}/${each.id}`}>
              {/* Whose list it is needs not be said in each. */}
              <RecordCard object={object} record={object.heading ? { ...each, [related.field]: null } : each} columns={columns} />
            </Link>
          </li>
        ))}
      </ul>
      <div className={styles.relatedFoot}>
        {object.can.create && (
          <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setIsAdding(true)}>
            {t('form.new', { object: labelOf(object.label) })}
          </Button>
        )}
        {total > 0 && <Link to={all}>{t('record.all_related', { count: total, number: formatNumber(total) })}</Link>}
      </div>
      {isAdding && <FormDrawer object={object} initial={{ ...sharedOf(owner, record, object), [related.field]: { id: record.id, name: titleOf(owner, record) } }} onClose={() => setIsAdding(false)} />}
    </div>
  )
}

/** What both refer to under one name, such as the customer of an opportunity and of its quote, is not asked again. Defaults stand. */
function sharedOf(owner: ObjectMetadata, record: RecordData, object: ObjectMetadata): Record<string, unknown> {
  const ofOwner = new Map(owner.fields.map(({ name, target, many }) => [name, { target, many }]))
  const shared = object.fields.filter(({ name, target, many, readonly, default: preset }) => target && !readonly && preset === undefined && ofOwner.get(name)?.target === target && ofOwner.get(name)?.many === many)
  return Object.fromEntries(shared.flatMap(({ name }) => (record[name] ? [[name, record[name]]] : [])))
}
