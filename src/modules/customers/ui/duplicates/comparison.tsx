/** Two customers side by side: which one stays, whose value each field gets, what moves. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../../web/client/api.ts'
import { labelOf, titleOf, useMetadata } from '../../../../web/client/metadata.tsx'
import { keys, useRecord } from '../../../../web/client/records.ts'
import { twinOf } from '../../../../web/fields/index.ts'
import { useShortcuts } from '../../../../web/kit/shortcuts.tsx'
import { SkeletonLines } from '../../../../web/kit/states.tsx'
import { RecordProblem } from '../../../../web/records/record/record-view.tsx'
import { formatDate } from '../../../../web/kit/format.ts'
import { comparedFields, defaultChoice, otherSide, takeOf } from './comparison-model.ts'
import styles from './duplicates.module.css'

import type { ObjectMetadata } from '../../../../web/client/metadata.tsx'
import type { RecordData, Reference } from '../../../../web/client/records.ts'
import type { Choice, ComparedField, Side } from './comparison-model.ts'

export interface MergeRequest {
  survivor: Reference
  loser: Reference
  take: Record<string, Side>
}

interface Props {
  object: ObjectMetadata
  ids: Record<Side, string>
  isMerging: boolean
  onMerge(request: MergeRequest): void
  /** Not there where two were put together by hand. */
  onDismiss?: () => void
}

export function Comparison({ object, ids, ...props }: Props) {
  const left = useRecord(object.path, ids.left)
  const right = useRecord(object.path, ids.right)
  const failed = [left, right].find(({ isError, data }) => isError && !data)
  if (failed) return <RecordProblem error={failed.error} object={object} onRetry={() => void failed.refetch()} />
  if (!left.data || !right.data) return <SkeletonLines lines={10} height={28} />
  return <Compared key={`${ids.left} ${ids.right}`} object={object} records={{ left: left.data, right: right.data }} {...props} />
}

function Compared({ object, records, isMerging, onMerge, onDismiss }: Omit<Props, 'ids'> & { records: Record<Side, RecordData> }) {
  const { t } = useTranslation()
  const [keep, setKeep] = useState<Side>('left')
  const [chosen, setChosen] = useState<Record<string, Choice>>({})
  const [current, setCurrent] = useState(0)
  const fields = comparedFields(object, records)
  const differing = fields.filter(({ isSame }) => !isSame)
  const same = fields.filter(({ isSame }) => isSame)
  const referenceOf = (side: Side) => ({ id: records[side].id, name: titleOf(object, records[side]) })
  const canMerge = records.left.can.change && records.right.can.change && records[otherSide(keep)].can.delete
  const merge = () => canMerge && !isMerging && onMerge({ survivor: referenceOf(keep), loser: referenceOf(otherSide(keep)), take: takeOf(chosen, keep) })
  const choose = (index: number, choice: Choice) => {
    const field = differing[index]?.field
    if (!field) return
    setChosen((before) => ({ ...before, [field.name]: choice }))
    setCurrent(index)
  }
  const take = (side: Side) => {
    choose(current, side)
    setCurrent(Math.min(current + 1, differing.length - 1))
  }
  useShortcuts(t('customers.duplicates.title'), [
    { keys: 'ArrowLeft', label: t('customers.duplicates.take_left'), run: () => take('left') },
    { keys: 'ArrowRight', label: t('customers.duplicates.take_right'), run: () => take('right') },
    { keys: 's', label: t('customers.duplicates.swap'), run: () => setKeep(otherSide(keep)) },
    { keys: 'm', label: t('customers.duplicates.merge'), run: () => void merge() },
    ...(onDismiss ? [{ keys: 'd', label: t('customers.duplicates.dismiss'), run: onDismiss }] : []),
  ])
  return (
    <section className={styles.comparison} aria-label={t('customers.duplicates.comparison')}>
      <div className={styles.heads} role="radiogroup" aria-label={t('customers.duplicates.keep_which')}>
        {(['left', 'right'] as const).map((side) => (
          <Head key={side} object={object} record={records[side]} isKept={keep === side} onKeep={() => setKeep(side)} />
        ))}
      </div>
      <table className={styles.fields}>
        <colgroup>
          <col className={styles.labels} />
          <col />
          <col />
        </colgroup>
        <thead className={styles.hiddenHead}>
          <tr>
            <th scope="col">{t('customers.duplicates.field')}</th>
            <th scope="col">{titleOf(object, records.left)}</th>
            <th scope="col">{titleOf(object, records.right)}</th>
          </tr>
        </thead>
        <tbody>
          {differing.map((compared, index) => (
            <FieldRow
              key={compared.field.name}
              compared={compared}
              records={records}
              choice={chosen[compared.field.name] ?? defaultChoice(compared, keep)}
              isCurrent={index === current}
              onChoose={(choice) => choose(index, choice)}
            />
          ))}
        </tbody>
      </table>
      {same.length > 0 && (
        <p className={styles.same}>
          {t('customers.duplicates.same', { count: same.length })}
          {same.map(({ field }) => labelOf(field.label)).join(t('customers.duplicates.comma'))}
        </p>
      )}
      <Moves object={object} survivor={referenceOf(keep)} loser={referenceOf(otherSide(keep))} />
      <div className={styles.decide}>
        <Button type="primary" loading={isMerging} disabled={!canMerge} onClick={merge} aria-keyshortcuts="m">
          {t('customers.duplicates.merge_into', { name: referenceOf(keep).name })}
        </Button>
        {onDismiss && (
          <Button onClick={onDismiss} aria-keyshortcuts="d">
            {t('customers.duplicates.dismiss')}
          </Button>
        )}
        {!canMerge && <span className={styles.quiet}>{t('customers.duplicates.may_not')}</span>}
      </div>
    </section>
  )
}

