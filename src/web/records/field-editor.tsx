/** Edits one value in place: in a cell of a list or a line of a record page. Enter saves, Esc leaves, clicking elsewhere saves. */
import { Button } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { ProblemError } from '../client/api.ts'
import { labelOf } from '../client/metadata.tsx'
import { UploadReportContext, useHeldSave } from '../fields/held-save.tsx'
import { twinOf } from '../fields/index.ts'
import { problemText } from '../kit/problem-text.ts'
import styles from './records.module.css'

import type { KeyboardEvent } from 'react'
import type { FieldMetadata } from '../client/metadata.tsx'
import type { RecordData } from '../client/records.ts'

interface Props {
  field: FieldMetadata
  value: unknown
  record: RecordData
  /**
   * Throws a problem to stay in the editor with its message. `base` is the record as it was when the editing began: what
   * others changed since then is a collision, even where the page has heard of it meanwhile.
   */
  onSave(value: unknown, base: RecordData): Promise<void>
  /** Closes the editor. `next`: Tab was hit, go on with the next value. */
  onClose(next?: 'next' | 'previous'): void
}

/** Popups of antd are drawn elsewhere in the document, but belong to the input. */
const popups = '.ant-select-dropdown, .ant-picker-dropdown, .ant-cascader-dropdown, .ant-modal-root'

export function FieldEditor({ field, value, record, onSave, onClose }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const [start] = useState({ value, record })
  const [draft, setDraft] = useState(value)
  const [problem, setProblem] = useState<string>()
  const [isSaving, setIsSaving] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const { Input } = twinOf(field)
  const isLarge = takesButtons(field)

  const save = async (given: unknown, next?: 'next' | 'previous') => {
    if (isSaving) return
    if (same(given, start.value)) return onClose(next)
    setIsSaving(true)
    setProblem(undefined)
    try {
      await onSave(given, start.record)
      onClose(next)
    } catch (error) {
      setIsSaving(false)
      setProblem(ownMessage(error, field.name) ?? problemText(error))
    }
  }
  const held = useHeldSave(() => save(draft))
  const latest = useRef(held.request)
  latest.current = held.request

  useEffect(() => {
    const onPointerDown = (event: PointerEvent) => {
      const target = event.target instanceof Element ? event.target : null
      if (!target || box.current?.contains(target) || target.closest(popups)) return
      latest.current()
    }
    document.addEventListener('pointerdown', onPointerDown, true)
    return () => document.removeEventListener('pointerdown', onPointerDown, true)
  }, [])

  const change = (given: unknown) => {
    setDraft(given)
    if (isDoneAtOnce(field)) void save(given)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      onClose()
    } else if (event.key === 'Enter' && (!isLarge || event.ctrlKey || event.metaKey) && !isDoneAtOnce(field)) {
      event.preventDefault()
      held.request()
    } else if (event.key === 'Tab' && !isLarge) {
      event.preventDefault()
      void save(draft, event.shiftKey ? 'previous' : 'next')
    }
  }

  return (
    <div ref={box} className={isLarge ? styles.editorLarge : styles.editor} onKeyDown={onKeyDown} onDoubleClick={(event) => event.stopPropagation()}>
      <UploadReportContext value={held.report}>
        <Input
          field={field}
          value={draft}
          onChange={change}
          id={id}
          autoFocus
          startsOpen={isDoneAtOnce(field)}
          disabled={isSaving}
          invalid={problem !== undefined}
          describedBy={problem ? `${id}-problem` : undefined}
          label={labelOf(field.label)}
        />
      </UploadReportContext>
      {(problem || held.isStopped) && (
        <p id={`${id}-problem`} role="alert" className={styles.editorProblem}>
          {problem ?? t('fields.file_stopped')}
        </p>
      )}
      {isLarge && (
        <div className={styles.editorActions}>
          <Button size="small" onClick={() => onClose()}>
            {t('record.cancel')}
          </Button>
          <Button size="small" type="primary" loading={isSaving || held.isWaiting} onClick={held.request}>
            {t('record.save')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Picking is deciding: no second key. */
function isDoneAtOnce(field: FieldMetadata): boolean {
  return !field.many && twinOf(field).isPicked === true
}

/** Several values or lines: Enter belongs to the input. */
function takesButtons(field: FieldMetadata): boolean {
  return field.many === true || twinOf(field).isLarge === true
}

function ownMessage(error: unknown, name: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined
  return error.errors.find((entry) => entry.path === name || entry.path.startsWith(`${name}[`) || entry.path.startsWith(`${name}.`))?.message
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}
