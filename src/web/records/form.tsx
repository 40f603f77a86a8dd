/** The one form: drawn from the panels of an object, for a new record or a change of one. */
import { Button } from 'antd'
import { memo, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useEditing } from '../client/presence.ts'
import { UploadReportContext, useHeldSave } from '../fields/held-save.tsx'
import { timeAgo } from '../kit/format.ts'
import { modifier } from '../kit/shortcuts.tsx'
import { DuplicateNotice } from './form/duplicate-notice.tsx'
import { FormField } from './form/form-field.tsx'
import { panelsOf } from './form/form-model.ts'
import { FormPanels } from './form/form-panels.tsx'
import { useForm } from './form/use-form.ts'
import { useRecordScreen } from './record/record-screens.tsx'
import styles from './form/form.module.css'

import type { KeyboardEvent } from 'react'
import type { ObjectMetadata } from '../client/metadata.tsx'
import type { RecordData } from '../client/records.ts'

interface Props {
  object: ObjectMetadata
  /** The record to change; left out for a new one. */
  record?: RecordData
  /** Values that a new record starts with, as read (references as `{ id, name }`). */
  initial?: Record<string, unknown>
  onSaved(record: RecordData): void
  onCancel(): void
}

/** Ctrl/Cmd+Enter saves, Esc leaves. What was typed stays in the browser until it is saved or given up. */
export function RecordForm({ object, record, initial, onSaved, onCancel }: Props) {
  const { t } = useTranslation()
  const form = useForm({ object, record, initial, onSaved })
  const held = useHeldSave(form.save)
  const element = useRef<HTMLFormElement>(null)
  const [touched, setTouched] = useState<string>()
  useEditing(record?.id, touched)
  const { FormNotice, inputs } = useRecordScreen(object.name)
  const panels = panelsOf(object, form.values)
  const firstField = panels[0]?.fields[0]?.name

  useEffect(() => {
    if (form.attempts > 0) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [form.attempts])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      held.request()
    }
    // Enter in a calendar ends the typing of a day, not the form.
    if (event.key === 'Enter' && event.target instanceof Element && event.target.closest('.ant-picker')) event.preventDefault()
    // Esc in an open list or calendar closes only that.
    const isInPopup = event.target instanceof Element && event.target.closest('.ant-select-open, .ant-picker-focused, [aria-expanded="true"]') !== null
    if (event.key === 'Escape' && !event.defaultPrevented && !isInPopup) onCancel()
  }

  return (
    <form
      ref={element}
      className={styles.form}
      noValidate
      aria-busy={form.isSaving}
      onKeyDown={onKeyDown}
      onFocus={(event) => setTouched(fieldAt(event.target))}
      onSubmit={(event) => {
        event.preventDefault()
        held.request()
      }}
    >
      {form.draft && (
        <div className={styles.draft} role="status">
          <span>{t('form.draft_found', { when: timeAgo(form.draft.at) })}</span>
          <Button size="small" onClick={form.restoreDraft}>
            {t('form.draft_restore')}
          </Button>
          <Button size="small" type="text" onClick={form.discardDraft}>
            {t('form.draft_discard')}
          </Button>
        </div>
      )}
      <UploadReportContext value={held.report}>
        <FormPanels panels={panels}>
          {(field) => (
            <FieldAsked
              key={field.name}
              field={field}
              value={form.values[field.name]}
              onChange={(value) => form.change(field.name, value)}
              errors={form.errors[field.name] ?? []}
              collision={form.collisions[field.name]}
              onTakeTheirs={() => form.takeTheirs(field.name)}
              onMerged={() => form.settle(field.name)}
              autoFocus={field.name === firstField}
              disabled={form.isSaving}
              Own={inputs?.[field.name]}
              values={form.values}
            />
          )}
        </FormPanels>
      </UploadReportContext>
      <footer className={styles.footer}>
        {!record && <DuplicateNotice object={object} values={form.values} />}
        {!record && FormNotice && (
          <Suspense fallback={null}>
            <FormNotice object={object} values={form.values} />
          </Suspense>
        )}
        {(form.failure || held.isStopped) && (
          <p className={styles.failure} role="alert">
            {held.isStopped ? t('fields.file_stopped') : form.failure}
          </p>
        )}
        <Button type="primary" htmlType="submit" loading={form.isSaving || held.isWaiting} aria-keyshortcuts="Control+Enter Meta+Enter">
          {t('form.save')}
        </Button>
        <Button onClick={onCancel}>{t('form.cancel')}</Button>
        <span className={styles.keys}>{t('form.keys', { modifier: modifier() })}</span>
      </footer>
    </form>
  )
}

/** Name of the field that an element of the form belongs to. */
function fieldAt(element: Element): string | undefined {
  return element.closest<HTMLElement>('[data-field]')?.dataset.field
}

/**
 * Drawn again only when something of its own changed: a key in one field costs that field, not the form. What it calls works on the
 * values as they are then, so older ones do as well.
 */
const FieldAsked = memo(FormField, (before, after) => {
  const names = ['field', 'value', 'collision', 'autoFocus', 'disabled', 'Own'] as const
  return names.every((name) => before[name] === after[name]) && before.errors.join() === after.errors.join() && (after.Own === undefined || before.values === after.values)
})