function Head({ object, record, isKept, onKeep }: { object: ObjectMetadata; record: RecordData; isKept: boolean; onKeep(): void }) {
  const { t } = useTranslation()
  const name = titleOf(object, record)
  return (
    <div className={isKept ? styles.kept : styles.head}>
      <label className={styles.keep}>
        <input type="radio" checked={isKept} onChange={onKeep} />
        {t(isKept ? 'customers.duplicates.kept' : 'customers.duplicates.merged_away')}
      </label>
      <Link className={styles.name} to={`/${object.path}/${record.id}`} target="_blank">
        {name}
      </Link>
      <span className={styles.quiet}>{[record.number, record.created_by ? t('customers.duplicates.created', { day: formatDate(record.created_at), name: record.created_by.name }) : formatDate(record.created_at)].filter(Boolean).join(' · ')}</span>
    </div>
  )
}

interface RowProps {
  compared: ComparedField
  records: Record<Side, RecordData>
  choice: Choice
  isCurrent: boolean
  onChoose(choice: Choice): void
}

function FieldRow({ compared, records, choice, isCurrent, onChoose }: RowProps) {
  const { t } = useTranslation()
  const name = useId()
  const { field, canUnite } = compared
  const { Cell } = twinOf(field)
  const label = labelOf(field.label)
  return (
    <tr className={isCurrent ? styles.currentRow : undefined}>
      <th scope="row">
        {label}
        {canUnite && (
          <label className={styles.both}>
            <input type="radio" name={name} checked={choice === 'both'} onChange={() => onChoose('both')} />
            {t('customers.duplicates.both')}
          </label>
        )}
      </th>
      {(['left', 'right'] as const).map((side) => (
        <td key={side} className={choice === side || choice === 'both' ? styles.chosen : styles.passed}>
          <label className={styles.value}>
            <input type="radio" name={name} checked={choice === side} onChange={() => onChoose(side)} aria-label={t(side === 'left' ? 'customers.duplicates.left_of' : 'customers.duplicates.right_of', { field: label })} />
            <span className={styles.text}>{compared.isEmpty[side] ? <span className={styles.quiet}>{t('customers.duplicates.empty')}</span> : <Cell field={field} value={records[side][field.name]} record={records[side]} isPlain />}</span>
          </label>
        </td>
      ))}
    </tr>
  )
}

/** As much of it as the person may see. */
function Moves({ object, survivor, loser }: { object: ObjectMetadata; survivor: Reference; loser: Reference }) {
  const { t } = useTranslation()
  const { objects } = useMetadata()
  const preview = useQuery({
    queryKey: keys.about(object.path, survivor.id, 'merge-preview', loser.id),
    queryFn: ({ signal }) => api.post<{ moves: Record<string, number> }>(`/${object.path}/${survivor.id}/merge-preview`, { with: loser.id }, { signal }),
  })
  if (!preview.data) return null
  const moves = Object.entries(preview.data.moves).flatMap(([name, count]) => {
    const moved = objects.find((each) => each.name === name)
    return moved ? [t('customers.duplicates.count_of', { count, object: labelOf(count === 1 ? moved.label : moved.plural_label) })] : []
  })
  const text = moves.length === 0 ? t('customers.duplicates.nothing_moves') : t('customers.duplicates.moves', { name: survivor.name, records: moves.join(t('customers.duplicates.comma')) })
  return <p className={styles.moves}>{text}</p>
}
