/** What was said, oldest first, and the place to answer or to note. Notes never look like what the customer reads. */
import { Button, Checkbox, Input, Segmented } from 'antd'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { useRecordAction } from '../../../web/client/records.ts'
import { file as fileTwin, filesOf } from '../../../web/fields/file.tsx'
import { formatDateTime } from '../../../web/kit/format.ts'
import { useShortcuts } from '../../../web/kit/shortcuts.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { referenceOf, requestsPath } from './request-answer.ts'
import styles from './requests.module.css'

import type { ComponentType } from 'react'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import type { RecordData } from '../../../web/client/records.ts'

interface Props {
  record: RecordData
  /** Newest first. */
  messages: RecordData[]
  isNarrow: boolean
  /** Brought by another module: puts text into the answer. */
  Insert: ComponentType<{ record: RecordData; onInsert(text: string): void }>
}

export function Conversation({ record, messages, isNarrow, Insert }: Props) {
  const { t } = useTranslation()
  const who = typeof record.requester_name === 'string' && record.requester_name ? record.requester_name : (referenceOf(record.contact)?.name ?? referenceOf(record.customer)?.name ?? t('requests.customer'))
  return (
    <section className={styles.conversation} aria-label={t('requests.conversation')}>
      <ol className={styles.messages}>
        <li className={styles.from_customer}>
          <p className={styles.by}>
            {who} <time>{formatDateTime(record.received_at, 'short')}</time>
          </p>
          <p className={styles.text}>{[record.subject, record.description].filter(Boolean).join('\n')}</p>
          <Files value={record.files} />
        </li>
        {messages.toReversed().map((message) => (
          <Message key={message.id} message={message} who={who} />
        ))}
      </ol>
      {record.status !== 'cancelled' && <Composer record={record} isNarrow={isNarrow} Insert={Insert} />}
    </section>
  )
}

function Message({ message, who }: { message: RecordData; who: string }) {
  const { t } = useTranslation()
  const kind = message.kind === 'note' || message.kind === 'reply' ? message.kind : 'from_customer'
  const by = kind === 'from_customer' ? (typeof message.author_name === 'string' && message.author_name ? message.author_name : who) : (referenceOf(message.author)?.name ?? '')
  return (
    <li className={styles[kind]}>
      <p className={styles.by}>
        {by} <time>{formatDateTime(message.at, 'short')}</time>
        {kind === 'note' && <span className={styles.noteMark}>{t('requests.note_mark')}</span>}
      </p>
      <p className={styles.text}>{String(message.content)}</p>
      <Files value={message.files} />
    </li>
  )
}

/** As everywhere at the desk: a click shows what a browser can show. */
function Files({ value }: { value: unknown }) {
  const field = useObject('request_message')?.fields.find(({ name }) => name === 'files')
  return field && filesOf(value).length > 0 ? <fileTwin.Cell field={field} value={value} /> : null
}

function Composer({ record, isNarrow, Insert }: Omit<Props, 'messages'>) {
  const { t } = useTranslation()
  const toast = useToast()
  const input = useRef<TextAreaRef>(null)
  const mayReply = record.can.change
  const [kind, setKind] = useState<'reply' | 'note'>(mayReply ? 'reply' : 'note')
  const [content, setContent] = useState('')
  const [waits, setWaits] = useState(false)
  const [files, setFiles] = useState<unknown>([])
  const id = useId()
  const filesField = useObject('request_message')?.fields.find(({ name }) => name === 'files')
  const reply = useRecordAction(requestsPath, 'reply')
  const note = useRecordAction(requestsPath, 'note')
  const begin = (next: 'reply' | 'note') => {
    setKind(next)
    input.current?.focus()
  }
  useShortcuts(t('requests.keys'), [...(mayReply ? [{ keys: 'r', label: t('requests.reply'), run: () => begin('reply') }] : []), { keys: 'n', label: t('requests.note'), run: () => begin('note') }])
  const sent = { onError: toast.problem, onSuccess: () => (setContent(''), setWaits(false), setFiles([])) }
  const send = () => {
    if (!content.trim()) return
    const body = { content, files: filesOf(files).map(({ id }) => ({ id })) }
    if (kind === 'reply') reply.mutate({ id: record.id, body: { ...body, waits } }, sent)
    else note.mutate({ id: record.id, body }, sent)
  }
  const isWaitable = ['received', 'terms_checked', 'diagnosing', 'assigned', 'in_progress'].includes(String(record.status))
  return (
    <div className={kind === 'note' ? styles.composerNote : styles.composer} data-takes-files>
      <Segmented
        size="small"
        aria-label={t('requests.kind_of_message')}
        value={kind}
        onChange={setKind}
        options={[...(mayReply ? [{ value: 'reply' as const, label: t('requests.reply') }] : []), { value: 'note' as const, label: t('requests.note') }]}
      />
      <Input.TextArea
        ref={input}
        value={content}
        onChange={(event) => setContent(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
          event.preventDefault()
          send()
        }}
        autoSize={{ minRows: 3, maxRows: 14 }}
        maxLength={20_000}
        placeholder={t(kind === 'reply' ? 'requests.reply_placeholder' : 'requests.note_placeholder')}
        aria-label={t(kind === 'reply' ? 'requests.reply' : 'requests.note')}
      />
      {filesField && <fileTwin.Input id={`${id}-files`} field={filesField} value={files} onChange={setFiles} label={t('requests.files')} />}
      <div className={styles.composerFoot}>
        {kind === 'reply' && <Insert record={record} onInsert={(text) => setContent((before) => [before.trimEnd(), text].filter(Boolean).join('\n\n').slice(0, 20_000))} />}
        {kind === 'reply' && isWaitable && (
          <Checkbox checked={waits} onChange={(event) => setWaits(event.target.checked)}>
            {t('requests.then_wait')}
          </Checkbox>
        )}
        <Button type="primary" className={styles.send} loading={reply.isPending || note.isPending} disabled={!content.trim()} onClick={send} title={isNarrow ? undefined : 'Ctrl+Enter'}>
          {t(kind === 'reply' ? 'requests.send_reply' : 'requests.keep_note')}
        </Button>
      </div>
    </div>
  )
}
