/** Number, who, words, kind: Enter in the words sends. What is needed for an unknown number appears where it is needed. */
import { Alert, Button, Input, Segmented, Select } from 'antd'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { fieldTwins } from '../../../web/fields/index.ts'
import { formatPhone, wallNow } from '../../../web/kit/format.ts'
import { problemTexts } from '../../../web/kit/problem-text.ts'
import { useShortcuts } from '../../../web/kit/shortcuts.tsx'
import { Since } from './agent-bar.tsx'
import { referenceOf, timeToCall } from './call-answers.ts'
import { PartyChoice } from './party-choice.tsx'
import { useRegistering, kinds, type Draft, type Kind } from './use-registering.ts'
import styles from './calls.module.css'

import type { InputRef } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import type { Party } from '../queries/known-by.ts'
import type { RecordData } from '../../../web/client/records.ts'

interface Props {
  /** The call that I have answered and not finished. */
  live: RecordData | undefined
  phone: string
  began: string | undefined
  onPhone(text: string): void
  parties: Party[]
  party: Party | undefined
  isUnknown: boolean
  onParty(party: Party | null): void
  onSent(): void
}

const empty: Draft = { note: '', kind: 'log', category: undefined, file: 'none', name: '', company: '', dueAt: '' }

export function CallerForm({ live, phone, began, onPhone, parties, party, isUnknown, onParty, onSent }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const object = useObject('call')
  const number = useRef<InputRef>(null)
  const text = useRef<TextAreaRef>(null)
  const [draft, setDraft] = useState<Draft>(empty)
  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }))
  const sending = useRegistering({ live, phone, began, party }, () => {
    setDraft(empty)
    onSent()
    number.current?.focus()
  })
  useEffect(() => {
    if (live) text.current?.focus()
    else number.current?.focus()
  }, [live])
  const choose = (kind: Kind) => {
    change({ kind, ...(kind === 'lead' ? { file: 'lead' as const } : draft.file === 'lead' ? { file: 'none' as const } : {}), ...(kind === 'call_back' && !draft.dueAt ? { dueAt: timeToCall(wallNow) } : {}) })
    text.current?.focus()
  }
  useShortcuts(t('calls.hot_line'), [
    ...kinds.map((kind, index) => ({ keys: `alt+${index + 1}`, label: t(`calls.kind_${kind}`), run: () => choose(kind), whileTyping: true })),
    { keys: 'alt+n', label: t('calls.number'), run: () => number.current?.focus(), whileTyping: true },
  ])
  const due = useObject('call_back')?.fields.find(({ name }) => name === 'due_at')
  const category = object?.fields.find(({ name }) => name === 'category')
  const isReady = draft.note.trim() !== '' && (draft.file === 'none' || draft.name.trim() !== '') && (draft.kind !== 'complaint' || party !== undefined || draft.file === 'customer')
  const send = () => {
    if (isReady && !sending.isPending) sending.send(draft)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.shiftKey || event.altKey) return
    event.preventDefault()
    send()
  }
  return (
    <section className={styles.form} aria-label={t('calls.hot_line')}>
      {sending.isError && <Alert type="error" title={problemTexts(sending.error)} showIcon role="alert" />}
      {live ? (
        <div className={styles.live}>
          <strong>{live.phone ? formatPhone(live.phone) : t('calls.withheld')}</strong>
          <span>{referenceOf(live.queue)?.name}</span>
          <span>{t(live.status === 'talking' ? 'calls.talking_since' : 'calls.wrapping_since')} <Since at={live.status === 'talking' ? live.answered_at : live.ended_at} /></span>
          {live.status === 'talking' && <Button size="small" danger loading={sending.isHangingUp} onClick={sending.hangUp}>{t('calls.hang_up')}</Button>}
        </div>
      ) : (
        <div>
          <label htmlFor={`${id}-number`}>{t('calls.number')}</label>
          <Input ref={number} id={`${id}-number`} value={phone} onChange={(event) => onPhone(event.target.value)} onPressEnter={() => text.current?.focus()} inputMode="tel" autoComplete="off" maxLength={40} placeholder={t('calls.number_hint')} aria-keyshortcuts="Alt+N" allowClear />
        </div>
      )}
      <PartyChoice parties={parties} party={party} onParty={onParty} />
      {isUnknown && (
        <div className={styles.unknown}>
          <span>{t('calls.unknown')}</span>
          <Segmented size="small" aria-label={t('calls.file_as')} value={draft.file} onChange={(file) => change({ file, ...(file === 'lead' ? { kind: 'lead' as const } : draft.kind === 'lead' ? { kind: 'log' as const } : {}) })} options={(['none', 'customer', 'lead'] as const).map((value) => ({ value, label: t(`calls.file_${value}`) }))} />
        </div>
      )}
      {draft.file !== 'none' && (
        <div className={styles.pair}>
          <div>
            <label htmlFor={`${id}-name`}>{t('calls.their_name')}</label>
            <Input id={`${id}-name`} value={draft.name} onChange={(event) => change({ name: event.target.value })} onKeyDown={onKeyDown} maxLength={200} />
          </div>
          {draft.file === 'lead' && (
            <div>
              <label htmlFor={`${id}-company`}>{t('calls.their_company')}</label>
              <Input id={`${id}-company`} value={draft.company} onChange={(event) => change({ company: event.target.value })} onKeyDown={onKeyDown} maxLength={300} />
            </div>
          )}
        </div>
      )}
      <div>
        <label htmlFor={`${id}-note`}>{t('calls.words')}</label>
        <Input.TextArea ref={text} id={`${id}-note`} value={draft.note} onChange={(event) => change({ note: event.target.value })} onKeyDown={onKeyDown} autoSize={{ minRows: 3, maxRows: 12 }} maxLength={20_000} placeholder={t('calls.words_hint')} />
      </div>
      <div className={styles.kinds}>
        <Segmented<Kind> aria-label={t('calls.becomes')} value={draft.kind} onChange={choose} options={kinds.map((kind, index) => ({ value: kind, label: <span>{t(`calls.kind_${kind}`)} <small className={styles.key}>{index + 1}</small></span> }))} />
      </div>
      <div className={styles.foot}>
        {category && <Select className={styles.category} aria-label={labelOf(category.label)} placeholder={labelOf(category.label)} value={draft.category} onChange={(value) => change({ category: value })} options={(category.options ?? []).map(({ key, label }) => ({ value: key, label: labelOf(label) }))} allowClear />}
        {draft.kind === 'call_back' && due && (
          <span className={styles.when}>
            <label htmlFor={`${id}-due`}>{t('calls.call_at')}</label>
            <fieldTwins.datetime.Input field={due} id={`${id}-due`} value={draft.dueAt || null} onChange={(value) => change({ dueAt: typeof value === 'string' ? value : '' })} />
          </span>
        )}
        {draft.kind === 'complaint' && !party && draft.file !== 'customer' ? <span className={styles.below}>{t('calls.complaint_needs')}</span> : <span className={styles.hint}>{t('calls.keys')}</span>}
        <Button type="primary" className={styles.send} disabled={!isReady} loading={sending.isPending} onClick={send} aria-keyshortcuts="Enter">{t(`calls.send_${draft.kind}`)}</Button>
      </div>
    </section>
  )
}
