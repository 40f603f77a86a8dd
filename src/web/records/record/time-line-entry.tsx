/** One entry of a time line: a record that happened, or a change of fields. */
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf, titleOf, useMetadata } from '../../client/metadata.tsx'
import { twinOf } from '../../fields/index.ts'
import { formatDateTime, formatTime } from '../../kit/format.ts'
import { ChangeList, verbOf } from './change-words.tsx'
import { EntryText } from './entry-text.tsx'
import { isEmpty } from '../empty-value.ts'
import { useRecordScreen } from './record-screens.tsx'
import { ValueCell } from './value-cell.tsx'
import { useUndoChange } from './undo-change.ts'
import styles from './record.module.css'

import type { ReactNode } from 'react'
import type { FieldMetadata, ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'
import type { FieldChange } from './change-words.tsx'

export interface TimeLineItem {
  key: string
  /** Name of an object, or `change`. */
  kind: string
  at: string
  actor: { id: string; name: string } | null
  object: string
  id: string
  record?: RecordData
  change?: { event: string; kind: string; fields: FieldChange[] }
}

interface Props {
  item: TimeLineItem
  /** Whose time line it is; that need not be said again in each entry. */
  owner: ObjectMetadata
  ownerId: string
}

export function TimeLineEntry({ item, owner, ownerId }: Props) {
  const { objects } = useMetadata()
  const object = objects.find((each) => each.name === item.object)
  const { Entry: Own } = useRecordScreen(item.object)
  if (item.record && Own) return <Own record={item.record} owner={owner} ownerId={ownerId} />
  if (item.record && object) return <Happened item={item} record={item.record} object={object} ownerId={ownerId} />
  return <Changed item={item} object={object} owner={owner} ownerId={ownerId} />
}

function Happened({ item, record, object, ownerId }: { item: TimeLineItem; record: RecordData; object: ObjectMetadata; ownerId: string }) {
  const { texts, chips, facts, attachments } = partsOf(object, record, ownerId)
  const title = titleOf(object, record)
  // A title that is the beginning of the text says nothing of its own.
  const isOwnText = texts.some((field) => textOf(record[field.name]).replaceAll(/\s+/g, ' ').startsWith(title.replace(/…$/, '')))
  return (
    <Entry item={item} label={labelOf(object.label)} chips={chips.map((field) => <Value key={field.name} object={object} field={field} record={record} />)}>
      {!isOwnText && title !== labelOf(object.label) && (
        <Link className={styles.entryTitle} to={`/${object.path}/${record.id}`}>
          {title}
        </Link>
      )}
      {texts.map((field) => (
        <EntryText key={field.name} length={textOf(record[field.name]).length}>
          {texts.length > 1 && <span className={styles.factLabel}>{labelOf(field.label)}</span>}
          <Value object={object} field={field} record={record} />
        </EntryText>
      ))}
      {facts.length > 0 && (
        <ul className={styles.entryFacts}>
          {facts.map((field) => (
            <li key={field.name}>
              <span className={styles.factLabel}>{labelOf(field.label)}</span>
              <Value object={object} field={field} record={record} isDense />
            </li>
          ))}
        </ul>
      )}
      {attachments.map((field) => (
        <div key={field.name} className={styles.entryFiles}>
          <Value object={object} field={field} record={record} isDense={false} />
        </div>
      ))}
    </Entry>
  )
}

function Changed({ item, object, owner, ownerId }: Props & { object: ObjectMetadata | undefined }) {
  const { t } = useTranslation()
  const undo = useUndoChange()
  const change = item.change
  if (!change) return null
  const verb = t(`record.verb.${verbOf(change.kind)}`, { defaultValue: t('record.verb.other') })
  const isOwn = object === owner
  const changes = change.fields.filter((each) => !isReferenceTo(each.after, ownerId))
  const canUndo = verbOf(change.kind) === 'updated' && object?.can.change === true
  return (
    <Entry
      item={item}
      label={isOwn ? verb : `${verb} · ${object ? labelOf(object.label) : ''}`}
      isQuiet
      end={
        canUndo && (
          <Button size="small" type="link" className={styles.undo} loading={undo.isPending} onClick={() => undo.mutate({ path: object.path, id: item.id, event: change.event })}>
            {t('kit.undo')}
          </Button>
        )
      }
    >
      <ChangeList object={object} changes={changes} isShort isInline={verbOf(change.kind) === 'created'} />
    </Entry>
  )
}

interface EntryProps {
  item: TimeLineItem
  label: string
  chips?: ReactNode
  isQuiet?: boolean
  end?: ReactNode
  children: ReactNode
}

function Entry({ item, label, chips, isQuiet, end, children }: EntryProps) {
  return (
    <li className={`${styles.entry} ${isQuiet ? styles.quietEntry : ''}`}>
      <p className={styles.entryHead}>
        <span className={styles.entryKind}>{label}</span>
        {chips}
        {item.actor && <span className={styles.actor}>{item.actor.name}</span>}
        <time className={styles.when} dateTime={item.at} title={formatDateTime(item.at)}>
          {formatTime(item.at)}
        </time>
        {end}
      </p>
      {children}
    </li>
  )
}

function Value({ object, field, record, isDense }: { object: ObjectMetadata; field: FieldMetadata; record: RecordData; isDense?: boolean }) {
  return <ValueCell object={object.name} field={field} value={record[field.name]} record={record} dense={isDense ?? !twinOf(field).isProse} />
}

interface Parts {
  texts: FieldMetadata[]
  chips: FieldMetadata[]
  facts: FieldMetadata[]
  attachments: FieldMetadata[]
}

/** What one wants to see of a record at a glance: its texts in full, its choices as chips, then the rest. */
function partsOf(object: ObjectMetadata, record: RecordData, ownerId: string): Parts {
  const names = object.panels.flatMap((panel) => panel.fields)
  const fields = names.flatMap((name) => object.fields.find((field) => field.name === name) ?? []).filter((field) => !isEmpty(record[field.name]) && field.name !== object.title && !isReferenceTo(record[field.name], ownerId))
  return {
    texts: fields.filter((field) => twinOf(field).isProse),
    chips: fields.filter((field) => twinOf(field).isState).slice(0, 3),
    facts: fields.filter((field) => twinOf(field).isFact).slice(0, 5),
    attachments: fields.filter((field) => twinOf(field).isAttachment),
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isReferenceTo(value: unknown, id: string): boolean {
  return typeof value === 'object' && value !== null && 'id' in value && value.id === id
}
