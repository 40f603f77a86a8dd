/** Logs a contact in two seconds: a key for the channel, a few words, Enter. The rest is there when it is needed, by keys as well. */
import { Button, Input, Segmented } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { filesOf } from '../../../web/fields/file.tsx'
import { UploadReportContext, useHeldSave } from '../../../web/fields/held-save.tsx'
import { fieldTwins } from '../../../web/fields/index.ts'
import { useShortcuts } from '../../../web/kit/shortcuts.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { CheckIn, visitChannel } from './check-in.tsx'
import { useChannels } from './contact-channels.ts'
import { emptyDraft, useContactDraft } from './contact-draft.ts'
import { ContactMore } from './contact-more.tsx'
import { isEmptyDraft, useSending } from './use-sending.ts'
import { WaitingContacts } from './waiting-contacts.tsx'
import styles from './log-contact.module.css'

import type { KeyboardEvent } from 'react'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import type { Belongs } from './quick-log-state.ts'
import type { RecordData, Reference } from '../../../web/client/records.ts'

interface Props {
  customer: Reference
  contacts: RecordData[]
  isPanel: boolean
  /** In a window of its own: the cursor stands in it at once, and the window goes when it is sent. */
  onSent?(): void
  /** What it is about, beside the customer. */
  belongs?: Belongs
}

export function LogContact({ customer, contacts, isPanel, onSent, belongs }: Props) {
  const { t } = useTranslation()
  const object = useObject('interaction')
  const isPhone = useIsPhone()
  const id = useId()
  const text = useRef<TextAreaRef>(null)
  const [draft, setDraft] = useContactDraft(customer.id)
  const [isOpen, setIsOpen] = useState(false)
  /** The line that gets the cursor once it is drawn. */
  const wanted = useRef<string>(undefined)
  const change = (changes: Partial<typeof draft>) => setDraft({ ...draft, ...changes })
  const { isSending, send } = useSending({ customer, belongs }, () => {
    setDraft(emptyDraft)
    setIsOpen(false)
    onSent?.()
  })
  const held = useHeldSave(() => send(draft))

  const offered = useChannels()
  const choose = (index: number) => {
    const option = offered[index]
    if (option) change({ channel: option.key })
    text.current?.focus()
  }
  /** Opens the rest and puts the cursor into one of its lines. */
  const goTo = (part: string) => {
    if (isOpen) return document.getElementById(`${id}-${part}`)?.focus()
    wanted.current = part
    setIsOpen(true)
  }
  useEffect(() => {
    if (!isOpen || !wanted.current) return
    document.getElementById(`${id}-${wanted.current}`)?.focus()
    wanted.current = undefined
  }, [isOpen, id])
  const isOwnWindow = onSent !== undefined
  useEffect(() => {
    if (isOwnWindow) text.current?.focus()
  }, [isOwnWindow])
  useShortcuts(t('interactions.log.title'), [
    { keys: 'l', label: t('interactions.log.title'), run: () => text.current?.focus() },
    ...offered.map((option, index) => ({ keys: String(index + 1), label: t('interactions.log.by', { channel: labelOf(option.label) }), run: () => choose(index) })),
    ...offered.map((option, index) => ({ keys: `alt+${index + 1}`, label: t('interactions.log.switch', { channel: labelOf(option.label) }), run: () => choose(index), whileTyping: true })),
    { keys: 'alt+p', label: t('interactions.log.promise'), run: () => goTo('promise'), whileTyping: true },
    { keys: 'alt+n', label: t('interactions.log.next_step'), run: () => goTo('next'), whileTyping: true },
  ])
  if (!object?.can.create) return null

  const hasPlace = object.fields.some((field) => field.name === 'place' && !field.readonly)
  const filesField = object.fields.find((field) => field.name === 'files' && !field.readonly)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !sends(event, isPhone)) return
    event.preventDefault()
    event.stopPropagation()
    held.request()
  }

  return (
    <section className={styles.box} aria-label={t('interactions.log.title')} onKeyDown={onKeyDown} data-takes-files>
      <div className={styles.channels}>
        <Segmented
          size={isPhone ? 'middle' : 'small'}
          value={draft.channel}
          onChange={(channel) => {
            change({ channel })
            text.current?.focus()
          }}
          options={offered.map((option, index) => ({
            value: option.key,
            label: (
              <span title={t('interactions.log.key', { key: index + 1 })}>
                {labelOf(option.label)}
                {!isPanel && !isPhone && <small className={styles.key}> {index + 1}</small>}
              </span>
            ),
          }))}
        />
      </div>
      <Input.TextArea
        ref={text}
        value={draft.content}
        onChange={(event) => change({ content: event.target.value })}
        autoSize={{ minRows: 2, maxRows: 10 }}
        placeholder={t('interactions.log.placeholder')}
        aria-label={t('interactions.log.placeholder')}
        aria-keyshortcuts="l"
        maxLength={20_000}
        data-single-enter
      />
      <UploadReportContext value={held.report}>
        {filesField && <fieldTwins.file.Input field={filesField} id={`${id}-files`} value={draft.files} onChange={(files) => change({ files: filesOf(files) })} />}
      </UploadReportContext>
      {draft.channel === visitChannel && hasPlace && <CheckIn value={draft.checkIn} onChange={(checkIn) => change({ checkIn })} />}
      {isOpen && <ContactMore id={id} draft={draft} contacts={contacts} onChange={change} />}
      {held.isStopped && (
        <p className={styles.stopped} role="alert">
          {t('fields.file_stopped')}
        </p>
      )}
      <div className={styles.foot}>
        <Button size="small" type="link" onClick={() => setIsOpen((before) => !before)} aria-expanded={isOpen}>
          {t(isOpen ? 'interactions.log.less' : 'interactions.log.more')}
        </Button>
        <span className={styles.hint}>{t('interactions.log.keys')}</span>
        <Button size="small" type="primary" disabled={isEmptyDraft(draft) && !held.isWaiting} loading={isSending || held.isWaiting} onClick={held.request} aria-keyshortcuts="Enter Control+Enter Meta+Enter">
          {t('interactions.log.send')}
        </Button>
      </div>
      <WaitingContacts customer={customer.id} />
    </section>
  )
}

/** Enter sends from the words and from single lines. The keyboard of a phone has no other key for a new line. */
function sends(event: KeyboardEvent, isPhone: boolean): boolean {
  if (event.ctrlKey || event.metaKey) return true
  if (isPhone || event.shiftKey || event.altKey) return false
  const { target } = event
  if (target instanceof HTMLTextAreaElement) return target.dataset.singleEnter !== undefined
  return target instanceof HTMLInputElement && target.type === 'text' && !target.closest('.ant-picker')
}
