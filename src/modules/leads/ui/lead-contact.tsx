/** Logs a contact with the lead: by what, what was said, whether they were reached, when again. */
import { Button, Input, Segmented } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { useRecordAction } from '../../../web/client/records.ts'
import { date } from '../../../web/fields/date.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { leadsPath } from './lead-answer.ts'
import styles from './leads.module.css'

import type { RecordData } from '../../../web/client/records.ts'

const offered = ['call', 'wechat', 'mail', 'visit_out', 'visit_in', 'sms']
const empty = { channel: 'call', outcome: 'reached', content: '', next: '' }

export function LeadContact({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const toast = useToast()
  const id = useId()
  const object = useObject('lead_interaction')
  const next = useObject('lead')?.fields.find(({ name }) => name === 'next_contact_on')
  const [draft, setDraft] = useState(empty)
  const log = useRecordAction(leadsPath, 'log-contact')
  if (!object || !record.can.change || record.status === 'converted' || record.status === 'unqualified') return null
  const optionsOf = (name: string) => object.fields.find((field) => field.name === name)?.options ?? []
  const channels = offered.flatMap((key) => optionsOf('channel').find((option) => option.key === key) ?? [])
  const change = (changes: Partial<typeof empty>) => setDraft({ ...draft, ...changes })
  const send = () => {
    const { channel, outcome, content, next } = draft
    log.mutate({ id: record.id, body: { channel, outcome, content: content.trim() || null, ...(next ? { next_contact_on: next } : {}) } }, { onError: toast.problem, onSuccess: () => setDraft(empty) })
  }
  return (
    <section className={styles.log} aria-label={t('leads.log')}>
      <div className={styles.channels}>
        <Segmented aria-label={t('leads.channel')} size="small" value={draft.channel} onChange={(channel) => change({ channel })} options={channels.map(({ key, label }) => ({ value: key, label: labelOf(label) }))} />
      </div>
      <Input.TextArea
        value={draft.content}
        onChange={(event) => change({ content: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || !draft.content.trim()) return
          event.preventDefault()
          send()
        }}
        autoSize={{ minRows: 2, maxRows: 10 }}
        maxLength={20_000}
        placeholder={t('leads.log_placeholder')}
        aria-label={t('leads.log_placeholder')}
      />
      <div className={styles.logFoot}>
        <Segmented aria-label={t('leads.outcome')} size="small" value={draft.outcome} onChange={(outcome) => change({ outcome })} options={optionsOf('outcome').map(({ key, label }) => ({ value: key, label: labelOf(label) }))} />
        {next && (
          <label className={styles.next}>
            <span>{t('leads.next')}</span>
            <date.Input field={next} id={`${id}-next`} label={t('leads.next')} value={draft.next || null} onChange={(day) => change({ next: typeof day === 'string' ? day : '' })} />
          </label>
        )}
        <Button size="small" type="primary" className={styles.send} loading={log.isPending} disabled={!draft.content.trim() && draft.outcome === 'reached'} onClick={send}>
          {t('leads.log')}
        </Button>
      </div>
    </section>
  )
}
