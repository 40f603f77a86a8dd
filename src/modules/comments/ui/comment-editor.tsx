/** The words of a comment, with a picker of colleagues behind @. Who may not see the record is shown, but cannot be mentioned. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Mentions } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { modifier } from '../../../web/kit/shortcuts.tsx'
import { ShareDialog } from '../../../web/records/access/share-dialog.tsx'
import { mentionedIn } from './mentioned.ts'
import styles from './comments.module.css'

import type { MentionsRef } from 'antd/es/mentions'
import type { KeyboardEvent } from 'react'
import type { Mentionable } from '../queries/who-may-see.ts'
import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData, Reference } from '../../../web/client/records.ts'

export interface Draft {
  text: string
  /** Ids of people. */
  mentions: string[]
}

interface Props {
  object: ObjectMetadata
  record: RecordData
  start: { text: string; mentions: Reference[] }
  isBusy: boolean
  onSend(draft: Draft): void
  onCancel(): void
}

export function CommentEditor({ object, record, start, isBusy, onSend, onCancel }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState(start.text)
  const [chosen, setChosen] = useState<Reference[]>(start.mentions)
  const [words, setWords] = useState<string>()
  const [isSharing, setIsSharing] = useState(false)
  const input = useRef<MentionsRef>(null)
  const people = usePeople(object, record, words)
  useEffect(() => input.current?.focus(), [])
  const canShare = object.is_shareable && object.can.change && record.can.change
  const send = () => {
    if (text.trim()) onSend({ text: text.trim(), mentions: mentionedIn(text, chosen) })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
    else if (event.key === 'Escape' && text === start.text) onCancel()
  }
  // Ant Design adds a word of its own to the keys it was given.
  const choose = (key: string) => {
    const person = people.find(({ id }) => key.startsWith(id))
    if (person) setChosen((before) => [...before.filter(({ id }) => id !== person.id), { id: person.id, name: person.name }])
  }
  const options = people.map((person) => ({
    key: person.id,
    value: person.name,
    disabled: !person.may_see,
    label: <Person person={person} onShare={canShare ? () => setIsSharing(true) : undefined} />,
  }))
  return (
    <div className={styles.editor} onKeyDown={onKeyDown}>
      <Mentions
        ref={input}
        value={text}
        onChange={setText}
        onSearch={(typed) => setWords(typed)}
        onSelect={({ key }) => choose(String(key))}
        options={options}
        filterOption={false}
        notFoundContent={t('fields.nothing_found')}
        autoSize={{ minRows: 2, maxRows: 10 }}
        maxLength={5000}
        aria-label={t('comments.box')}
        placeholder={t('comments.placeholder')}
      />
      <div className={styles.foot}>
        <span className={styles.hint}>{t('comments.send_keys', { modifier: modifier() })}</span>
        <Button onClick={onCancel}>{t('form.cancel')}</Button>
        <Button type="primary" disabled={!text.trim()} loading={isBusy} onClick={send}>
          {t('comments.send')}
        </Button>
      </div>
      {isSharing && <ShareDialog object={object} record={record} onClose={() => setIsSharing(false)} />}
    </div>
  )
}

function Person({ person, onShare }: { person: Mentionable; onShare?: () => void }) {
  const { t } = useTranslation()
  return (
    <span className={styles.person}>
      <span className={styles.personName}>{person.name}</span>
      <span className={styles.personNote}>{person.may_see ? person.title : t('comments.cannot_see')}</span>
      {!person.may_see && onShare && (
        // The list closes with the click on it; the button answers before.
        <button type="button" className={styles.share} onMouseDown={(event) => { event.preventDefault(); event.stopPropagation(); onShare() }}>
          {t('comments.share')}
        </button>
      )}
    </span>
  )
}

/** @param words what stands behind the @; undefined as long as there is none. */
function usePeople(object: ObjectMetadata, record: RecordData, words: string | undefined): Mentionable[] {
  const answer = useQuery({
    queryKey: ['records', object.path, 'about', record.id, 'mentionable', words],
    queryFn: ({ signal }) => api.get<{ data: Mentionable[] }>('/comments/people', { query: { object: object.name, record: record.id, q: words }, signal }),
    enabled: words !== undefined,
    placeholderData: keepPreviousData,
  })
  return answer.data?.data ?? []
}
