/** Builds a filter: lines of conditions in groups joined by and/or. Complete lines apply at once. */
import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Segmented, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useMetadata } from '../../client/metadata.tsx'
import { ConditionEditor } from './condition-editor.tsx'
import { countConditions, emptyGroup, filterOf, nodeId, treeOf } from './filter-model.ts'
import { relatedOf } from './related.ts'
import { useReferenceNames } from './reference-names.ts'
import { wordsOf } from './filter-words.ts'
import styles from './filter.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { Filter } from '../../client/records.ts'
import type { Condition, FilterNode, Group, Related } from './filter-model.ts'
import type { Names } from './filter-words.ts'

interface Props {
  object: ObjectMetadata
  filter: Filter
  onChange(filter: Filter): void
}

/** Typing waits so long before it asks the server. */
const pause = 350

export function FilterBuilder({ object, filter, onChange }: Props) {
  const [tree, setTree] = useState<Group>(() => startTree(filter))
  const names = useReferenceNames(object, tree)
  const applied = useRef(JSON.stringify(filterOf(treeOf(filter)) ?? {}))
  const latest = useRef(onChange)
  latest.current = onChange

  // Changed elsewhere (a chip was closed, another view): start from that.
  useEffect(() => {
    const text = JSON.stringify(filterOf(treeOf(filter)) ?? {})
    if (text === applied.current) return
    applied.current = text
    setTree(startTree(filter))
  }, [filter])

  useEffect(() => {
    const timer = setTimeout(() => apply(tree, applied, latest.current), pause)
    return () => clearTimeout(timer)
  }, [tree])

  return (
    // Whoever goes on to a button that saves is not waited for: what was typed last is in it.
    <div className={styles.builder} onBlur={() => apply(tree, applied, onChange)}>
      <GroupEditor object={object} group={tree} names={names} onChange={setTree} depth={0} onClear={countConditions(tree) > 0 ? () => setTree({ ...emptyGroup(), items: [newCondition()] }) : undefined} />
    </div>
  )
}

function apply(tree: Group, applied: React.RefObject<string>, onChange: Props['onChange']): void {
  const wanted = filterOf(tree) ?? {}
  const text = JSON.stringify(wanted)
  if (text === applied.current) return
  applied.current = text
  onChange(wanted)
}

function startTree(filter: Filter): Group {
  const tree = treeOf(filter)
  return tree.items.length > 0 ? tree : { ...tree, items: [newCondition()] }
}

function newCondition(): Condition {
  return { kind: 'condition', id: nodeId(), path: [], operator: 'eq', operand: undefined }
}

interface GroupProps {
  object: ObjectMetadata
  group: Group
  names: Names
  depth: number
  onChange(group: Group): void
  onRemove?(): void
  onClear?: (() => void) | undefined
  /** Below the words that say what it is of: no frame, and no choice of how to join a single condition. */
  isInner?: boolean
}

function GroupEditor({ object, group, names, depth, onChange, onRemove, onClear, isInner = false }: GroupProps) {
  const { t } = useTranslation()
  const metadata = useMetadata()
  const replace = (id: string, item: FilterNode | undefined) => onChange({ ...group, items: group.items.flatMap((each) => (each.id === id ? (item ?? []) : each)) })
  const mode = group.isNegated ? `not_${group.join}` : group.join
  const modes = ['and', 'or', ...(depth > 0 || group.isNegated ? ['not_or', 'not_and'] : [])]
  return (
    <fieldset className={depth > 0 && !isInner ? styles.group : styles.top} aria-label={t('filter.group')}>
      {(group.items.length > 1 || (depth > 0 && !isInner)) && (
        <Segmented
          size="small"
          value={mode}
          options={modes.map((each) => ({ value: each, label: t(`filter.join.${each}`) }))}
          onChange={(chosen) => onChange({ ...group, join: chosen.endsWith('or') ? 'or' : 'and', isNegated: chosen.startsWith('not') })}
        />
      )}
      {group.items.map((item) =>
        item.kind === 'condition' ? (
          <ConditionEditor key={item.id} object={object} condition={item} names={names} onChange={(next) => replace(item.id, next)} onRemove={() => replace(item.id, undefined)} />
        ) : item.kind === 'group' ? (
          <GroupEditor key={item.id} object={object} group={item} names={names} depth={depth + 1} onChange={(next) => replace(item.id, next)} onRemove={() => replace(item.id, undefined)} />
        ) : item.kind === 'related' ? (
          <RelatedEditor key={item.id} object={object} related={item} names={names} depth={depth + 1} onChange={(next) => replace(item.id, next)} onRemove={() => replace(item.id, undefined)} />
        ) : (
          <p key={item.id} className={styles.raw}>
            {wordsOf(item, metadata, object, names)}
          </p>
        ),
      )}
      <div className={styles.more}>
        <Button size="small" type="text" icon={<PlusOutlined aria-hidden />} onClick={() => onChange({ ...group, items: [...group.items, newCondition()] })}>
          {t('filter.add')}
        </Button>
        {depth < 3 && (
          <Button size="small" type="text" icon={<PlusOutlined aria-hidden />} onClick={() => onChange({ ...group, items: [...group.items, { ...emptyGroup(group.join === 'and' ? 'or' : 'and'), items: [newCondition()] }] })}>
            {t('filter.add_group')}
          </Button>
        )}
        {onClear && (
          <Button size="small" type="text" onClick={onClear}>
            {t('filter.clear')}
          </Button>
        )}
        {onRemove && (
          <Button size="small" type="text" onClick={onRemove}>
            {t('filter.remove_group')}
          </Button>
        )}
      </div>
    </fieldset>
  )
}

interface RelatedProps {
  object: ObjectMetadata
  related: Related
  names: Names
  depth: number
  onChange(related: Related): void
  onRemove(): void
}

/** Has, or has none of, the records of another object that point here; below, which of them are meant. */
function RelatedEditor({ object, related, names, depth, onChange, onRemove }: RelatedProps) {
  const { t } = useTranslation()
  const metadata = useMetadata()
  const target = relatedOf(metadata, object, related.collection)
  if (!target) return <p className={styles.raw}>{wordsOf(related, metadata, object, names)}</p>
  return (
    <fieldset className={styles.group} aria-label={target.label}>
      <div className={styles.condition}>
        <Select
          value={related.word}
          options={(['some', 'none'] as const).map((word) => ({ value: word, label: t(`filter.has.${word}`, { what: target.label }) }))}
          onChange={(word) => onChange({ ...related, word })}
          popupMatchSelectWidth={false}
          aria-label={t('filter.operator')}
        />
        <Button type="text" size="small" icon={<CloseOutlined aria-hidden />} aria-label={t('filter.remove')} onClick={onRemove} />
      </div>
      <GroupEditor object={target.object} group={related.inner} names={names} depth={depth} isInner onChange={(inner) => onChange({ ...related, inner })} />
    </fieldset>
  )
}
