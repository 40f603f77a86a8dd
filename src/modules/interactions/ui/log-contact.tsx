/** Logs a contact in two seconds: a key for the channel, a few words, Ctrl+Enter. The rest is there when it is needed. */
import { Button, Input, Segmented, Tag } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { filesOf } from '../../../web/fields/file.tsx'
import { fieldTwins } from '../../../web/fields/index.ts'
import { useShortcuts } from '../../../web/kit/shortcuts.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { emptyDraft, useContactDraft } from './contact-draft.ts'
import styles from './log-contact.module.css'

import type { KeyboardEvent } from 'react'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import type { RecordData } from '../../../web/client/records.ts'

/** The six that people use all day, by the keys 1 to 6. */
const channels = ['call', 'visit_out', 'visit_in', 'meeting', 'wechat', 'mail']

export function LogContact({ customer, contacts, isPanel }: { customer: RecordData; contacts: RecordData[]; isPanel: boolean }) {
  const { t } = useTranslation()
  const object = useObject('interaction')
  const client = useQueryClient()
  const toast = useToast()
  const isPhone = useIsPhone()
  const id = useId()
  const text = useRef<TextAreaRef>(null)
  const [draft, setDraft] = useContactDraft(customer.id)
  const [isOpen, setIsOpen] = useState(false)
  const [isSending, setIsSending] = useState(false)
  const change = (changes: Partial<typeof draft>) => setDraft({ ...draft, ...changes })

  const options = object?.fields.find((field) => field.name === 'channel')?.options ?? []
  const offered = channels.flatMap((key) => options.find((option) => option.key === key) ?? [])
  // A promise becomes a task, due on this day.
  const dueField = useObject('task')?.fields.find((field) => field.name === 'due_on')
  const choose = (index: number) => {
    const option = offered[index]
    if (option) change({ channel: option.key })
    text.current?.focus()
  }
  useShortcuts(t('interactions.log.title'), [
    ...offered.map((option, index) => ({ keys: String(index + 1), label: t('interactions.log.by', { channel: labelOf(option.label) }), run: () => choose(index) })),
    ...offered.map((option, index) => ({ keys: `alt+${index + 1}`, label: t('interactions.log.switch', { channel: labelOf(option.label) }), run: () => choose(index), whileTyping: true })),
  ])
  if (!object?.can.create) return null

  const promise = draft.promise.trim()
  const filesField = object.fields.find((field) => field.name === 'files' && !field.readonly)
  const isEmpty = draft.files.length === 0 && !draft.content.trim() && !draft.opinion.trim() && !promise && !draft.nextStep.trim()
  const send = async () => {
    if (isEmpty || isSending) return
    setIsSending(true)
    try {
      const created = await api.post<RecordData>('/interactions', {
        customer: customer.id,
        contacts: draft.contacts,
        channel: draft.channel,
        direction: draft.direction,
        at: new Date().toISOString(),
        content: draft.content.trim() || null,
        opinion: draft.opinion.trim() || null,
        next_step: draft.nextStep.trim() || null,
        ...(draft.files.length > 0 ? { files: draft.files.map(({ id }) => id) } : {}),
        promises: promise ? [{ what: promise, due_on: draft.dueOn }] : [],
      })
      setDraft(emptyDraft)
      setIsOpen(false)
      const undo = async () => {
        await api.delete(`/interactions/${created.id}`)
        await client.invalidateQueries({ queryKey: ['records'] })
      }
      toast.done(t(promise ? 'interactions.log.done_promise' : 'interactions.log.done'), { undo: () => void undo().catch(toast.problem) })
      await client.invalidateQueries({ queryKey: ['records'] })
    } catch (error) {
      toast.problem(error)
    } finally {
      setIsSending(false)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    void send()
  }

  return (
    <section className={styles.box} aria-label={t('interactions.log.title')} onKeyDown={onKeyDown} data-takes-files>
      <div className={styles.channels}>
        <Segmented
          size="small"
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
        maxLength={20_000}
      />
      {filesField && <fieldTwins.file.Input field={filesField} id={`${id}-files`} value={draft.files} onChange={(files) => change({ files: filesOf(files) })} />}
      {isOpen && (
        <div className={styles.more}>
          <label htmlFor={`${id}-promise`}>{t('interactions.log.promise')}</label>
          <div className={styles.promise}>
            <Input id={`${id}-promise`} value={draft.promise} onChange={(event) => change({ promise: event.target.value })} placeholder={t('interactions.log.promise_hint')} maxLength={500} />
            {dueField && <fieldTwins.date.Input field={dueField} id={`${id}-due`} value={draft.dueOn} onChange={(day) => typeof day === 'string' && change({ dueOn: day })} label={t('interactions.log.due')} />}
          </div>
          <label htmlFor={`${id}-opinion`}>{t('interactions.log.opinion')}</label>
          <Input.TextArea id={`${id}-opinion`} value={draft.opinion} onChange={(event) => change({ opinion: event.target.value })} autoSize={{ minRows: 1, maxRows: 6 }} />
          <label htmlFor={`${id}-next`}>{t('interactions.log.next_step')}</label>
          <Input id={`${id}-next`} value={draft.nextStep} onChange={(event) => change({ nextStep: event.target.value })} maxLength={500} />
          {contacts.length > 0 && (
            <>
              <span>{t('interactions.log.with')}</span>
              <div role="group" className={styles.people} aria-label={t('interactions.log.with')}>
                {contacts.map((contact) => (
                  <Tag.CheckableTag key={contact.id} checked={draft.contacts.includes(contact.id)} onChange={(isChosen) => change({ contacts: isChosen ? [...draft.contacts, contact.id] : draft.contacts.filter((id) => id !== contact.id) })}>
                    {String(contact.name ?? '')}
                  </Tag.CheckableTag>
                ))}
              </div>
            </>
          )}
          <span>{t('interactions.log.direction')}</span>
          <Segmented
            className={styles.direction}
            size="small"
            value={draft.direction}
            onChange={(direction) => change({ direction })}
            options={[
              { value: 'out', label: t('interactions.log.out') },
              { value: 'in', label: t('interactions.log.in') },
            ]}
          />
        </div>
      )}
      <div className={styles.foot}>
        <Button size="small" type="link" onClick={() => setIsOpen((before) => !before)} aria-expanded={isOpen}>
          {t(isOpen ? 'interactions.log.less' : 'interactions.log.more')}
        </Button>
        <span className={styles.hint}>{t('interactions.log.keys')}</span>
        <Button size="small" type="primary" disabled={isEmpty} loading={isSending} onClick={() => void send()} aria-keyshortcuts="Control+Enter Meta+Enter">
          {t('interactions.log.send')}
        </Button>
      </div>
    </section>
  )
}
